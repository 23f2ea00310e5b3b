"""The first page: what to do here, one's own place, what is new."""
