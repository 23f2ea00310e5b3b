"""What one has sent and written: how it stands, and what one can still do with it."""
