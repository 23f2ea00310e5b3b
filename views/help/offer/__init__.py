"""The page of one offer."""
