"""A walk through the whole app, on a phone and on a desk: every page is named, tappable, German, and quiet."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.journeys.conftest import Meet
from tests.journeys.person import Person
from tests.journeys.processes import Process

pytestmark = pytest.mark.browser

#: Each tab, the name of its page, and something that can be opened there.
TABS = {
    "Forum": ("Heimatforum", "Heimatmobil"),
    "Hilfe": ("Wie geht's?", "Bahnhofsmission Würzburg"),
    "Mitmachen": ("Mach mit", "Hubbel: Ihre Postkarte zählt mit"),
    "Ehrenamt": ("Heldenhelfer", "Zelt, Bühne oder großen Saal nutzen"),
    "Start": ("Guten Tag", "Mehr Geld bleibt steuerfrei: Das gilt 2026 im Ehrenamt"),
}
#: Tells what was handed to the device instead of handing it over.
HANDED = "window.handed = []; window.open = url => { handed.push(url); return null; }"


def walk(person: Person) -> Iterator[str]:
    """Goes to every page once, by tapping alone; gives the name of each."""
    person.open("/", "Guten Tag")
    for tab, (name, thing) in TABS.items():
        person.tap(tab)
        person.finds(name)
        person.sees(thing)
        yield name
        person.tap(thing)
        person.reaches(thing)
        yield thing
    person.tap("Start")
    person.finds("Guten Tag")
    person.tap("Alles durchsuchen")
    person.reaches("Suche")
    person.type("Was suchen Sie?", "Pflege")
    person.sees("Pflegestützpunkt Würzburg")
    yield "Suche"
    person.tap("Notfall")
    person.finds("Notfall")
    person.sees("116 117 anrufen")
    yield "Notfall"
    person.tap("Start")
    person.tap("Ich")
    person.finds("Ich")
    person.sees("Altstadt")
    yield "Ich"
    for name in ("Meine Beiträge", "Gemerkt", "Rückmeldung"):
        person.tap(name)
        person.reaches(name)
        yield name
        person.open("/ich", "Ich")


@pytest.mark.parametrize(("width", "height"), [(390, 844), (1280, 800)])
def test_every_page_has_one_name_and_all_on_it_have_one_and_nobody_else_hears_of_it(
    width: int, height: int, app: Process, meet: Meet, offers: str
) -> None:
    person = meet(app, width=width, height=height)
    for name in walk(person):
        assert len(person.headings()) == 1, f"{name}: headings of level 1: {person.headings()}"
        assert "" not in person.tappables(), f"{name}: something to press has no name: {person.tappables()}"
        assert person.nameless() == [], f"{name}: a screen reader finds no name"
        assert person.tappables().count("Notfall") == 1, f"{name}: the emergency is not one tap away"
        assert person.page.evaluate("document.documentElement.lang").partition("-")[0] == "de"
    assert person.recorder.errors == []
    assert len(person.recorder.asked) > 10


def test_the_emergency_numbers_are_one_tap_away_and_dial(app: Process, meet: Meet, offers: str) -> None:
    person = meet(app)
    person.page.add_init_script(HANDED)
    person.open("/hilfe", "Wie geht's?")
    person.sees(offers)
    person.tap("Bahnhofsmission Würzburg")
    person.finds("Bahnhofsmission Würzburg")
    person.tap("Notfall")
    person.finds("Notfall")
    person.sees("116 117 anrufen")

    calls = [name for name in person.tappables() if "anrufen" in name]
    for name in calls:
        person.tap(name.replace("\n", " "))
    person.until(lambda: len(person.page.evaluate("handed")) == len(calls), "a call for each number")
    numbers = [re.sub(r"\D", "", name.partition("anrufen")[0]) for name in calls]
    assert person.page.evaluate("handed") == [f"tel:{number}" for number in numbers]
    assert {"112", "110", "116117", "08006553000", "08001110111"} <= set(numbers)
