"""The hub's share of places to meet and events; it must not know other measures."""
