"""Records of our own making for the gallery; never shown to citizens."""
