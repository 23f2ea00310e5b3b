"""Between app and hub everything goes wrong in turn: the app stays usable, says what happened, loses nothing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from contract.problems import Code
from services.language import Language
from tests.journeys.conftest import Meet
from tests.journeys.person import Person
from tests.journeys.processes import Process, app_process
from tests.journeys.wire import Behaviour, Wire, broken, cut, fine, hanging, one_broken_record, portal, wire_to

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def wire(hub: Process) -> Iterator[Wire]:
    """A wire to the hub that can misbehave."""
    with wire_to(hub.url) as wire:
        yield wire


@pytest.fixture(scope="module")
def wired(wire: Wire, client_files: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Process]:
    """One app for all of them, at the end of that wire."""
    process = app_process(tmp_path_factory.mktemp("wired"), wire.url, client_files)
    process.start()
    yield process
    wire.turn(fine)
    process.stop()


@pytest.fixture
def person(wired: Process, wire: Wire, meet: Meet, offers: str) -> Person:
    """Someone who has everything that the hub has, over a wire that is well."""
    wire.turn(fine)
    person = meet(wired)
    person.open("/hilfe", "Wie geht's?")
    renews(person, "Alles ist jetzt auf dem neuesten Stand.")
    person.sees(offers)
    return person


def renews(person: Person, said: str) -> None:
    """Asks on the page Ich for what is new, and is told what became of it."""
    person.tap("Ich")
    person.finds("Ich")
    person.tap("Jetzt neu laden")
    person.sees(said)
    person.tap("Hilfe")
    person.finds("Wie geht's?")


def uses(person: Person, offers: str) -> None:
    """Finds, opens and leaves an offer; all others are still there, too."""
    person.finds("Wie geht's?")
    person.type("Was brauchen Sie?", "Bahnhofsmission")
    person.misses(offers)
    person.tap("Bahnhofsmission Würzburg")
    person.finds("Bahnhofsmission Würzburg")
    person.tap("Zurück")
    person.finds("Wie geht's?")
    person.erase("Was brauchen Sie?")
    person.sees(offers)


#: As the app says it; the words are its own.
BROKEN, CUT, PORTAL, SILENT, UNREADABLE = (
    Language("de").problem(code)[0]
    for code in (Code.HUB_BROKEN, Code.HUB_UNREACHABLE, Code.HUB_FOREIGN, Code.HUB_SILENT, Code.RECORD_BROKEN)
)


@pytest.mark.parametrize(
    ("behaviour", "said", "ribbon"),
    [
        pytest.param(broken, BROKEN, BROKEN, id="the hub answers 500"),
        pytest.param(cut, CUT, "Ohne Netz – Stand: ", id="the answer is cut"),
        pytest.param(portal, PORTAL, PORTAL, id="a WLAN wants a sign-in"),
    ],
)
def test_with_a_bad_wire_the_app_says_what_happened_and_everything_stays(
    behaviour: Behaviour, said: str, ribbon: str, person: Person, wire: Wire, offers: str
) -> None:
    wire.turn(behaviour)
    renews(person, said)
    person.sees(ribbon)
    uses(person, offers)

    wire.turn(fine)
    renews(person, "Alles ist jetzt auf dem neuesten Stand.")
    person.misses(ribbon)
    person.sees(offers)


def test_while_the_hub_hangs_the_app_can_be_used_and_says_so_in_the_end(
    person: Person, wire: Wire, offers: str
) -> None:
    wire.turn(hanging)
    renews(person, "Die Inhalte werden geladen.")
    uses(person, offers)
    person.tap("Ich")
    person.sees(SILENT)


def test_one_broken_record_is_told_and_no_good_one_is_lost(
    person: Person, wire: Wire, hub: Process, offers: str
) -> None:
    name = "TelefonSeelsorge, neu beschrieben"
    changed = offer_at(hub, "TelefonSeelsorge") | {"name": {"de": name, "de-simple": name}}
    damaged = offer_at(hub, "Giftnotruf München") | {"topics": 7}
    wire.turn(one_broken_record("help", changed, damaged))

    renews(person, "Alles ist jetzt auf dem neuesten Stand.")
    person.sees(name)
    person.sees(UNREADABLE)
    person.sees("Giftnotruf München")
    uses(person, offers)


def offer_at(hub: Process, name: str) -> dict[str, Any]:
    """An offer as the hub has it."""
    listed = httpx.get(f"{hub.url}/v1/help", params={"limit": 200}, timeout=30, trust_env=False).json()["items"]
    return next(offer for offer in listed if offer["name"]["de"] == name)
