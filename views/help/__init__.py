"""The screens of Wie geht's?; they must not match or fetch."""
