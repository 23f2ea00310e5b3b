"""Every part and every sample of every screen, each with a URL."""
