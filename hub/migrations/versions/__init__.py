"""Owns how an older database becomes one of today; it must not be edited once released, only added to."""
