"""Owns our hours in the words of OpenStreetMap's `opening_hours`, and a few of its words in ours; only for tests."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

from contract.hours import Day, Exceptional, OnHolidays, Schedule
from services.clock import BERLIN
from services.help.hours import AHEAD, DAYS, open_state

SHORT = dict(zip(("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"), DAYS, strict=True))
LONG = {day: short for short, day in SHORT.items()}
_DAY = "(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_TIMES = r"\d\d:\d\d-\d\d:\d\d"
RULE = re.compile(rf"^(?P<days>{_DAY}(?:-{_DAY})?(?:, ?{_DAY}(?:-{_DAY})?)*)? ?(?P<times>{_TIMES}(?:,{_TIMES})*)$")


def written(
    schedules: Sequence[Schedule],
    exceptions: Sequence[Exceptional],
    holidays: OnHolidays,
    calendar: Mapping[date, str],
) -> str:
    """The same as one string; later rules go before earlier ones. `calendar`: the public holidays."""
    usual = ", ".join(_usual(schedule) for schedule in schedules)
    rules = [usual]
    for day in calendar:
        there = any(_holds(schedule, day) for schedule in schedules)
        if there and holidays != "open" and not (holidays == "unknown" and _always(schedules)):
            rules.append(f"{_dated(day)} {'off' if holidays == 'closed' else 'unknown'}")
    for each in sorted(exceptions, key=lambda each: each.valid_from - each.valid_to):
        days = f"{_dated(each.valid_from)}-{_dated(each.valid_to)}"
        days = _dated(each.valid_from) if each.valid_from == each.valid_to else days
        rules.append(f"{days} {f'{each.opens_at}-{each.closes_at}' if each.opens_at else 'off'}")
    return "; ".join(rules)


def _usual(schedule: Schedule) -> str:
    season = ""
    if schedule.valid_from and schedule.valid_to:
        season = f"{_dated(schedule.valid_from)}-{_dated(schedule.valid_to)} "
    return f"{season}{','.join(LONG[day] for day in schedule.byday)} {schedule.opens_at}-{schedule.closes_at}"


def _dated(day: date) -> str:
    return f"{day:%Y %b %d}"


def _holds(schedule: Schedule, day: date) -> bool:
    first, last = schedule.valid_from or date.min, schedule.valid_to or date.max
    return DAYS[day.weekday()] in schedule.byday and first <= day <= last


def _always(schedules: Sequence[Schedule]) -> bool:
    return any((each.opens_at, each.closes_at, len(each.byday)) == ("00:00", "24:00", 7) for each in schedules)


def read(text: str) -> tuple[Schedule, ...] | None:
    """Weekly hours from a string; None where it says more than weekly hours of at most a day each."""
    hours: dict[Day, list[tuple[str, str]]] = {}
    for rule in text.split(";"):
        found = RULE.match("00:00-24:00" if rule.strip() == "24/7" else rule.strip())
        if found is None:
            return None
        spans = [tuple(span.split("-")) for span in found["times"].split(",")]
        overnight = any(closes <= opens or closes > "24:00" for opens, closes in spans)
        # Of several rules the later cuts at midnight what the earlier began: here the day on which it begins decides.
        if overnight and (";" in text or any(closes > "24:00" and _wrapped(closes) > opens for opens, closes in spans)):
            return None
        for day in _days(found["days"]):
            hours[day] = [(opens, _wrapped(closes)) for opens, closes in spans]
    return tuple(
        Schedule(byday=(day,), opens_at=opens, closes_at=closes)
        for day, spans in hours.items()
        for opens, closes in spans
    )


def _wrapped(closes: str) -> str:
    """OSM counts on after midnight: 26:00 is 2:00 of the next day."""
    return f"{int(closes[:2]) - 24:02d}{closes[2:]}" if closes > "24:00" else closes


def _days(text: str | None) -> Iterator[Day]:
    for part in (text or "Mo-Su").replace(" ", "").split(","):
        first, _, last = part.partition("-")
        start, end = DAYS.index(SHORT[first]), DAYS.index(SHORT[last or first])
        yield from ((DAYS[start : end + 1]) if start <= end else (*DAYS[start:], *DAYS[: end + 1]))


def stretches(
    schedules: Sequence[Schedule],
    exceptions: Sequence[Exceptional],
    holidays: OnHolidays,
    first: datetime,
    last: datetime,
) -> list[tuple[datetime, datetime]]:
    """Every stretch of opening between two moments (UTC), walked along what the app says: until, next, until …"""
    found: list[tuple[datetime, datetime]] = []
    now, end = first.astimezone(UTC), last.astimezone(UTC)
    while now < end:
        state = open_state(schedules, now.astimezone(BERLIN), exceptions, holidays)
        if state.open:
            # Round the clock it is only as far as one looks: the next day decides anew.
            until = min(end, state.until.astimezone(UTC) if state.until else _midnight(now))
            found.append((now, until))
            now = until
        else:
            now = state.next.astimezone(UTC) if state.next else now + timedelta(AHEAD - 2)
    return merged((a, b) for a, b in found if a < end)


def merged(spans: Iterable[tuple[datetime, datetime]]) -> list[tuple[datetime, datetime]]:
    """In order, with those that touch made one."""
    every = list(spans)
    starts = [a for a, _ in every[:1]] + [b[0] for a, b in pairwise(every) if a[1] != b[0]]
    ends = [a[1] for a, b in pairwise(every) if a[1] != b[0]] + [b for _, b in every[-1:]]
    return list(zip(starts, ends, strict=True))


def _midnight(now: datetime) -> datetime:
    local = now.astimezone(BERLIN).date()
    return datetime.combine(date.fromordinal(local.toordinal() + 1), datetime.min.time(), BERLIN).astimezone(UTC)
