"""Owns what the hub answers about guides for clubs; it must not hold SQL."""

from __future__ import annotations

from contract.volunteer import Guide
from hub.core import records
from hub.core.hub import Hub
from hub.core.readings import Reading


def readings(hub: Hub) -> tuple[Reading, ...]:
    return records.readings(hub.database, Guide)
