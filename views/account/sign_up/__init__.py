"""Making an account, as people see it."""
