"""Owns whether an offer is open now, from its hours and the days on which they do not hold; it must not say it.

HSDS schedules hold local times of Europe/Berlin. An exception goes before the weekly hours; of several on one day
the one that means fewest days. On a public holiday of Bavaria weekly hours mean what the offer says they mean;
where it says nothing, nothing is known unless it never closes: a closed door is worse than a call.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from contract.help import HelpOffer
from contract.hours import Day, Exceptional, OnHolidays, Schedule
from services.clock import BERLIN
from services.help.holidays import holiday_name

DAYS: tuple[Day, ...] = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
#: How many days ahead the next opening is looked for: longer than summer holidays of a counselling centre.
AHEAD = 45
ONE_DAY = timedelta(1)


@dataclass(frozen=True)
class OpenState:
    """`open` None: not known. `until`: when it closes (None while open: round the clock).

    `next`: when it opens again, if that is sure within the coming weeks. `holiday`: today's public holiday and
    `exception`: today's exception, where they are why. Aware datetimes, Europe/Berlin.
    """

    open: bool | None
    until: datetime | None = None
    next: datetime | None = None
    holiday: str | None = None
    exception: Exceptional | None = None


@dataclass(frozen=True)
class Span:
    """One stretch of opening; aware datetimes, Europe/Berlin."""

    opens: datetime
    closes: datetime


@dataclass(frozen=True)
class DayHours:
    """The hours of one day. `known` False: a public holiday of which nothing is said."""

    day: date
    spans: tuple[Span, ...]
    known: bool = True
    holiday: str | None = None
    exception: Exceptional | None = None


def offer_state(offer: HelpOffer, now: datetime) -> OpenState:
    """Whether an offer is open at `now` (aware)."""
    return open_state(offer.schedules, now, offer.exceptions, offer.holidays)


def open_state(
    schedules: Sequence[Schedule],
    now: datetime,
    exceptions: Sequence[Exceptional] = (),
    holidays: OnHolidays = "unknown",
) -> OpenState:
    """Whether it is open at `now` (aware)."""
    if not schedules and not exceptions:
        return OpenState(None)
    today = now.astimezone(BERLIN).date()
    if round_the_clock(schedules, now, exceptions, holidays):
        return OpenState(True)
    here = hours_on(today, schedules, exceptions, holidays)
    days = (hours_on(today + timedelta(ahead), schedules, exceptions, holidays) for ahead in range(-1, AHEAD))
    moment = now.astimezone(UTC)
    shut = False if here.known and (schedules or here.exception) else None
    for span in _joined(days):
        if moment >= span.closes.astimezone(UTC):
            continue
        if span.opens.astimezone(UTC) <= moment:
            return OpenState(True, until=span.closes, exception=here.exception)
        return OpenState(shut, next=span.opens, holiday=here.holiday, exception=here.exception)
    return OpenState(shut, holiday=here.holiday, exception=here.exception)


def round_the_clock(
    schedules: Sequence[Schedule],
    now: datetime,
    exceptions: Sequence[Exceptional] = (),
    holidays: OnHolidays = "unknown",
) -> bool:
    """Whether it never closes: every day of the week from 00:00 to 24:00, and no exception says otherwise today."""
    today = now.astimezone(BERLIN).date()
    if exceptions and _exception(exceptions, today):
        return False
    if holidays == "closed" and holiday_name(today):
        return False
    return _always(schedules, today)


def week(
    schedules: Sequence[Schedule],
    now: datetime,
    exceptions: Sequence[Exceptional] = (),
    holidays: OnHolidays = "unknown",
) -> list[DayHours]:
    """The coming seven days with their hours, today first."""
    today = now.astimezone(BERLIN).date()
    return [hours_on(today + timedelta(ahead), schedules, exceptions, holidays) for ahead in range(7)]


def hours_on(
    day: date,
    schedules: Sequence[Schedule],
    exceptions: Sequence[Exceptional] = (),
    holidays: OnHolidays = "unknown",
) -> DayHours:
    """The stretches that begin on a day, and why they are not the usual ones."""
    exception = _exception(exceptions, day)
    if exception:
        special = [] if exception.opens_at is None else [_span(day, exception.opens_at, str(exception.closes_at))]
        return DayHours(day, tuple(span for span in special if span), exception=exception)
    usual = tuple(sorted(_usual(schedules, day), key=lambda span: span.opens.astimezone(UTC)))
    holiday = holiday_name(day)
    # A holiday matters only where it would be open otherwise.
    if not usual or holiday is None or holidays == "open":
        return DayHours(day, usual)
    if holidays == "closed":
        return DayHours(day, (), holiday=holiday)
    return DayHours(day, usual) if _always(schedules, day) else DayHours(day, (), known=False, holiday=holiday)


def _exception(exceptions: Sequence[Exceptional], day: date) -> Exceptional | None:
    there = [each for each in exceptions if each.valid_from <= day <= each.valid_to]
    return min(there, key=lambda each: each.valid_to - each.valid_from, default=None)


def _usual(schedules: Sequence[Schedule], day: date) -> Iterator[Span]:
    for schedule in schedules:
        if DAYS[day.weekday()] in schedule.byday and _holds(schedule, day):
            span = _span(day, schedule.opens_at, schedule.closes_at)
            if span:
                yield span


def _always(schedules: Sequence[Schedule], day: date) -> bool:
    always = [s for s in schedules if s.opens_at == "00:00" and s.closes_at == "24:00" and _holds(s, day)]
    return bool(always) and {day for schedule in always for day in schedule.byday} == set(DAYS)


def _holds(schedule: Schedule, day: date) -> bool:
    begun = schedule.valid_from is None or schedule.valid_from <= day
    return begun and (schedule.valid_to is None or day <= schedule.valid_to)


def _span(day: date, opens: str, closes: str) -> Span | None:
    """What closes before it opens closes the day after. None: it lies in the hour that daylight saving skips."""
    span = Span(_at(day, opens), _at(day + ONE_DAY if closes <= opens else day, closes))
    return span if span.opens.astimezone(UTC) < span.closes.astimezone(UTC) else None


def _at(day: date, wall: str) -> datetime:
    """Wall time of a day; 24:00 is the midnight that ends it. A time that DST skips is the full hour after it,
    one that comes twice the first (RFC 5545 §3.3.5)."""
    if wall == "24:00":
        day, wall = day + ONE_DAY, "00:00"
    local = datetime.combine(day, time.fromisoformat(wall), BERLIN)
    if local.astimezone(UTC).astimezone(BERLIN).time() != local.time():
        return datetime.combine(day, time(local.hour + 1), BERLIN)
    return local


def _joined(days: Iterator[DayHours]) -> Iterator[Span]:
    """In order, with those that touch or overlap made one; days are read only as far as they are needed."""
    last: Span | None = None
    for span in (span for day in days for span in day.spans):
        if last and span.opens.astimezone(UTC) <= last.closes.astimezone(UTC):
            last = Span(last.opens, max(last.closes, span.closes, key=lambda at: at.astimezone(UTC)))
        else:
            if last:
                yield last
            last = span
    if last:
        yield last
