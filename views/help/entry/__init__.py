"""Changing an offer of one's own."""
