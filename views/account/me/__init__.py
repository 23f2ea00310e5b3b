"""How one person wants the app, and what it knows about that person."""
