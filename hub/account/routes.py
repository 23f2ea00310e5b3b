"""Owns what the hub serves about accounts; it must not hold SQL."""

from __future__ import annotations

from hub.core.hub import Hub
from hub.core.servings import Serving


def servings(hub: Hub) -> tuple[Serving, ...]:
    return ()
