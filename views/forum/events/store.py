"""Owns how a list of events reads the calendar; it must not draw."""

from __future__ import annotations

from collections.abc import Sequence

from contract.forum import Event
from services.forum.calendar import Calendar
from services.local import Page
from views.listing import Reads

#: The address of the list and, with an id, of an event.
PATH = "/forum/termine"


def coming(calendar: Calendar) -> Reads:
    """What a `ListStore` reads: events from today on. Of the facets only `topic:…` counts."""

    async def reads(*, facets: Sequence[str], place: str, limit: int) -> Page[Event]:
        topic = next((facet.partition(":")[2] for facet in facets if facet.startswith("topic:")), "")
        return await calendar.coming(topic=topic, place=place, limit=limit)

    return reads
