"""One's own account, as its owner sees it."""
