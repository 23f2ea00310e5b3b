"""A new password for whoever has forgotten theirs, as people see it."""
