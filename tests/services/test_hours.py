"""Owns the proof that opening hours are told rightly; it must not know screens."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.hours import Schedule
from services.clock import BERLIN
from services.help.hours import DAYS, OpenState, easter, holiday_name, open_state, week

WEEKDAYS = DAYS[:5]
OFFICE = (
    Schedule(byday=WEEKDAYS, opens_at="09:00", closes_at="12:00"),
    Schedule(byday=("TH",), opens_at="14:00", closes_at="18:00"),
)
ALWAYS = (Schedule(byday=DAYS, opens_at="00:00", closes_at="24:00"),)
NIGHT = (Schedule(byday=("FR", "SA"), opens_at="22:00", closes_at="04:00"),)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


@pytest.mark.parametrize(
    ("schedules", "now", "state"),
    [
        ((), "2026-11-23T10:00", OpenState(None)),
        (ALWAYS, "2026-12-25T03:00", OpenState(True)),
        (OFFICE, "2026-11-23T09:00", OpenState(True, until=at("2026-11-23T12:00"))),
        (OFFICE, "2026-11-23T08:59", OpenState(False, next=at("2026-11-23T09:00"))),
        (OFFICE, "2026-11-23T12:00", OpenState(False, next=at("2026-11-24T09:00"))),
        (OFFICE, "2026-11-26T13:00", OpenState(False, next=at("2026-11-26T14:00"))),
        (OFFICE, "2026-11-27T13:00", OpenState(False, next=at("2026-11-30T09:00"))),
        (NIGHT, "2026-11-28T03:59", OpenState(True, until=at("2026-11-28T04:00"))),
        (NIGHT, "2026-11-28T04:00", OpenState(False, next=at("2026-11-28T22:00"))),
        (OFFICE, "2026-12-25T10:00", OpenState(None, holiday="Erster Weihnachtstag")),
        # Christmas is a Friday and a Saturday in 2026: the next opening that is sure is Monday's.
        (OFFICE, "2026-12-24T19:00", OpenState(False, next=at("2026-12-28T09:00"))),
        (OFFICE, "2026-08-15T10:00", OpenState(None, holiday="Mariä Himmelfahrt")),
    ],
)
def test_an_offer_is_open_when_its_hours_say_so(schedules: tuple[Schedule, ...], now: str, state: OpenState) -> None:
    assert open_state(schedules, at(now)) == state


def test_stretches_that_touch_are_one() -> None:
    split = (
        Schedule(byday=WEEKDAYS, opens_at="09:00", closes_at="12:00"),
        Schedule(byday=WEEKDAYS, opens_at="12:00", closes_at="24:00"),
        Schedule(byday=DAYS, opens_at="00:00", closes_at="02:00"),
    )
    assert open_state(split, at("2026-11-23T10:00")).until == at("2026-11-24T02:00")


def test_a_schedule_holds_only_in_its_time() -> None:
    summer = (Schedule(byday=DAYS, opens_at="09:00", closes_at="18:00", valid_from=date(2026, 5, 1),
                       valid_to=date(2026, 9, 30)),)  # fmt: skip
    assert open_state(summer, at("2026-09-30T10:00")).open is True
    assert open_state(summer, at("2026-11-23T10:00")) == OpenState(False)


def test_the_night_in_which_clocks_change_is_an_hour_longer_or_shorter() -> None:
    nightly = (Schedule(byday=DAYS, opens_at="22:00", closes_at="04:00"),)
    for night, hours in (("2026-10-24T22:00", 7), ("2027-03-27T22:00", 5), ("2026-11-23T22:00", 6)):
        until = open_state(nightly, at(night)).until
        assert until is not None
        assert until.astimezone(UTC) - at(night).astimezone(UTC) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1818, 3, 22), (1943, 4, 25), (1981, 4, 19), (2000, 4, 23), (2024, 3, 31), (2025, 4, 20), (2026, 4, 5),
     (2027, 3, 28), (2038, 4, 25), (2049, 4, 18), (2076, 4, 19)],
)  # fmt: skip
def test_easter_is_where_the_calendar_has_it(year: int, month: int, day: int) -> None:
    assert easter(year) == date(year, month, day)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        ("2026-01-06", "Heilige Drei Könige"),
        ("2026-04-03", "Karfreitag"),
        ("2026-04-06", "Ostermontag"),
        ("2026-05-14", "Christi Himmelfahrt"),
        ("2026-05-25", "Pfingstmontag"),
        ("2026-06-04", "Fronleichnam"),
        ("2026-08-15", "Mariä Himmelfahrt"),
        ("2026-11-01", "Allerheiligen"),
        ("2026-10-31", None),
        ("2026-11-18", None),
        ("2026-04-05", None),
    ],
)
def test_holidays_are_those_of_bavaria(day: str, name: str | None) -> None:
    assert holiday_name(date.fromisoformat(day)) == name


def test_the_week_begins_today() -> None:
    days = week(OFFICE, at("2026-11-26T20:00"))
    assert [day.isoformat() for day, _ in days][:2] == ["2026-11-26", "2026-11-27"]
    assert [len(spans) for _, spans in days] == [2, 1, 0, 0, 1, 1, 1]


times = st.times().map(lambda moment: moment.strftime("%H:%M"))
schedules = st.builds(
    Schedule, byday=st.lists(st.sampled_from(DAYS), min_size=1, unique=True).map(tuple),
    opens_at=times, closes_at=st.one_of(times, st.just("24:00")),
)  # fmt: skip


@given(st.lists(schedules, max_size=4), st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)))
def test_no_schedule_confuses_it_and_until_lies_ahead(some: list[Schedule], naive: datetime) -> None:
    now = naive.replace(tzinfo=BERLIN)
    state = open_state(some, now)
    for moment in filter(None, (state.until, state.next)):
        assert moment.astimezone(UTC) > now.astimezone(UTC)
    assert state.open is not True or state.next is None
