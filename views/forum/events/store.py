"""Owns the address of events; the list reads the calendar as every list does. It must not draw."""

from __future__ import annotations

#: The address of the list and, with an id, of an event.
PATH = "/forum/termine"
