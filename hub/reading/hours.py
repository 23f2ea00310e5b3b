"""Owns how the hours of an offer stand on paper: the week, then the days that differ; it must not say "open now".

A page may be printed, or kept by a browser: what holds only this minute would be wrong on it. So nothing here reckons
(that is `services/help/hours.py`): the hours stand as the provider wrote them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from contract.help import HelpOffer
from contract.hours import Exceptional, Schedule
from hub.reading.speech import DAYS, Speech


class Week(NamedTuple):
    """`days`: a day and its times, Monday first; empty where no hours are known. `notes`: what else there is to say."""

    days: list[tuple[str, str]]
    notes: list[str]


def week(offer: HelpOffer, today: date, say: Speech) -> Week:
    """What holds from today on."""
    now = [each for each in offer.schedules if _begun(each, today) and not _over(each, today)]
    later = [each for each in offer.schedules if not _begun(each, today)]
    notes = [_later(each, say) for each in later]
    notes += [_differs(each, say) for each in sorted(offer.exceptions, key=_first) if each.valid_to >= today]
    if offer.schedule_note:
        notes += say.text(offer.schedule_note).split("\n")
    if _always(now):
        return Week([], [say("Tag und Nacht erreichbar"), *notes])
    if now:
        notes += _holidays(offer, say)
    if not now and not notes:
        notes = [say("Die Zeiten kennen wir nicht. Bitte fragen Sie dort nach.")]
    return Week(list(_days(now, say)) if now else [], notes)


def _days(schedules: list[Schedule], say: Speech) -> Iterator[tuple[str, str]]:
    for day in DAYS:
        spans = sorted((each.opens_at, each.closes_at) for each in schedules if day in each.byday)
        yield say.day(day), ", ".join(say.span(*span) for span in spans) or say("geschlossen")


def _holidays(offer: HelpOffer, say: Speech) -> list[str]:
    return {
        "closed": [say("An Feiertagen geschlossen")],
        "open": [say("Auch an Feiertagen zu diesen Zeiten")],
        "unknown": [say("An Feiertagen fragen Sie bitte vorher nach.")],
    }[offer.holidays]


def _later(schedule: Schedule, say: Speech) -> str:
    days = ", ".join(say.day(day) for day in DAYS if day in schedule.byday)
    begin = say.date(schedule.valid_from) if schedule.valid_from else ""
    return say("Ab {date}: {days}", date=begin, days=days) + f", {say.span(schedule.opens_at, schedule.closes_at)}"


def _differs(each: Exceptional, say: Speech) -> str:
    days = say.date(each.valid_from)
    if each.valid_to != each.valid_from:
        days = say("{start} bis {end}", start=days, end=say.date(each.valid_to))
    told = say("geschlossen")
    if each.opens_at is not None and each.closes_at is not None:
        told = say.span(each.opens_at, each.closes_at)
    return f"{days}: {told}{f' ({say.text(each.reason)})' if each.reason else ''}"


def _always(schedules: Iterable[Schedule]) -> bool:
    full = [each.byday for each in schedules if (each.opens_at, each.closes_at) == ("00:00", "24:00")]
    return {day for days in full for day in days} == set(DAYS)


def _begun(schedule: Schedule, today: date) -> bool:
    return schedule.valid_from is None or schedule.valid_from <= today


def _over(schedule: Schedule, today: date) -> bool:
    return schedule.valid_to is not None and schedule.valid_to < today


def _first(each: Exceptional) -> date:
    return each.valid_from
