"""The hub's help offers as HSDS 3.1, out and in; it must not know other measures than help."""
