"""The hub's share of places and news; it must not know other measures."""
