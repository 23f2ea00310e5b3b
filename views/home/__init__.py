"""The start page and what belongs to all measures; it must not match or fetch."""
