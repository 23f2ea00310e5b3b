"""What all measures of the hub share; it must not know any one of them."""
