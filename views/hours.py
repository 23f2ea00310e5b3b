"""Owns how opening hours are said: the answer for today first; it must not compute them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from contract.hours import Schedule
from services.help.hours import OpenState, open_state, round_the_clock, week
from services.language import Language


def opening(schedules: Sequence[Schedule], now: datetime, say: Language) -> str:
    """One line for lists: "Jetzt offen bis 18:00 Uhr". Empty where no hours are known."""
    if not schedules:
        return ""
    if round_the_clock(schedules, now):
        return say("Tag und Nacht erreichbar")
    return _said(open_state(schedules, now), now, say)


def _said(state: OpenState, now: datetime, say: Language) -> str:
    if state.open is None:
        return say("Heute ist Feiertag ({name}). Bitte vorher anrufen.", name=state.holiday or "")
    if state.open and state.until:
        return say("Jetzt offen bis {time}", time=say.time(state.until))
    if state.next is None:
        return say("Zurzeit geschlossen")
    days = (state.next.date() - now.date()).days
    if days == 0:
        return say("Heute offen ab {time}", time=say.time(state.next))
    if days == 1:
        return say("Morgen offen ab {time}", time=say.time(state.next))
    return say("Wieder offen am {day} ab {time}", day=say.weekday(state.next), time=say.time(state.next))


def week_lines(schedules: Sequence[Schedule], now: datetime, say: Language) -> list[str]:
    """A line a day from today on: "Montag: 9:00 Uhr bis 12:00 Uhr"."""
    lines = []
    for day, spans in week(schedules, now):
        times = ", ".join(
            say("{start} bis {end}", start=say.time(span.opens), end=say.time(span.closes)) for span in spans
        )
        lines.append(f"{say.weekday(day)}: {times or say('geschlossen')}")
    return lines
