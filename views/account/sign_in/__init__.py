"""Signing in, here or elsewhere, as people see it."""
