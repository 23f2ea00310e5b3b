"""Help with the keyboard alone: everything is reached in the order in which it is read, and everything works."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Meet
from tests.journeys.person import Person
from tests.journeys.processes import Process

pytestmark = pytest.mark.browser

GUIDE = "Wegweiser: in höchstens 7 Fragen zur Hilfe"
FIELD = "Was brauchen Sie?"
TOP = ["Notfall", "Einfache Sprache", "Größer"]
TABS = ["Start", "Forum", "Hilfe", "Mitmachen", "Ehrenamt"]
OFFER = "Schuldnerberatung der Christophorus-Gesellschaft"
MOST = 200  # stops after which a walk counts as caught


def walk(person: Person, key: str) -> list[str]:
    """Leaves the page by Tab, comes back with the key, and goes on to the other edge: the names of all stops."""
    person.until(lambda: not person.presses("Tab"), "the end of the page")
    names = [person.presses(key)]
    while (name := person.presses(key)) and name != names[0] and len(names) < MOST:
        names.append(name)
    return names


def go_to(person: Person, name: str) -> None:
    """Presses Tab until what bears this name has the keyboard."""
    person.until(lambda: name in person.presses("Tab"), f"a stop named „{name}“")


def test_tab_reaches_everything_on_help_in_reading_order_and_leaves_it_again(
    app: Process, meet: Meet, offers: str
) -> None:
    person = meet(app)
    person.open("/hilfe", "Wie geht's?")
    person.sees(offers)
    go_to(person, FIELD)
    person.page.keyboard.type("Schulden", delay=20)
    person.misses(offers)
    person.sees(OFFER)

    forward = walk(person, "Tab")
    before = ["Ich", *TOP, GUIDE, FIELD, "Alle Themen", "Genauer suchen", "Ort angeben", "Liste", "Karte"]
    found = [name for name in forward if name not in {*before, *TABS}]
    assert forward == [*before, *found, *TABS]
    assert found[0].startswith(OFFER)
    assert forward == person.tappables()
    assert walk(person, "Shift+Tab") == forward[::-1]


def test_enter_and_space_work_the_filter_a_topic_an_offer_the_way_back_and_the_emergency_page(
    app: Process, meet: Meet, offers: str
) -> None:
    person = meet(app)
    person.open("/hilfe", "Wie geht's?")
    person.sees(offers)

    go_to(person, "Genauer suchen")
    person.page.keyboard.press("Enter")
    go_to(person, "kostenlos")
    person.page.keyboard.press("Space")
    person.misses(offers)
    person.page.keyboard.press("Space")
    person.sees(offers)
    go_to(person, "Weniger zeigen")
    person.page.keyboard.press("Enter")
    person.misses("kostenlos")
    go_to(person, "Geld und Schulden")
    person.page.keyboard.press("Space")
    person.misses("Einsamkeit")

    go_to(person, FIELD)
    person.page.keyboard.type("Schuldner", delay=20)
    person.sees(OFFER)
    go_to(person, OFFER)
    person.page.keyboard.press("Enter")
    person.finds(OFFER)
    person.page.keyboard.press("Escape")
    assert walk(person, "Tab") == person.tappables()
    go_to(person, "Zurück")
    person.page.keyboard.press("Enter")
    person.finds("Wie geht's?")
    person.sees(OFFER)

    go_to(person, "Notfall")
    person.page.keyboard.press("Space")
    person.finds("Notfall")
    assert walk(person, "Tab") == person.tappables()
