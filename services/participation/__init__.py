"""Mach mit for screens; it must not know other measures."""
