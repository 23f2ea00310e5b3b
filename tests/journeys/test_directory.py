"""From a search to an offer: by touch with a spot and the map, and by keyboard with large text in simple language."""

from __future__ import annotations

import pytest

from tests.journeys.conftest import Meet
from tests.journeys.person import Person
from tests.journeys.processes import Process

pytestmark = pytest.mark.browser

FIELD, WHERE = "Was brauchen Sie?", "Wo sind Sie?"
OFFER = "Landratsamt Würzburg: Hilfe vom Amt"


def go_to(person: Person, name: str) -> None:
    """Presses Tab until what bears this name has the keyboard."""
    person.until(lambda: name in person.presses("Tab"), f"a stop named „{name}“")


def enlarge(person: Person) -> None:
    """Makes the letters as large as they get, step by step."""
    field = person.page.get_by_role("textbox", name=FIELD)
    while person.button("Größer").count():
        before = field.bounding_box()
        person.tap("Größer")
        person.until(lambda before=before: field.bounding_box() != before, "larger letters")  # type: ignore[misc]
    person.sees("Kleiner")


def test_a_finger_chooses_a_spot_sees_distances_and_the_map_and_opens_an_offer(app: Process, meet: Meet) -> None:
    person = meet(app, has_touch=True)
    person.open("/hilfe", "Wie geht's?")
    person.tap("Ort angeben")
    person.type(WHERE, "97074")
    person.sees_all("97074 (Frauenland)", "1 Vorschlag")
    person.tap("97074 (Frauenland)")
    person.sees_all("Ort: 97074 (Frauenland)", "In der Nähe")
    person.type(FIELD, "Landratsamt")
    person.sees(OFFER)
    person.tap("Karte")
    person.sees_all("Karte mit", "Die Angebote stehen darunter.", f"1 · {OFFER}", "In der Nähe")
    picture = person.page.get_by_role("img", name="Karte mit").first.bounding_box()
    assert picture and picture["width"] > 300
    person.tap("Näher")
    person.sees("Nach Norden")
    person.tap(f"1 · {OFFER}")
    person.reaches(OFFER)
    assert person.recorder.errors == []


def test_the_keyboard_alone_leads_from_a_search_over_a_filter_to_an_offer_at_200_percent(
    app: Process, meet: Meet
) -> None:
    person = meet(app, width=800)
    person.open("/hilfe", "Wie geht's?")
    enlarge(person)
    go_to(person, FIELD)
    person.page.keyboard.type("Kleider", delay=20)
    person.sees("Kleiderkammer")
    go_to(person, "Genauer suchen")
    person.page.keyboard.press("Enter")
    go_to(person, "für Familien")
    person.page.keyboard.press("Space")
    person.sees("passt, weil: für Familien")
    go_to(person, "Kleiderkammer")
    person.page.keyboard.press("Enter")
    person.finds("Kleiderkammer für Groß und Klein")


def test_a_letter_and_a_word_of_the_index_lead_to_offers(app: Process, meet: Meet) -> None:
    person = meet(app)
    person.open("/hilfe-a-z", "Stichwörter von A bis Z")
    person.tap("T")
    person.tap("Tafel")
    person.finds("Wie geht's?")
    person.sees("Tafel Würzburg")
