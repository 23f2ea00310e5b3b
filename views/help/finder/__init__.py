"""Finding an offer: search, topics, filters."""
