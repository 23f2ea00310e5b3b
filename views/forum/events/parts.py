"""Draws what an event is made of: when it is in words, its row, what it costs; it must not do anything."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from contract.forum import Event
from services.clock import BERLIN
from services.language import Language
from views.kit.card import entry
from views.listing import ListState, ListStore
from views.rows import Names, sample_line, where_line


def event_entry(event: Event, state: ListState, act: ListStore, names: Names | None, say: Language) -> ft.Control:
    """An event in the list: when, what, where."""
    place = where_line(event.where, names, say)
    return entry(
        say.text(event.name),
        [say.text(event.location), place, sample_line(event.provenance, say)],
        lambda: act.open(event.id),
        answer=when(event, state.now or datetime.now(BERLIN), say),
        icon="event",
        chosen=event.id == state.open_id,
    )


def when(event: Event, now: datetime, say: Language) -> str:
    """The answer in one line: "Morgen, 14:00 Uhr". `now` is aware."""
    if event.status == "CANCELLED":
        return say("Fällt aus: {when}", when=_near(event.start, now, say))
    if event.end <= now:
        return say("Vorbei: {when}", when=_day(event.start, say))
    if event.start <= now:
        return say("Jetzt, bis {end}", end=_end(event, now, say))
    if event.status == "TENTATIVE":
        return say("Noch nicht sicher: {when}", when=_near(event.start, now, say))
    return _near(event.start, now, say)


def span_lines(event: Event, say: Language) -> list[str]:
    """The whole time: the day and from when till when, or both days."""
    if event.start.astimezone(BERLIN).date() == event.end.astimezone(BERLIN).date():
        hours = say("{start} bis {end}", start=say.time(event.start), end=say.time(event.end))
        return [_day(event.start, say), hours]
    return [
        say("von {day}, {time}", day=_day(event.start, say), time=say.time(event.start)),
        say("bis {day}, {time}", day=_day(event.end, say), time=say.time(event.end)),
    ]


def cost_lines(event: Event, say: Language) -> list[str]:
    """What it costs; a note of the organizer says it better than we can."""
    note = [say.text(event.cost_note)] if event.cost_note else []
    if event.is_accessible_for_free:
        return [say("Es kostet nichts."), *note]
    return note or [say("Es kostet etwas. Wie viel, wissen wir nicht. Bitte fragen Sie nach.")]


def _near(moment: datetime, now: datetime, say: Language) -> str:
    days = (moment.astimezone(BERLIN).date() - now.astimezone(BERLIN).date()).days
    if days == 0:
        return say("Heute, {time}", time=say.time(moment))
    if days == 1:
        return say("Morgen, {time}", time=say.time(moment))
    return say("{day}, {time}", day=_day(moment, say), time=say.time(moment))


def _day(moment: datetime, say: Language) -> str:
    return say("{weekday}, {date}", weekday=say.weekday(moment), date=say.date(moment))


def _end(event: Event, now: datetime, say: Language) -> str:
    if event.end.astimezone(BERLIN).date() == now.astimezone(BERLIN).date():
        return say.time(event.end)
    return say("{day}, {time}", day=_day(event.end, say), time=say.time(event.end))
