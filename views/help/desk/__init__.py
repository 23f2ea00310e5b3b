"""The desk of those who offer help."""
