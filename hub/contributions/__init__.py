"""The hub's share of what people send in; it must not know other measures."""
