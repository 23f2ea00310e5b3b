"""The hub is gone and the app starts anew: everything seen before is there, and says how old it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.conftest import Meet, StartApp
from tests.journeys.person import Person
from tests.journeys.processes import Process, offers_at

pytestmark = pytest.mark.browser

#: Pages with lists that are not part of the bundle, their names, and a word that stands on the last of their rows.
LISTS = {
    "/forum": ("Heimatforum", "Offener Treff im Gemeindehaus"),
    "/mitmachen": ("Mach mit", "Ihre Postkarte zählt mit"),
    "/ehrenamt": ("Heldenhelfer", "Zelt, Bühne oder großen Saal nutzen"),
}


def listed(person: Person, path: str) -> list[str]:
    """All one can press on a page with a list, once it is whole."""
    heading, last = LISTS[path]
    person.open(path, heading)
    person.sees(last)
    return person.page.get_by_role("button").all_inner_texts()


def test_what_was_there_before_the_hub_went_is_there_after_a_restart_and_is_found(
    start_hub: Callable[[], Process], start_app: StartApp, meet: Meet
) -> None:
    hub = start_hub()
    app = start_app(hub.url)
    person, count = meet(app), f"{offers_at(hub)} Angebote"
    person.open("/hilfe", "Wie geht's?")
    person.sees(count)
    before = {path: listed(person, path) for path in LISTS}

    hub.stop()
    app.restart()

    person = meet(app)
    person.open("/hilfe", "Wie geht's?")
    person.sees("Ohne Netz – Stand: ")
    person.sees(count)
    person.type("Was brauchen Sie?", "Schuldnerbratung")
    person.sees("Meinten Sie")  # the last letter is answered: rows no longer move under the finger
    person.tap("Schuldnerberatung der Christophorus-Gesellschaft")
    person.finds("Schuldnerberatung der Christophorus-Gesellschaft")
    person.sees("Stand: ")
    person.sees("Ohne Netz – Stand: ")
    assert {path: listed(person, path) for path in LISTS} == before
