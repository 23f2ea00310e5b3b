"""The guided finder: one question at a time, and what fits the answers."""
