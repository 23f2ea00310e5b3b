"""Owns what the hub answers about help offers; it must not hold SQL."""

from __future__ import annotations

from contract.help import HelpOffer
from hub.core import records
from hub.core.hub import Hub
from hub.core.readings import Reading


def readings(hub: Hub) -> tuple[Reading, ...]:
    return records.readings(hub.database, HelpOffer)
