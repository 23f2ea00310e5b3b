"""The hub's share of help offers; it must not know other measures."""
