"""What somebody thinks of a page, or did not find."""
