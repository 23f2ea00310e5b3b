"""Owns which contributions bring something about in the help-finder; it must not do it itself."""

from __future__ import annotations

from hub.core.effects import Effect
from hub.core.hub import Hub
from hub.help import entries
from hub.help.cases import Reports, Requests
from hub.help.entries import Saying


def effects(hub: Hub) -> dict[str, Effect]:
    """By the kind of contribution."""
    return {
        "help-entries": Saying(hub.log, entries.entry),
        "help-availability": Saying(hub.log, entries.availability, {"availability": None}),
        "help-confirmations": Saying(hub.log, entries.confirmation),
        "call-backs": Requests(),
        "help-checks": Reports(),
    }
