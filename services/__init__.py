"""What screens may ask and do; it must not know Flet or the hub's inside."""
