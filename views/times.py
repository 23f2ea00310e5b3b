"""Owns how the time of an event is said: the answer first; it must not draw."""

from __future__ import annotations

from datetime import datetime

from contract.forum import Event
from services.clock import BERLIN
from services.language import Language


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
