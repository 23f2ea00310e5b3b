"""Owns what the hub answers about places and news; it must not hold SQL."""

from __future__ import annotations

from contract.home import News, Place
from hub.core import records
from hub.core.hub import Hub
from hub.core.readings import Reading


def readings(hub: Hub) -> tuple[Reading, ...]:
    return (*records.readings(hub.database, Place), *records.readings(hub.database, News))
