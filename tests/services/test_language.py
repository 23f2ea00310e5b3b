"""Owns the proof that the app speaks both languages rightly; it must not check single translations."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from contract.problems import Code
from contract.text import Text
from services.clock import BERLIN
from services.language import Language, lookup
from tests.conftest import NOW
from tests.house.catalogue import faults

DE, SIMPLE = Language("de"), Language("de-simple")


@pytest.mark.parametrize(
    ("wanted", "tag"),
    [
        ("de", "de"),
        ("de-DE", "de"),
        ("de-simple", "de-simple"),
        ("de-DE-simple", "de-simple"),
        ("de-simple-x-house", "de-simple"),
        ("de-x-simple", "de-simple"),
        ("de-x-leicht", "de-simple"),
        ("de-DE-x-simple-language", "de-simple"),
        ("de-1996-simple", "de-simple"),
        ("DE_SIMPLE", "de-simple"),
        ("de@simple", "de-simple"),
        ("de-simple, de;q=0.9", "de-simple"),
        ("de-simple;q=0.3, de;q=0.9", "de"),
        ("de-simple;q=0, de", "de"),
        ("fr, en;q=0.8", "de"),
        ("en, de-x-simple;q=0.5", "de-simple"),
        ("", "de"),
        ("*", "de"),
        (";q=x,,=", "de"),
        ("de-AT-u-co-phonebk", "de"),
    ],
)
def test_the_language_is_looked_up_as_rfc_4647_says(wanted: str, tag: str) -> None:
    assert lookup(wanted) == tag


def test_every_problem_has_a_sentence_and_a_next_step_in_both_languages() -> None:
    for code in Code:
        for sentence in (*DE.problem(code), *SIMPLE.problem(code)):
            assert sentence.endswith("."), code
        assert DE.problem(code) != SIMPLE.problem(code), code


def test_simple_language_says_it_differently_and_falls_back_to_german() -> None:
    german = "Dieser Inhalt ist nicht mehr da."
    assert DE(german) == german != SIMPLE(german)
    assert SIMPLE("Das hat niemand übersetzt, {name}.", name="Ada") == "Das hat niemand übersetzt, Ada."


def test_every_message_of_the_services_has_its_simple_form() -> None:
    assert [fault for fault in faults() if fault.startswith("services/")] == []


def test_texts_of_citizens_follow_the_language() -> None:
    text = Text.model_validate({"de": "Wohnungslosenhilfe", "de-simple": "Hilfe ohne Wohnung"})
    assert (DE.text(text), SIMPLE.text(text)) == ("Wohnungslosenhilfe", "Hilfe ohne Wohnung")


def test_dates_and_times_are_written_as_one_says_them() -> None:
    assert DE.date(NOW) == SIMPLE.date(NOW.date()) == "23. November 2026"
    assert DE.weekday(NOW) == "Montag"
    assert (DE.time("09:00"), DE.time("09:30")) == ("9:00 Uhr", "9:30 Uhr")
    assert (SIMPLE.time("09:00"), SIMPLE.time("09:30")) == ("9 Uhr", "9:30 Uhr")
    assert DE.time(datetime.fromisoformat("2026-07-01T10:05:00+00:00")) == "12:05 Uhr"
    assert (DE.number(1234.5), DE.number(7)) == ("1.234,5", "7")


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(seconds=-5), "gerade eben"),
        (timedelta(seconds=59), "gerade eben"),
        (timedelta(minutes=1), "vor 1 Minute"),
        (timedelta(minutes=59), "vor 59 Minuten"),
        (timedelta(hours=3), "heute 9:00 Uhr"),
        (timedelta(hours=13), "gestern 23:00 Uhr"),
        (timedelta(days=2), "vor 2 Tagen"),
        (timedelta(days=21), "vor 3 Wochen"),
        (timedelta(days=70), "vor 2 Monaten"),
        (timedelta(days=400), "vor 13 Monaten"),
        (timedelta(days=800), "vor 2 Jahren"),
    ],
)
def test_ages_are_said_in_words(age: timedelta, words: str) -> None:
    assert DE.ago(NOW - age, NOW) == words


def test_the_age_is_right_across_the_change_of_the_clock() -> None:
    before = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=0)
    after = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    assert DE.ago(before, after) == "heute 2:30 Uhr"
