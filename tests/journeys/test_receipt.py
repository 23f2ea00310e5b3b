"""What a guest sent is found and withdrawn on another device with its code alone, and the first device learns it."""

from __future__ import annotations

import re

import pytest

from tests.journeys.conftest import Meet, StartApp
from tests.journeys.person import Person
from tests.journeys.processes import Process

pytestmark = pytest.mark.browser

WORDS = "Die Schrift ist gut zu lesen"
CODE = re.compile(r"WUE(?:-[0-9A-Z]{4}){3}")


def sends(person: Person) -> str:
    """Writes about the start page as a guest; gives the receipt code once it has arrived."""
    person.open("/rueckmeldung?zu=/", "Rückmeldung")
    person.type("Ihre Rückmeldung", WORDS)
    person.tap("Senden")
    person.sees("Angekommen")
    code = CODE.search(person.reads())
    assert code
    return code.group()


def looks_up(person: Person, typed: str) -> None:
    """Types a code as people do, and presses Enter."""
    person.type("Beleg-Code", typed)
    person.page.keyboard.press("Enter")


def test_with_its_code_alone_a_contribution_is_found_and_withdrawn_on_another_device_and_the_first_learns_it(
    hub: Process, start_app: StartApp, meet: Meet
) -> None:
    phone = meet(start_app(hub.url))
    code = sends(phone)

    library = meet(start_app(hub.url))
    library.open("/beleg", "Beleg ansehen")
    wrong = "2" if code[-1] != "2" else "3"
    looks_up(library, code[:-1].lower() + wrong)
    library.sees("Das ist kein Beleg-Code. Ein Zeichen fehlt oder ist falsch.")
    assert library.page.locator("[aria-live]").filter(has_text="Das ist kein Beleg-Code").count(), "nobody hears it"
    looks_up(library, code.lower().replace("-", " "))
    library.sees_all("Startseite", WORDS, "Angekommen. Noch hat niemand geantwortet.")
    library.misses("Das ist kein Beleg-Code")

    library.tap("Zurückziehen")
    library.tap("Ja, zurückziehen")
    library.sees_all("Zurückgezogen.", "Der Beitrag ist zurückgezogen.")
    assert WORDS not in library.reads()

    phone.tap("Ansehen und ändern")
    phone.finds("Startseite")
    phone.sees("Zurückgezogen")
    assert phone.recorder.errors == library.recorder.errors == []
