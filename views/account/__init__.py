"""What belongs to one person; it must not know how settings are kept."""
