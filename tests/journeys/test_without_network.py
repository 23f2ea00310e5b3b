"""The hub is gone and the app starts anew: everything seen before is there, and says how old it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.conftest import Meet, StartApp
from tests.journeys.processes import Process, offers_at

pytestmark = pytest.mark.browser


def test_what_was_there_before_the_hub_went_is_there_after_a_restart_and_is_found(
    start_hub: Callable[[], Process], start_app: StartApp, meet: Meet
) -> None:
    hub = start_hub()
    app = start_app(hub.url)
    person, count = meet(app), f"{offers_at(hub)} Angebote"
    person.open("/hilfe", "Wie geht's?")
    person.sees(count)
    before = {path: seen(person, path, name) for path, name in LISTS.items()}

    hub.stop()
    app.restart()

    person = meet(app)
    person.open("/hilfe", "Wie geht's?")
    person.sees("Ohne Netz – Stand: ")
    person.sees(count)
    assert {path: seen(person, path, name) for path, name in LISTS.items()} == before

    person.open("/hilfe", "Wie geht's?")
    person.type("Was brauchen Sie?", "Schuldnerbratung")
    person.sees("Schuldnerberatung der Christophorus-Gesellschaft")
    person.tap("Schuldnerberatung der Christophorus-Gesellschaft")
    person.finds("Schuldnerberatung der Christophorus-Gesellschaft")
    person.sees("Stand: ")
    person.sees("Ohne Netz – Stand: ")
