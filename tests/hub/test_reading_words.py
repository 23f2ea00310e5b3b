"""Every text of the plain pages stands in simple language, and none that nobody says."""

from __future__ import annotations

import re
from pathlib import Path

import hub.reading
from contract.crisis_card import Card
from contract.help import TOPICS, Accessibility, Attribute
from hub.reading import names
from hub.reading.library import ASSETS
from hub.reading.speech import Speech, words
from services.help.crisis_card import crisis_card
from services.plain import flaws
from tests.seeds import place_names

HERE = Path(hub.reading.__file__).parent
SAID = re.compile(r'\b(?:say|self)\(\s*"([^"]+)"')
#: Names of languages are said in themselves.
QUOTED = re.compile(r">(?:Deutsch|Standard-Sprache|Einfache Sprache)<")


def said() -> set[str]:
    files = [*HERE.glob("*.py"), *(HERE / "templates").glob("*.html")]
    return {text for file in files for text in SAID.findall(file.read_text("utf-8"))}


def test_every_text_has_a_simple_form_and_every_form_is_said() -> None:
    assert len(said()) > 100
    assert said() == set(words())


def test_the_simple_forms_are_simple() -> None:
    known = {*place_names(), "PDF", "QR"}
    assert [(german, flaw) for german, simple in words().items() for flaw in flaws(simple, known)] == []


def test_both_forms_have_the_same_places_to_fill() -> None:
    for german, simple in words().items():
        assert set(re.findall(r"{\w+}", german)) == set(re.findall(r"{\w+}", simple)), german


def test_templates_say_nothing_that_is_not_in_the_catalogue() -> None:
    for file in (HERE / "templates").glob("*.html"):
        bare = re.sub(r"{%.*?%}|{{.*?}}", "", file.read_text("utf-8"), flags=re.DOTALL)
        shown = re.sub(r"<[^>]*>", " ", QUOTED.sub("><", bare))
        assert not re.search(r"[A-Za-zÄÖÜäöü]{2}", shown), (file.name, shown.split())


def test_every_slug_has_a_word() -> None:
    say = Speech()
    assert set(names.topics(say)) == set(TOPICS)
    assert set(names.audiences(say)) == set(Attribute.model_fields["term"].annotation.__args__)  # type: ignore[union-attr]
    assert set(names.features(say)) == set(Accessibility.model_fields["feature"].annotation.__args__)  # type: ignore[union-attr]


def test_the_hub_reads_the_very_card_of_the_app() -> None:
    assert Card.model_validate_json((ASSETS / "crisis.json").read_bytes()) == crisis_card()
