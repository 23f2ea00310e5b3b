"""The office of editors of the help directory."""
