"""Owns how it is said that an entry was checked, and how that fades with its age; it must not reckon."""

from __future__ import annotations

from datetime import datetime, timedelta

import flet as ft

from contract.help import HelpOffer
from services.clock import BERLIN
from services.help.freshness import freshness, room
from services.language import Language
from views.help.finder.rows import there_is_room
from views.kit.link import link_button
from views.kit.page import column, side_by_side
from views.kit.text import small, words


def checked(offer: HelpOffer, now: datetime, say: Language) -> ft.Control:
    """When it was checked, in softer ink the older it is, and who says so."""
    fresh = freshness(offer, now.astimezone(BERLIN).date()).state == "fresh"
    first, *more = checked_lines(offer, now, say)
    parts: list[ft.Control] = [words(first) if fresh else small(first), *map(small, more)]
    parts.append(small(say("Quelle: {source}", source=offer.provenance.source)))
    if offer.provenance.url:
        parts.append(side_by_side([link_button(say("Zur Quelle"), offer.provenance.url, icon="source")]))
    return column(parts, gap=4)


def checked_lines(offer: HelpOffer, now: datetime, say: Language) -> list[str]:
    """The day, and what follows from it: "Geprüft am 2. November 2026, vor 3 Wochen"; of a mere source its "Stand"."""
    today = now.astimezone(BERLIN).date()
    fresh = freshness(offer, today)
    age, day = _ago((today - fresh.checked).days, now, say), say.date(fresh.checked)
    # What only its source tells was checked by nobody.
    confirmed = offer.assured_date is not None and offer.assured_date >= fresh.checked
    line = (
        say("Geprüft am {date}, {age}", date=day, age=age)
        if confirmed
        else say("Stand: {date}, {age}", date=day, age=age)
    )
    lines = [line]
    if fresh.state == "aging":
        lines.append(say("Der Eintrag wird bald wieder geprüft."))
    if fresh.state == "overdue":
        lines.append(say("Länger nicht geprüft. Fragen Sie dort nach."))
    return lines


def _ago(days: int, now: datetime, say: Language) -> str:
    if days < 2:
        return say("gestern") if days == 1 else say("heute")
    return say.ago(now - timedelta(days), now)


def room_lines(offer: HelpOffer, now: datetime, say: Language) -> list[str]:
    """Whether there is room, how long one waits, and when that was said; empty where nothing is known."""
    today = now.astimezone(BERLIN).date()
    told = room(offer, today)
    lines = [say.text(offer.wait_time)] if offer.wait_time else []
    if told is None:
        return lines
    return [there_is_room(offer, now, say), say("Gesagt am {date}", date=say.date(told.updated)), *lines]
