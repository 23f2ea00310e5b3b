"""By keyboard alone: a request to be called back goes, arrives, is seen and answered."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.journeys.conftest import Meet, StartApp
from tests.journeys.person import Person
from tests.journeys.processes import Process
from tests.journeys.test_directory import go_to

pytestmark = pytest.mark.browser

OFFER, ADDRESS = "Hautprojekt: Hilfe bei Hautkrankheiten", "/hilfe/d29b5190-c1c7-55a5-8d11-8c20d1e00072"
ANSWER = "Wir rufen Sie am Dienstag an."
#: The demo accounts of a hub on this machine have a password everybody knows.
PROVIDER = {"nickname": "demo-provider", "password": "wueapp-demo-2026"}


@pytest.fixture
def manned(tmp_path: Path) -> Iterator[Process]:
    """A hub at which somebody looks after the sample offers."""
    where = f"sqlite:///{tmp_path / 'hub.db'}"
    hub = Process(["hub", "--port", "{port}", "--demo", "--database-url", where], tmp_path / "hub.log", "/readyz")
    hub.start()
    yield hub
    hub.stop()


class Desk:
    """Whoever looks after the offers, at the hub itself."""

    def __init__(self, client: httpx.Client) -> None:
        self._client = client
        token = self._client.post("/v1/session", json=PROVIDER).raise_for_status().json()["access_token"]
        self._client.headers["Authorization"] = f"Bearer {token}"

    def requests(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = self._client.get("/v1/help-desk/cases").raise_for_status().json()["items"]
        return [each for each in found if each["kind"] == "call-backs"]

    def says(self, state: str, text: str) -> None:
        (case,) = self.requests()
        said = {"state": state, "text": {"de": text, "de-simple": text}}
        path = f"/v1/help-desk/cases/call-backs/{case['id']}/outcome"
        self._client.put(path, json=said).raise_for_status()


@pytest.fixture
def desk(manned: Process) -> Iterator[Desk]:
    with httpx.Client(base_url=manned.url, timeout=30, trust_env=False) as client:
        yield Desk(client)


def again(person: Person) -> None:
    """Leaves the page and comes back."""
    person.tap("Zurück zum Angebot")
    person.reaches(OFFER)
    person.tap("Ruf mich zurück")


def test_by_keyboard_a_request_goes_and_each_step_is_seen(
    manned: Process, start_app: StartApp, meet: Meet, desk: Desk
) -> None:
    person = meet(start_app(manned.url), width=800)
    person.open(ADDRESS)
    person.reaches(OFFER)
    go_to(person, "Ich komme nicht allein")
    person.page.keyboard.press("Enter")
    person.reaches("Ich komme nicht allein")
    person.sees("Nur diese Stelle: Beispiel-Träger (Muster)")
    person.type("Wie sollen wir Sie nennen?", "Mika")
    go_to(person, "E-Mail")
    person.page.keyboard.press("Space")
    person.type("Ihre E-Mail-Adresse", "mika@muster.invalid")
    go_to(person, "Senden")
    person.page.keyboard.press("Enter")
    person.sees("Schritt 2 von 4: Angekommen")

    (asked,) = desk.requests()
    assert asked["body"] == {
        "offer": asked["body"]["offer"],  # type: ignore[index]
        "name": "Mika",
        "way": "mail",
        "reach": "mika@muster.invalid",
        "when": "",
        "company": True,
        "note": "",
    }
    desk.says("in-progress", "Wir haben Ihre Bitte gesehen.")
    again(person)
    person.sees("Schritt 3 von 4: Gesehen")
    desk.says("answered", ANSWER)
    again(person)
    person.sees("Schritt 4 von 4: Beantwortet")
    person.sees(ANSWER)
    assert person.recorder.errors == []
