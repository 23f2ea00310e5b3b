"""Owns how fresh an offer is, and whether what is said of its room still holds; it must not say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from contract.help import Availability, HelpOffer

#: From which part of the time between two checks on an entry is called aging.
AGING = 0.75


@dataclass(frozen=True)
class Freshness:
    """`checked`: when somebody last said that it holds. `due`: the last day on which it counts as checked."""

    state: Literal["fresh", "aging", "overdue"]
    checked: date
    due: date


def freshness(offer: HelpOffer, today: date) -> Freshness:
    """How fresh an offer is on a day."""
    origin = offer.provenance
    checked = max(offer.assured_date or origin.stand, origin.stand)
    due = max(origin.review_by, checked)
    if today > due:
        return Freshness("overdue", checked, due)
    old = (today - checked).days >= AGING * (due - checked).days and today > checked
    return Freshness("aging" if old else "fresh", checked, due)


def room(offer: HelpOffer, today: date) -> Availability | None:
    """What the provider says of its room; None where nothing is said, or no longer."""
    said = offer.availability
    return said if said and said.updated <= today <= said.until else None
