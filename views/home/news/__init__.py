"""The page of one message."""
