"""Projects: till when one can take part, and what came of them."""
