"""Looking up a receipt, as people see it."""
