"""What somebody keeps in mind."""
