"""Owns an empty store and a clock that stands, for the verbs behind samples; it must not hold content."""

from __future__ import annotations

from functools import cache

from services.clock import Clock
from services.local import PublicStore
from views.stages import NOW

CLOCK = Clock(lambda: NOW)


@cache
def store() -> PublicStore:
    """One for all samples, in memory: nothing of what people have reaches the gallery."""
    return PublicStore()


def stay(_path: str) -> None:
    """Where samples lead: nowhere."""
