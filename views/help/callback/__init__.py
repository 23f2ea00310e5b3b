"""Asking to be called back, or not to come alone."""
