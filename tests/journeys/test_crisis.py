"""The emergency page for somebody who speaks no German, and for somebody who has people: by keyboard and in Arabic."""

from __future__ import annotations

import pytest

from services.help.crisis_card import crisis_card
from tests.journeys.conftest import Meet
from tests.journeys.person import Person
from tests.journeys.processes import Process

pytestmark = pytest.mark.browser

#: The language and the direction in which a browser holds the words of a heading.
SPOKEN = """name => { const all = [...document.querySelectorAll('h1')];
  return all.find(each => each.innerText.trim() === name)?.closest('[lang]')?.lang; }"""


def left_edge(person: Person, name: str) -> float:
    """Where a button begins, in pixels from the left."""
    box = person.button(name).bounding_box()
    assert box
    return box["x"]


def go_to(person: Person, name: str) -> None:
    """Presses Tab until what bears this name has the keyboard."""
    person.until(lambda: name in person.presses("Tab"), f"a stop named „{name}“")


def test_the_card_is_chosen_by_keyboard_said_in_its_language_and_laid_out_from_right_to_left(
    app: Process, meet: Meet, offers: str
) -> None:
    person = meet(app)
    arabic = crisis_card().words("ar")
    assert arabic
    person.open("/notfall", "Notfall")
    assert left_edge(person, "Deutsch") < left_edge(person, "English")
    go_to(person, arabic.name)
    person.page.keyboard.press("Enter")
    person.finds(arabic.title)
    person.until(lambda: person.page.evaluate(SPOKEN, arabic.title) == "ar", "words that say they are Arabic")
    person.until(lambda: left_edge(person, "Deutsch") > left_edge(person, "English"), "the page from right to left")
    person.sees_all(arabic.lines["poison"].name, arabic.lines["crisis"].happens, "089 19240")
    names = person.tappables()
    assert names.index("Deutsch") < names.index("English") < names.index("Türkçe"), "it is read as it is laid out"
    assert person.nameless() == []
    person.tap(arabic.back)
    person.finds("Notfall")
    assert person.recorder.foreign() == person.recorder.errors == []


def test_own_people_stand_below_112_and_110_and_can_be_called(app: Process, meet: Meet, offers: str) -> None:
    person = meet(app)
    person.open("/notfall", "Notfall")
    person.tap("Jemanden aufschreiben")
    person.type("Name", "Anna")
    person.type("Telefonnummer", "0931 1234")
    person.tap("Speichern")
    person.sees("Anna anrufen")
    names = person.tappables()
    calls = [name for name in names if "anrufen" in name]
    assert [call.split()[0] for call in calls[:3]] == ["112", "110", "Anna"]
    person.open("/notfall", "Notfall")
    person.tap("Anna ändern")
    person.tap("Löschen")
    person.misses("Anna")
    assert person.recorder.foreign() == person.recorder.errors == []


def test_an_article_leads_from_its_topic_to_help(app: Process, meet: Meet, offers: str) -> None:
    person = meet(app)
    person.open("/artikel", "Zum Lesen")
    person.tap("Über Suizidgedanken sprechen")
    person.finds("Über Suizidgedanken sprechen")
    names = person.tappables()
    first = next(name for name in names if "anrufen" in name)
    assert first.startswith("0800 655 3000")
    assert "Vorlesen" not in names
    person.tap("So liest Ihr Gerät vor")
    person.sees("Vorlese-Stimme")
    person.tap("Hilfe: Trauer")
    person.finds("Wie geht's?")
    person.sees("Hospizverein Würzburg: Begleitung und Trauer")
    assert person.recorder.foreign() == person.recorder.errors == []
