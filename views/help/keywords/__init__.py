"""The index of keywords from A to Z."""
