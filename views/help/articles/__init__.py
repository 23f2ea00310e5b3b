"""Articles about how one feels and what life brings."""
