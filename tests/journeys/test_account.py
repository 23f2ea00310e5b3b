"""An account from its first day to its last, in a real browser; and what is said while the hub is gone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contract.problems import Code
from services.language import Language
from tests.journeys.conftest import Meet, StartApp
from tests.journeys.person import Person
from tests.journeys.processes import Process

pytestmark = pytest.mark.browser

NAME, PASSWORD = "Mainkiesel", "vier kleine Boote"


def makes_account(person: Person) -> None:
    """From Ich to the account, by tapping and typing alone."""
    person.open("/ich", "Ich")
    person.tap("Anmelden")
    person.finds("Anmelden")
    person.tap("Konto anlegen")
    person.finds("Konto anlegen")
    person.type("Spitzname", NAME)
    person.type("Neues Passwort", PASSWORD)
    person.tap("Konto anlegen")
    person.finds("Ihr Konto ist angelegt")
    person.sees("Ersatz-Code")
    assert person.nameless() == []
    person.tap("Ich habe den Code aufbewahrt")
    person.finds("Mein Konto")


def test_an_account_is_made_left_entered_again_and_deleted_and_without_the_hub_it_is_said(
    start_hub: Callable[[], Process], start_app: StartApp, meet: Meet
) -> None:
    hub = start_hub()
    app = start_app(hub.url)
    person = meet(app)
    makes_account(person)

    person.sees_all(f"Sie sind angemeldet als {NAME}.", "Das ist dieses Gerät.")
    assert "" not in person.tappables()
    with person.page.expect_download() as offered:
        person.tap("Datei speichern")
    assert offered.value.suggested_filename.endswith(".zip")
    person.tap("Auf diesem Gerät abmelden")
    person.finds("Ich")
    person.sees("Sie sind nicht angemeldet.")

    hub.stop()
    person.tap("Anmelden")
    person.finds("Anmelden")
    person.type("Spitzname oder E-Mail-Adresse", NAME)
    person.type("Passwort", PASSWORD)
    person.tap("Anmelden")
    person.sees(Language().problem(Code.HUB_UNREACHABLE)[0])
    assert person.headings() == ["Anmelden"]

    hub.start()
    person.tap("Anmelden")
    person.finds("Mein Konto")
    person.sees(f"Sie sind angemeldet als {NAME}.")
    person.tap("Konto löschen …")
    person.type("Ihr Spitzname, noch einmal", NAME)
    person.type("Passwort", PASSWORD)
    person.tap("Konto für immer löschen")
    person.sees("Ihr Konto ist gelöscht.")
    assert person.recorder.errors == []
