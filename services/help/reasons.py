"""Owns why an offer fits and what is not known of it; it must not say it in words, nor decide the order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from contract.help import HelpOffer
from contract.wegweiser import Answer
from services.help.distance import Distance
from services.help.freshness import room
from services.help.hours import OpenState

Kind = Literal[
    "free", "audience", "age", "open", "opens-today", "near", "language", "channel", "barrier", "topic", "room"
]
#: Facets that no offer carries, because they hang on the hour and on where somebody is.
OPEN_NOW, NEAR_HERE = "open:now", "near:here"
#: What a wish for a facet of this name becomes; the order in which reasons are told.
ORDER: tuple[Kind, ...] = (
    "free", "audience", "age", "room", "open", "opens-today", "near", "language", "channel", "barrier", "topic",
)  # fmt: skip
NAMES: dict[str, Kind] = {
    "cost": "free", "for": "audience", "language": "language", "channel": "channel", "barrier": "barrier",
    "topic": "topic",
}  # fmt: skip


@dataclass(frozen=True)
class Reason:
    """Why it fits. `value`: a slug, ages as "16-25" ("60-", "-27"), or the time it is open until. Distance in metres.

    `rough`: the distance is reckoned to the middle of a place.
    """

    kind: Kind
    value: str = ""
    metres: float | None = None
    rough: bool = False


@dataclass(frozen=True)
class Met:
    """An offer as somebody meets it now: what it has, whether it is open, how far it is."""

    offer: HelpOffer
    facets: frozenset[str]
    opening: OpenState
    away: Distance | None


def reasons_of(met: Met, answers: Sequence[Answer], today: date) -> tuple[Reason, ...]:
    """What speaks for an offer, in the order in which one says it. Open hours, distance and room are always told."""
    offer, away = met.offer, met.away
    wished = [wish for answer in answers for wish in answer.wants if wish.weight > 0]
    found = [
        Reason(NAMES[name], value)
        for name, _, value in (wish.facet.partition(":") for wish in wished if wish.facet in met.facets)
        if name in NAMES
    ]
    ages = f"{_number(offer.minimum_age)}-{_number(offer.maximum_age)}"
    if ages != "-" and any(answer.ages and overlaps(offer, answer.ages) for answer in answers):
        found.append(Reason("age", ages))
    found += _opening(met.opening, today)
    if away:
        found.append(Reason("near", metres=away.metres, rough=away.rough))
    there = room(offer, today)
    if there and there.state == "free":
        found.append(Reason("room"))
    return tuple(sorted(dict.fromkeys(found), key=lambda reason: ORDER.index(reason.kind)))


def _number(age: int | None) -> str:
    return "" if age is None else str(age)


def _opening(opening: OpenState, today: date) -> list[Reason]:
    if opening.open:
        return [Reason("open", f"{opening.until:%H:%M}" if opening.until else "")]
    if opening.next and opening.next.date() == today:
        return [Reason("opens-today", f"{opening.next:%H:%M}")]
    return []


def overlaps(offer: HelpOffer, ages: tuple[int, int]) -> bool:
    """Whether somebody of these years may be of the age it is for."""
    return (offer.minimum_age or 0) <= ages[1] and ages[0] <= (offer.maximum_age or 200)


def unknown_of(met: Met, answers: Sequence[Answer]) -> tuple[Kind, ...]:
    """What was wished and of which the offer says nothing: better told than guessed."""
    wished = {wish.facet for answer in answers for wish in answer.wants if wish.weight > 0}
    offer, facets = met.offer, met.facets
    silent: list[tuple[Kind, bool]] = [
        ("free", "cost:free" in wished and offer.cost is None),
        ("open", OPEN_NOW in wished and met.opening.open is None),
        ("near", NEAR_HERE in wished and met.away is None),
        ("language", _none("language:", wished, facets)),
        ("barrier", _none("barrier:", wished, facets) and not any(spot.accessibility for spot in offer.locations)),
    ]
    return tuple(kind for kind, holds in silent if holds)


def _none(name: str, wished: set[str], facets: frozenset[str]) -> bool:
    """Whether something of this name was wished, and nothing of it is there."""
    asked = {facet for facet in wished if facet.startswith(name)}
    return bool(asked) and not asked & facets
