"""Draws an offer as a row: when it is open first, then what it is, how far, why it is here; it must not do anything."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from contract.help import HelpOffer
from services.help.distance import Distance
from services.help.filters import Filters
from services.help.freshness import freshness, room
from services.help.reasons import Reason
from services.language import Language
from views.help.finder.store import FinderState, FinderStore
from views.help.reasons import because, distance_words
from views.hours import offer_opening
from views.kit.card import entry

KILOMETRE = 1000
#: What a filter is told as, where an offer stands in the list because of it; in the order in which one says it.
_TOLD = ("free", "audience", "language", "channel", "barrier")


def offer_entry(
    offer: HelpOffer, state: FinderState, act: FinderStore, say: Language, *, number: int = 0
) -> ft.Control:
    """An offer in the list. `number`: under which it stands on the map."""
    now = state.now or datetime.now().astimezone()
    fresh = freshness(offer, now.date())
    findings = state.findings.value
    lines = [
        gist(offer, say),
        how_far(findings.away.get(offer.id) if findings else None, say),
        there_is_room(offer, now, say),
        because(reasons(offer, state.filters), say),
        offer.organization.name,
    ]
    if fresh.state == "overdue":
        lines.append(say("Länger nicht geprüft. Fragen Sie dort nach."))
    if offer.provenance.sample:
        lines.append(say("Muster: erfundenes Beispiel"))
    name = say.text(offer.name)
    return entry(
        f"{number} · {name}" if number else name,
        lines,
        lambda: act.open(offer.id),
        answer=offer_opening(offer, now, say),
        icon=offer.topics[0],
        chosen=offer.id == state.open_id,
        faded=fresh.state == "overdue",
    )


def gist(offer: HelpOffer, say: Language) -> str:
    """The first sentence of what it is."""
    text = say.text(offer.description).replace("\n", " ")
    first, dot, _rest = text.partition(". ")
    return first + ("." if dot else "")


def how_far(away: Distance | None, say: Language) -> str:
    """As the crow flies, never more exact than it is; empty where nobody knows."""
    if away is None:
        return ""
    if away.rough and away.metres < KILOMETRE:
        return say("In der Nähe")
    # To the middle of a place, hundreds of metres would be made up.
    said = round(away.metres / KILOMETRE) * KILOMETRE if away.rough else away.metres
    return say("{distance} entfernt", distance=distance_words(said, say, about=True))


def there_is_room(offer: HelpOffer, now: datetime, say: Language) -> str:
    """What the provider says of its room, while that holds."""
    told = room(offer, now.date())
    if told is None:
        return ""
    if told.state == "free":
        return say("Derzeit frei")
    if told.state == "full":
        return say("Derzeit voll")
    return say.count("Warteliste: {n} Woche", "Warteliste: {n} Wochen", told.weeks) if told.weeks else say("Warteliste")


def reasons(offer: HelpOffer, filters: Filters) -> tuple[Reason, ...]:
    """Of the filters that are set, those this offer meets. Hours and distance stand there anyway."""
    facets = set(offer.facets())
    found = []
    for name in _TOLD:
        only = Filters(**{name: getattr(filters, name)})
        if only.facets() and set(only.facets()) <= facets:
            value = "" if name == "free" else str(getattr(filters, name))
            found.append(Reason(name, value))  # type: ignore[arg-type]
    return tuple(found)
