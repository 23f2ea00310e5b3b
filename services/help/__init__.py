"""The help-finder for screens; it must not know other measures."""
