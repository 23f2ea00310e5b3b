"""The Heldenhelfer for screens; it must not know other measures."""
