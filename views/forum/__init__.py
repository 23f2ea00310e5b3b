"""The screens of the Heimatforum; they must not fetch."""
