"""Owns whether an offer is open now, from its weekly hours; it must not know how that is said.

HSDS schedules hold local times of Europe/Berlin. On a public holiday of Bavaria nothing is known unless
the offer is open round the clock: regular hours rarely hold, and a closed door is worse than a call.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from contract.hours import Day, Schedule
from services.clock import BERLIN

DAYS: tuple[Day, ...] = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: Public holidays of Bavaria with a fixed date (BayFTG Art. 1); 15 August holds in Würzburg and around it.
FIXED = {
    (1, 1): "Neujahr",
    (1, 6): "Heilige Drei Könige",
    (5, 1): "Tag der Arbeit",
    (8, 15): "Mariä Himmelfahrt",
    (10, 3): "Tag der Deutschen Einheit",
    (11, 1): "Allerheiligen",
    (12, 25): "Erster Weihnachtstag",
    (12, 26): "Zweiter Weihnachtstag",
}
#: Those that move with Easter Sunday, in days after it.
MOVING = {
    -2: "Karfreitag",
    1: "Ostermontag",
    39: "Christi Himmelfahrt",
    50: "Pfingstmontag",
    60: "Fronleichnam",
}


@dataclass(frozen=True)
class OpenState:
    """`open` None: not known. `until`: when it closes (None while open: round the clock).

    `next`: when it opens again, within the coming week. `holiday`: the name of today's public holiday.
    Aware datetimes, Europe/Berlin.
    """

    open: bool | None
    until: datetime | None = None
    next: datetime | None = None
    holiday: str | None = None


@dataclass(frozen=True)
class Span:
    """One stretch of opening; aware datetimes, Europe/Berlin."""

    opens: datetime
    closes: datetime


def open_state(schedules: Sequence[Schedule], now: datetime) -> OpenState:
    """Whether it is open at `now` (aware)."""
    if not schedules:
        return OpenState(None)
    if round_the_clock(schedules, now):
        return OpenState(True)
    today = now.astimezone(BERLIN).date()
    holiday = holiday_name(today)
    if holiday:
        return OpenState(None, holiday=holiday)
    spans = _joined(span for ahead in range(-1, 9) for span in day_spans(schedules, today + timedelta(ahead)))
    moment = now.astimezone(UTC)
    for span in spans:
        if span.opens <= moment < span.closes:
            return OpenState(True, until=span.closes)
        if moment < span.opens and not holiday_name(span.opens.date()):
            return OpenState(False, next=span.opens)
    return OpenState(False)


def round_the_clock(schedules: Sequence[Schedule], now: datetime) -> bool:
    """Whether it never closes: every day of the week from 00:00 to 24:00."""
    today = now.astimezone(BERLIN).date()
    always = [s for s in schedules if s.opens_at == "00:00" and s.closes_at == "24:00" and _holds(s, today)]
    return {day for schedule in always for day in schedule.byday} == set(DAYS)


def week(schedules: Sequence[Schedule], now: datetime) -> list[tuple[date, list[Span]]]:
    """The coming seven days with their hours, today first."""
    today = now.astimezone(BERLIN).date()
    days = [today + timedelta(ahead) for ahead in range(7)]
    return [(day, sorted(day_spans(schedules, day), key=lambda span: span.opens)) for day in days]


def day_spans(schedules: Sequence[Schedule], day: date) -> Iterator[Span]:
    """The stretches that begin on a day. What closes before it opens closes the day after."""
    for schedule in schedules:
        if DAYS[day.weekday()] in schedule.byday and _holds(schedule, day):
            overnight = schedule.closes_at <= schedule.opens_at
            last = day + timedelta(1) if overnight else day
            yield Span(_at(day, schedule.opens_at), _at(last, schedule.closes_at))


def holiday_name(day: date) -> str | None:
    """The public holiday of Bavaria on a day, or None."""
    return FIXED.get((day.month, day.day)) or MOVING.get((day - easter(day.year)).days)


def easter(year: int) -> date:
    """Easter Sunday, Gregorian (Gauss, in the form of Lichtenberg 1997)."""
    century = year // 100
    m = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    s = 2 - (3 * century + 3) // 4
    a = year % 19
    d = (19 * a + m) % 30
    r = (d + a // 11) // 29
    full_moon = 21 + d - r
    first_sunday = 7 - (year + year // 4 + s) % 7
    return date(year, 3, 1) + timedelta(full_moon + 7 - (full_moon - first_sunday) % 7 - 1)


def _holds(schedule: Schedule, day: date) -> bool:
    begun = schedule.valid_from is None or schedule.valid_from <= day
    return begun and (schedule.valid_to is None or day <= schedule.valid_to)


def _at(day: date, wall: str) -> datetime:
    """Wall time of a day; 24:00 is the midnight that ends it. A time that DST skips is the one after it."""
    if wall == "24:00":
        day, wall = day + timedelta(1), "00:00"
    local = datetime.combine(day, time.fromisoformat(wall), BERLIN)
    return local.astimezone(UTC).astimezone(BERLIN)


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Sorted, with those that touch or overlap made one."""
    joined: list[Span] = []
    for span in sorted(spans, key=lambda span: span.opens.astimezone(UTC)):
        if joined and span.opens.astimezone(UTC) <= joined[-1].closes.astimezone(UTC):
            last = joined[-1]
            joined[-1] = Span(last.opens, max(last.closes, span.closes, key=lambda at: at.astimezone(UTC)))
        else:
            joined.append(span)
    return joined
