"""What people see; it must not know the wire, the store or SQL."""
