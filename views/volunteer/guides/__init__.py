"""Guides for club tasks, step by step."""
