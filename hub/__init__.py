"""The hub: one gate of data behind the app; it knows the contract and nothing of the app."""
