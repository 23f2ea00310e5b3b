"""Owns the proof that opening hours are told rightly; it must not know screens."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.hours import Exceptional, OnHolidays, Schedule
from contract.text import Text
from services.clock import BERLIN
from services.help.holidays import easter, holiday_name
from services.help.hours import DAYS, OpenState, open_state, week

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
        (OFFICE, "2026-12-25T10:00", OpenState(None, next=at("2026-12-28T09:00"), holiday="Erster Weihnachtstag")),
        # Christmas is a Friday and a Saturday in 2026: the next opening that is sure is Monday's.
        (OFFICE, "2026-12-24T19:00", OpenState(False, next=at("2026-12-28T09:00"))),
        (OFFICE, "2027-01-06T10:00", OpenState(None, next=at("2027-01-07T09:00"), holiday="Heilige Drei Könige")),
        # A Saturday: it would be closed anyway, and that is known.
        (OFFICE, "2026-08-15T10:00", OpenState(False, next=at("2026-08-17T09:00"))),
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
    assert [hours.day.isoformat() for hours in days][:2] == ["2026-11-26", "2026-11-27"]
    assert [len(hours.spans) for hours in days] == [2, 1, 0, 0, 1, 1, 1]


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


TRIP = Text(de="Betriebsausflug", simple="Ausflug")


def shut(first: str, last: str = "", reason: Text | None = TRIP) -> Exceptional:
    return Exceptional(valid_from=date.fromisoformat(first), valid_to=date.fromisoformat(last or first), reason=reason)


def special(first: str, last: str, opens: str, closes: str) -> Exceptional:
    return shut(first, last).model_copy(update={"opens_at": opens, "closes_at": closes})


@pytest.mark.parametrize(
    ("exceptions", "holidays", "now", "state"),
    [
        (
            (shut("2026-11-23"),),
            "unknown",
            "2026-11-23T10:00",
            OpenState(False, next=at("2026-11-24T09:00"), exception=shut("2026-11-23")),
        ),
        # An exception is said for that day: it goes before what holidays mean.
        (
            (special("2026-12-25", "2026-12-25", "10:00", "11:00"),),
            "closed",
            "2026-12-25T10:30",
            OpenState(
                True,
                until=at("2026-12-25T11:00"),
                exception=special("2026-12-25", "2026-12-25", "10:00", "11:00"),
            ),
        ),
        # Of two exceptions on one day the one that means fewer days holds.
        (
            (shut("2026-11-01", "2026-11-30"), special("2026-11-23", "2026-11-23", "09:00", "10:00")),
            "unknown",
            "2026-11-23T09:00",
            OpenState(
                True,
                until=at("2026-11-23T10:00"),
                exception=special("2026-11-23", "2026-11-23", "09:00", "10:00"),
            ),
        ),
        # After three weeks of summer holidays it opens on a Monday.
        (
            (shut("2026-08-03", "2026-08-23", None),),
            "unknown",
            "2026-08-03T10:00",
            OpenState(False, next=at("2026-08-24T09:00"), exception=shut("2026-08-03", "2026-08-23", None)),
        ),
        (
            (),
            "closed",
            "2026-12-25T10:00",
            OpenState(False, next=at("2026-12-28T09:00"), holiday="Erster Weihnachtstag"),
        ),
        ((), "open", "2026-12-25T10:00", OpenState(True, until=at("2026-12-25T12:00"))),
    ],
)
def test_exceptions_go_before_holidays_and_holidays_before_weekly_hours(
    exceptions: tuple[Exceptional, ...], holidays: OnHolidays, now: str, state: OpenState
) -> None:
    assert open_state(OFFICE, at(now), exceptions, holidays) == state


def test_what_never_closes_closes_on_holidays_and_exceptions_that_say_so() -> None:
    assert open_state(ALWAYS, at("2026-12-25T03:00"), (), "closed").open is False
    assert open_state(ALWAYS, at("2026-11-23T03:00"), (shut("2026-11-23"),)).next == at("2026-11-24T00:00")


def test_where_only_exceptions_are_known_other_days_are_not() -> None:
    market = (special("2026-11-28", "2026-11-28", "10:00", "16:00"),)
    assert open_state((), at("2026-11-28T12:00"), market).open is True
    assert open_state((), at("2026-11-28T17:00"), market).open is False
    assert open_state((), at("2026-11-23T12:00"), market).open is None


def test_the_hour_that_comes_twice_and_the_one_that_is_skipped() -> None:
    late = (Schedule(byday=DAYS, opens_at="02:15", closes_at="02:45"),)
    first = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    assert [open_state(late, first.replace(fold=fold)).open for fold in (0, 1)] == [True, False]
    # The day after is Easter Monday.
    assert open_state(late, at("2027-03-28T03:05")).next == at("2027-03-30T02:15")
    over = (Schedule(byday=DAYS, opens_at="01:00", closes_at="02:30"),)
    assert open_state(over, at("2027-03-28T01:30")).until == at("2027-03-28T03:00")


def test_who_is_in_by_midnight_may_stay_on_a_closed_day_and_nobody_comes_in_that_evening() -> None:
    closed = (shut("2026-11-28"),)
    assert open_state(NIGHT, at("2026-11-28T01:00"), closed).until == at("2026-11-28T04:00")
    assert open_state(NIGHT, at("2026-11-28T23:00"), closed).open is False
