"""Hours and offers as lines that people write: there and back the same, and what is wrong is said of its line."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from contract.help_desk import HelpEntry
from contract.hours import Schedule
from contract.text import LANGUAGES, LanguageTag
from services.help import hours_text
from services.help.entry_form import pending, read, written
from services.help.hours_text import DAYS, Unreadable
from services.language import Language
from views.examples.offers import DEBTS
from views.help.entry.advice import advice

MONDAY_TO_FRIDAY = DAYS[:5]


@pytest.mark.parametrize(
    ("line", "days", "times"),
    [
        ("Mo–Fr 09:00–12:00", MONDAY_TO_FRIDAY, ["09:00–12:00"]),
        ("Mo - Fr: 9-12 Uhr", MONDAY_TO_FRIDAY, ["09:00–12:00"]),
        ("Montag bis Freitag 9.30 Uhr bis 12 Uhr", MONDAY_TO_FRIDAY, ["09:30–12:00"]),
        ("Di, Do 14:00–16:00, 17:00–18:30", ("TU", "TH"), ["14:00–16:00", "17:00–18:30"]),
        ("Mo und Mi 8–10 und 11–12", ("MO", "WE"), ["08:00–10:00", "11:00–12:00"]),
        ("Sa–Mo 10–12", ("MO", "SA", "SU"), ["10:00–12:00"]),
        ("täglich 0:00–24:00", DAYS, ["00:00–24:00"]),
    ],
)
def test_people_may_write_hours_as_they_do(line: str, days: tuple[str, ...], times: list[str]) -> None:
    found = hours_text.read(f"\n{line}\n")
    assert [each.byday for each in found] == [days] * len(times)
    assert [f"{each.opens_at}–{each.closes_at}" for each in found] == times


@pytest.mark.parametrize(
    "line", ["immer", "Mo 9", "Mo 12–9", "Mo 9–25", "Xx 9–12", "M 9–12", "9–12", "Mo 9–12 nach Absprache", "Mo 9:75–12"]
)
def test_what_says_no_hours_is_named(line: str) -> None:
    with pytest.raises(Unreadable) as wrong:
        hours_text.read(f"Mo 9–12\n{line}")
    assert wrong.value.line == line


SPANS = some.tuples(some.integers(0, 47), some.integers(1, 48)).filter(lambda span: span[0] < span[1])
ROWS = some.tuples(some.sets(some.sampled_from(DAYS), min_size=1), some.lists(SPANS, min_size=1, max_size=3))


def _clock(half_hours: int) -> str:
    return f"{half_hours // 2:02d}:{half_hours % 2 * 30:02d}"


@settings(max_examples=150, deadline=None)
@given(some.lists(ROWS, max_size=4, unique_by=lambda row: frozenset(row[0])))
def test_hours_written_and_read_again_are_the_same(rows: list[Any]) -> None:
    hours = tuple(
        Schedule(byday=tuple(day for day in DAYS if day in days), opens_at=_clock(one), closes_at=_clock(other))
        for days, spans in rows
        for one, other in spans
    )
    assert hours_text.read(hours_text.written(hours)) == hours


def test_an_offer_left_as_it_is_changes_nothing() -> None:
    found = read(DEBTS, written(DEBTS))
    assert (found.fields, found.wrong) == ({}, {})


def test_only_what_was_changed_goes_out_and_the_hub_takes_it() -> None:
    lines = {**written(DEBTS), "email": " neu@muster.invalid ", "url": "www.muster.invalid", "callback": "yes"}
    lines |= {"phones": "0800 000 00 00\n0931-11", "required_documents": "Ausweis", "required_documents.simple": "Pass"}
    lines |= {"schedules": "Mo–Fr 9–12", "holidays": "closed", "wait_time": "Kurz", "wait_time.simple": "Kurz"}
    found = read(DEBTS, lines)
    assert found.wrong == {}
    assert set(found.fields) == {
        "email", "url", "callback", "phones", "required_documents", "schedules", "holidays", "wait_time",
    }  # fmt: skip
    changed = pending(
        DEBTS, HelpEntry.model_validate({"offer": DEBTS.id, **found.fields}).model_dump(exclude_none=True)
    )
    assert changed.phones[0] == DEBTS.phones[0], "what is said of a known number stays"
    assert [phone.number for phone in changed.phones] == ["0800 000 00 00", "0931 11"]
    assert (changed.url, changed.email, changed.callback) == ("https://www.muster.invalid", "neu@muster.invalid", True)
    assert changed.name == DEBTS.name


@pytest.mark.parametrize(
    ("lines", "wrong"),
    [
        ({"name": " "}, {"name": "needed"}),
        ({"description.simple": ""}, {"description.simple": "needed"}),
        ({"wait_time": "Zwei Wochen", "wait_time.simple": ""}, {"wait_time.simple": "both"}),
        ({"required_documents": "Ausweis\nBriefe", "required_documents.simple": "Ausweis"},
         {"required_documents.simple": "count"}),
        ({"phones": "bitte anrufen"}, {"phones": "phone"}),
        ({"email": "beratung"}, {"email": "mail"}),
        ({"url": "javascript:alert(1)"}, {"url": "web"}),
        ({"schedules": "immer"}, {"schedules": "hours"}),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_of_its_line(lines: dict[str, str], wrong: dict[str, str]) -> None:
    assert read(DEBTS, {**written(DEBTS), **lines}).wrong == wrong


def test_hours_for_a_while_cannot_be_written_and_stay() -> None:
    summer = Schedule.model_validate(
        {"byday": ["MO"], "opens_at": "09:00", "closes_at": "12:00", "valid_from": "2027-06-01"}
    )
    offer = DEBTS.model_copy(update={"schedules": (summer,)})
    assert "schedules" not in written(offer)
    assert read(offer, written(offer)).fields == {}


@pytest.mark.parametrize("tag", LANGUAGES)
def test_what_is_hard_to_read_is_told_as_something_to_do(tag: LanguageTag) -> None:
    say = Language(tag)
    assert advice("Wir helfen Ihnen.\nRufen Sie an.", (), say) == []
    assert advice("", (), say) == []
    hard = advice("Die Beratung wird ggf. durchgeführt, wobei das (noch) nicht sicher ist, ob das so geht.", (), say)
    assert len(hard) == 3
    assert not any("LS0" in line for line in hard)
