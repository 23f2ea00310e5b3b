"""The hub's share of projects; it must not know other measures."""
