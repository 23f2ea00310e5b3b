"""Thirty people go through the Wegweiser; every way through it ends with an offer, within seven questions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from contract.help import HelpOffer
from contract.home import Place
from contract.wegweiser import Question, Wegweiser
from hub import seed
from hub.seed.bundle import chosen
from services.clock import BERLIN
from services.help.matching import LINES, Matcher, Matches
from services.help.streets import middle
from services.help.wegweiser import MOST, Given, asked, dangers, held
from tests.conftest import NOW

PERSONAS: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "personas.yaml").read_text("utf-8"))
FIRST = 5


@cache
def content() -> tuple[Wegweiser, Matcher, dict[str, HelpOffer]]:
    """The questions and a matcher over the whole seed, and its offers by name."""
    records = seed.load().records
    questions = next(record for record in records if isinstance(record, Wegweiser))
    offers = [record for record in records if isinstance(record, HelpOffer)]
    spots = {record.slug: middle(record) for record in records if isinstance(record, Place)}
    middles = {slug: spot for slug, spot in spots.items() if spot}
    return questions, Matcher(offers, questions, middles), {offer.name.de: offer for offer in offers}


def led(persona: dict[str, Any]) -> Matches:
    questions, matcher, _ = content()
    given = {question: tuple(answers) for question, answers in persona["answers"].items()}
    said = {answer.id for question in questions.questions for answer in question.answers}
    assert {answer for answers in given.values() for answer in answers} <= said
    place = next((r for r in seed.load().records if isinstance(r, Place) and r.slug == persona.get("here")), None)
    now = datetime.fromisoformat(str(persona["now"])).replace(tzinfo=BERLIN) if "now" in persona else NOW
    return matcher.match(held(questions, given), now, middle(place) if place else None, limit=12)


def test_there_are_thirty_of_them_and_they_name_offers_that_exist() -> None:
    named = {name for persona in PERSONAS for name in [*persona["first"], *persona.get("never", [])]}
    assert len(PERSONAS) >= 30
    assert len({persona["who"] for persona in PERSONAS}) == len(PERSONAS)
    assert named <= set(content()[2])


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona["who"])
def test_each_finds_what_helps_and_not_what_does_not(persona: dict[str, Any]) -> None:
    found = led(persona)
    names = [match.offer.name.de for match in found.matches]
    assert [name for name in persona["first"] if name not in names[:FIRST]] == [], names[:FIRST]
    assert [name for name in persona.get("never", []) if name in names] == [], names
    assert found.danger == persona.get("danger", False)
    assert found.danger == bool(dangers(content()[0], {k: tuple(v) for k, v in persona["answers"].items()}))


def test_what_fits_says_why_or_what_is_not_known() -> None:
    silent = [
        (persona["who"], match.offer.name.de)
        for persona in PERSONAS
        for match in led(persona).matches
        if persona["answers"] and not (match.reasons or match.unknown)
    ]
    assert silent == []


def ways(questions: Wegweiser, given: Given, at: int = 0) -> Iterator[tuple[list[Question], Given]]:
    """Every way: each question that is asked left open or answered with each answer alone, or with all that may."""
    way = asked(questions, given)
    if at == len(way):
        yield list(way), given
        return
    question = way[at]
    for answers in [(), *((answer.id,) for answer in opening(questions, question))]:
        yield from ways(questions, {**given, question.id: answers}, at + 1)


def opening(questions: Wegweiser, question: Question) -> list[Any]:
    """Answers on which the way hangs, and one of all the others, which lead alike."""
    hang = {each for asks in questions.questions for each in (*asks.only_if, *asks.unless)}
    other = next(answer for answer in question.answers if answer.id not in hang)
    return [*(answer for answer in question.answers if answer.id in hang), other]


def test_on_no_way_more_than_seven_questions_are_asked() -> None:
    questions = content()[0]
    found = list(ways(questions, {}))
    assert len(found) > 150
    assert max(len(way) for way, _ in found) == MOST
    assert {question.id for way, _ in found for question in way} == {each.id for each in questions.questions}


def test_every_single_answer_and_every_pair_of_answers_of_two_questions_ends_with_an_offer() -> None:
    questions, matcher, _ = content()
    answers = [(question.id, answer.id) for question in questions.questions for answer in question.answers]
    pairs = [((one, first), (other, second)) for one, first in answers for other, second in answers if one < other]
    asked_for = [{one[0]: (one[1],), other[0]: (other[1],)} for one, other in pairs]
    empty = [given for given in [{}, *asked_for] if not matcher.match(held(questions, given), NOW, None, 5).matches]
    assert len(asked_for) > 1000
    assert empty == []


def test_every_way_ends_with_an_offer() -> None:
    questions, matcher, _ = content()
    assert [given for _, given in ways(questions, {}) if not matcher.match(given, NOW, None, 1).matches] == []


def test_every_way_ends_with_an_offer_on_a_device_that_never_had_a_network() -> None:
    bundled = chosen(seed.load().records)
    questions = content()[0]
    assert bundled["wegweiser"] == [questions]
    matcher = Matcher([offer for offer in bundled["help"] if isinstance(offer, HelpOffer)], questions)
    given = [given for _, given in ways(questions, {})]
    assert [each for each in given if not matcher.match(held(questions, each), NOW, None, 1).matches] == []


def test_people_who_answer_anything_at_all_find_something() -> None:
    questions, matcher, _ = content()
    pick = Random(4)
    for _ in range(2000):
        given = {
            asks.id: tuple(each.id for each in asks.answers if pick.random() < 0.3)
            if asks.several
            else (pick.choice(asks.answers).id,)
            for asks in questions.questions
        }
        assert len(asked(questions, given)) <= MOST
        assert matcher.match(held(questions, given), NOW, None, 3).matches, given


def test_everything_wished_at_once_is_widened_and_ends_with_lines_rather_than_with_nothing() -> None:
    questions, _, offers = content()
    bare = Matcher([offers["Krisendienste Bayern"], offers["Tafel Würzburg"]], questions)
    found = bare.match({"thema": ("behinderung",), "alter": ("mitte",), "eile": ("tage",)}, NOW, None)
    assert [match.offer.name.de for match in found.matches] == ["Krisendienste Bayern"]
    assert found.widened == LINES
    assert found.matches[0].wider


def test_an_answer_to_what_is_no_longer_asked_counts_no_more() -> None:
    questions = content()[0]
    given: Given = {"thema": ("geld",), "betroffen": ("frau",)}
    assert held(questions, given) == {"thema": ("geld",)}
    assert held(questions, {**given, "thema": ("gewalt",)}) == {"thema": ("gewalt",), "betroffen": ("frau",)}


def test_every_danger_can_be_told_and_both_languages_are_whole() -> None:
    questions = content()[0]
    told = [answer.id for question in questions.questions for answer in question.answers if answer.danger]
    assert told == ["gewalt", "gefahr", "am-ende"]
    answers = [answer.id for question in questions.questions for answer in question.answers]
    assert len(answers) == len(set(answers))
