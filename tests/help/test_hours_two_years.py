"""Opening hours beside an independent library over two years: each day, its nights, and Bavaria's holidays.

The other side is `opening-hours-py`. Its own German calendar lacks 6 January, so holidays are given to it by
`holidays` (Bavaria, with those of Catholic places). What begins before midnight it cuts where the next day is an
exception; here the day on which it begins decides: nobody sends guests away at midnight. So what is open over
midnight stands in the table without exceptions. Of a time that comes twice it takes now the one, now the other: no
border lies in that hour.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from holidays import country_holidays
from opening_hours import OpeningHours, State

from contract.hours import Exceptional, OnHolidays, Schedule
from services.clock import BERLIN
from services.help.holidays import FIXED, MOVING, easter, holiday_name
from services.help.hours import DAYS, open_state
from tests.help.osm import merged, read, stretches, written

FIRST, LAST = date(2026, 1, 1), date(2028, 1, 1)
SHARED = Path(__file__).parents[3] / "shared" / "data" / "opening_hours"
WEEKDAYS = DAYS[:5]
CALENDAR = {
    day: str(name)
    for day, name in country_holidays(
        "DE", subdiv="BY", categories=("public", "catholic"), years=range(FIRST.year, LAST.year), language="de"
    ).items()
}
MOMENTS = ("00:00", "00:30", "03:30", "08:59", "09:00", "11:59", "12:00", "13:30", "16:01", "21:59", "22:00", "23:59")


def hours(days: tuple[str, ...], opens: str, closes: str, first: str = "", last: str = "") -> Schedule:
    return Schedule.model_validate(
        {"byday": days, "opens_at": opens, "closes_at": closes, "valid_from": first or None, "valid_to": last or None}
    )


def other(first: str, last: str, opens: str | None = None, closes: str | None = None) -> Exceptional:
    return Exceptional.model_validate({"valid_from": first, "valid_to": last, "opens_at": opens, "closes_at": closes})


OFFICE = (hours(WEEKDAYS, "09:00", "12:00"), hours(("TH",), "14:00", "18:00"))
ALWAYS = (hours(DAYS, "00:00", "24:00"),)
TOUCHING = (hours(DAYS, "08:00", "12:00"), hours(DAYS, "12:00", "16:00"), hours(("SA", "SU"), "15:00", "22:00"))
SEASONS = (
    hours(DAYS, "10:00", "20:00", "2026-05-01", "2026-09-30"),
    hours(("TU", "TH"), "13:00", "16:00", "2026-10-01", "2027-04-30"),
)
BAR = (hours(("TH", "FR", "SA"), "20:00", "04:00"), hours(("SU",), "18:00", "01:00"))
EARLY = (hours(DAYS, "00:00", "01:45"), hours(DAYS, "03:00", "05:30"))
CLOSURES = (
    other("2026-11-23", "2026-11-23"),
    other("2026-08-03", "2026-08-23"),
    other("2026-12-24", "2027-01-06"),
    other("2026-12-30", "2026-12-30", "10:00", "11:30"),
    other("2027-03-28", "2027-03-29", "00:00", "24:00"),
    other("2027-05-08", "2027-05-08", "14:00", "22:00"),
)
TABLE: dict[str, tuple[tuple[Schedule, ...], tuple[Exceptional, ...], OnHolidays]] = {
    "office, holidays unknown": (OFFICE, (), "unknown"),
    "office, holidays closed": (OFFICE, (), "closed"),
    "office, holidays as ever": (OFFICE, (), "open"),
    "office with other days": (OFFICE, CLOSURES, "unknown"),
    "office with other days, holidays closed": (OFFICE, CLOSURES, "closed"),
    "round the clock": (ALWAYS, (), "unknown"),
    "round the clock but on holidays": (ALWAYS, (), "closed"),
    "round the clock with other days": (ALWAYS, CLOSURES, "unknown"),
    "stretches that touch": (TOUCHING, CLOSURES, "closed"),
    "seasons": (SEASONS, CLOSURES, "closed"),
    "over midnight": (BAR, (), "open"),
    "at night, when clocks change": (EARLY, (), "closed"),
}


def moment(day: date, wall: str) -> datetime:
    return datetime.combine(day, time.fromisoformat(wall), BERLIN)


def quarters(day: date) -> list[datetime]:
    """Each quarter of an hour of the night in which clocks change; all of them exist."""
    first = moment(day, "00:00").astimezone(UTC)
    return [(first + timedelta(minutes=15 * n)).astimezone(BERLIN) for n in range(28)]


CHANGES = (date(2026, 3, 29), date(2026, 10, 25), date(2027, 3, 28), date(2027, 10, 31))
LOOKED_AT = [
    *(moment(FIRST + timedelta(n), wall) for n in range((LAST - FIRST).days) for wall in MOMENTS
      if (FIRST + timedelta(n), wall[:2]) not in {(day, "02") for day in CHANGES}),
    *(now for day in CHANGES for now in quarters(day)),
]  # fmt: skip


@pytest.mark.parametrize("name", TABLE)
def test_over_two_years_both_say_the_same(name: str) -> None:
    schedules, exceptions, holidays = TABLE[name]
    other = OpeningHours(written(schedules, exceptions, holidays, CALENDAR), timezone=BERLIN)
    answers = {State.OPEN: True, State.CLOSED: False, State.UNKNOWN: None}
    differ = []
    for now in LOOKED_AT:
        ours, (theirs, _comment) = open_state(schedules, now, exceptions, holidays).open, other.state(now)
        if ours is not answers[theirs]:
            differ.append((now.isoformat(), ours, str(theirs)))
    assert differ == []


@pytest.mark.parametrize("name", TABLE)
def test_when_it_closes_and_opens_again_is_the_same_to_the_minute(name: str) -> None:
    schedules, exceptions, holidays = TABLE[name]
    other = OpeningHours(written(schedules, exceptions, holidays, CALENDAR), timezone=BERLIN)
    first, last = moment(FIRST, "00:00"), moment(date(2027, 12, 1), "00:00")
    theirs = merged(
        (start.astimezone(UTC), end.astimezone(UTC))
        for start, end, state, _comment in other.intervals(first, last)
        if state == State.OPEN and start.astimezone(UTC) < end.astimezone(UTC)
    )
    assert stretches(schedules, exceptions, holidays, first, last) == theirs
    assert len(theirs) >= 1


def test_our_calendar_is_that_of_another_library_for_sixty_years() -> None:
    years = range(1995, 2056)
    theirs = country_holidays("DE", subdiv="BY", categories=("public", "catholic"), years=years, language="de")
    # In 2017 Reformation Day was a holiday everywhere, once.
    once = {date(2017, 10, 31)}
    days = [date(years[0], 1, 1) + timedelta(n) for n in range(365 * len(years) + 15)]
    assert [day for day in days if (day in theirs) != bool(holiday_name(day)) and day not in once] == []
    for year in years:
        assert easter(year) + timedelta(1) in theirs
        assert holiday_name(easter(year) + timedelta(1)) == "Ostermontag"


def cases() -> list[tuple[str, dict[str, str]]]:
    """Of the cases of opening_hours.js those that weekly hours can say."""
    if not (SHARED / "cases.json").exists():
        return []
    every = [case for case in json.loads((SHARED / "cases.json").read_text()) if case["kind"] == "test"]
    return [(text, case) for case in every for text in case["values"] if read(text) is not None]


def test_the_cases_of_another_project_come_out_the_same() -> None:
    known = cases()
    if not known:
        pytest.skip("shared data: the cases of opening_hours.js are not beside this clone")
    assert len(known) >= 35
    differ = []
    for text, case in known:
        first, last = (_naive(case[end]) for end in ("from", "to"))
        theirs = [(_naive(span["from"]), _naive(span["to"])) for span in case["intervals"]]  # type: ignore[index]
        ours = stretches(read(text) or (), (), "open", first, last)
        if ours != merged((a.astimezone(UTC), b.astimezone(UTC)) for a, b in theirs):
            differ.append((text, ours, theirs))
    assert differ == []


def _naive(text: str) -> datetime:
    day, _, wall = text.partition(" ")
    return moment(date.fromisoformat(day), wall.zfill(5))


def test_bavarias_holidays_are_those_of_another_project() -> None:
    """A line of their file holds everywhere in Germany unless it names states."""
    if not (SHARED / "holidays_de.yaml").exists():
        pytest.skip("shared data: the holidays of opening_hours.js are not beside this clone")
    everywhere = (SHARED / "holidays_de.yaml").read_text().partition("\nPH:")[2].partition("\n\n")[0]
    lines = [line for line in everywhere.splitlines() if "name" in line and "'year'" not in line]
    bavarian = [line for line in lines if "only_states" not in line or "Bayern" in line.partition("only_states")[2]]
    fixed = {tuple(map(int, found)) for line in bavarian for found in re.findall(r"\[(\d+), (\d+)\]", line)}
    moving = {int(found) for line in bavarian for found in re.findall(r"'offset': (-?\d+)", line)}
    # The Peace of Augsburg is kept only in Augsburg.
    assert fixed - {(8, 8)} == set(FIXED)
    assert moving == set(MOVING)
