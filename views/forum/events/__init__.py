"""Events: when, where, what it costs."""
