"""What belongs to one person, for screens; it must not know other measures."""
