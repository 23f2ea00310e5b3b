"""Owns what the hub answers about places to meet and events; it must not hold SQL."""

from __future__ import annotations

from contract.forum import Event, ForumPlace
from hub.core import records
from hub.core.hub import Hub
from hub.core.readings import Reading


def readings(hub: Hub) -> tuple[Reading, ...]:
    return (*records.readings(hub.database, ForumPlace), *records.readings(hub.database, Event))
