"""Numbers for an emergency, with no network."""
