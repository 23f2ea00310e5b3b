"""The Heimatforum for screens; it must not know other measures."""
