"""The start page for screens; it must not know other measures."""
