"""Simple language: one tap changes every word, with and without a network, and it stays chosen."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.journeys.conftest import Meet, StartApp
from tests.journeys.processes import Process, offers_at

pytestmark = pytest.mark.browser


STANDARD = ("Niemand sieht, was Sie suchen.", "Die Bahnhofsmission hilft rund um die Uhr")
SIMPLE = ("Niemand sieht Ihre Suche.", "Die Bahnhofsmission hilft allen Menschen.")


def test_simple_language_changes_interface_and_content_at_once_and_stays_after_a_restart(
    start_hub: Callable[[], Process], start_app: StartApp, meet: Meet
) -> None:
    hub = start_hub()
    app = start_app(hub.url)
    person = meet(app)
    person.open("/hilfe", "Wie geht's?")
    person.sees(f"{offers_at(hub)} Angebote")
    person.sees_all(*STANDARD)
    hub.stop()

    person.tap("Einfache Sprache")
    person.sees_all(*SIMPLE)
    person.tap("Alltagssprache")
    person.sees_all(*STANDARD)
    person.tap("Einfache Sprache")
    person.sees_all(*SIMPLE)

    app.restart()
    person = meet(app)
    person.open("/hilfe", "Wie geht's?")
    person.sees_all("Kein Internet. Zuletzt geladen: ", *SIMPLE)
    person.tap("Bahnhofsmission Würzburg")
    person.finds("Bahnhofsmission Würzburg")
    person.sees("Sie bekommen dort Essen und Trinken.")
