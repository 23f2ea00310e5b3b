"""The hub's share of guides for clubs; it must not know other measures."""
