"""The plain HTML pages of the help-finder at the hub (`/lesen/…`): no script, printable, for every browser."""
