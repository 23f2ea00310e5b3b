"""What one writes without a hub outlives the end of the app, arrives once, with its number, and can be taken back."""

from __future__ import annotations

import re
from collections.abc import Callable

import httpx
import pytest

from tests.journeys.conftest import Meet, StartApp
from tests.journeys.processes import Process, offers_at

pytestmark = pytest.mark.browser

DEBTS = "Schuldnerberatung der Christophorus-Gesellschaft"
REMARK = "Dort gibt es eine neue Nummer"
CODE = re.compile(r"WUE(?:-[0-9A-Z]{4}){3}")


def receipt(hub: Process, code: str) -> tuple[str, object]:
    """State and body of the contribution of a code, as any other device gets it."""
    answer = httpx.get(f"{hub.url}/v1/receipt", headers={"Receipt-Code": code}, timeout=30, trust_env=False)
    found = answer.raise_for_status().json()
    return found["state"], found["body"].get("remark")


def test_what_was_written_without_a_hub_survives_a_kill_arrives_with_a_number_and_is_taken_back(
    start_hub: Callable[[], Process], start_app: StartApp, meet: Meet
) -> None:
    hub = start_hub()
    app = start_app(hub.url)
    person = meet(app)
    person.open("/hilfe", "Wie geht's?")
    person.sees(f"{offers_at(hub)} Angebote")
    person.type("Was brauchen Sie?", "Schuldnerbratung")
    person.tap(DEBTS)
    person.finds(DEBTS)
    hub.stop()

    person.tap("Stimmt nicht mehr")
    person.type("Was stimmt nicht mehr?", REMARK)
    person.tap("Senden")
    person.sees("Wartet auf Netz")
    person.misses("Angekommen")
    app.kill()

    hub.start()
    app.start()
    person = meet(app)
    person.open("/beitraege", "Meine Beiträge")
    person.sees("Angekommen")
    person.sees("Nr. 1")
    person.tap("Angekommen")
    person.sees_all(REMARK, "Ihr Beleg-Code")
    code = CODE.search(person.reads())
    assert code
    assert receipt(hub, code.group()) == ("received", REMARK)

    person.tap("Zurückziehen")
    person.sees("Nur die Nummer und die Zeit bleiben bei uns stehen.")
    person.tap("Ja, zurückziehen")
    person.sees("Zurückgezogen")
    person.until(lambda: receipt(hub, code.group()) == ("withdrawn", None), "the withdrawal at the hub")
