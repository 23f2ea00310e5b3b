"""Looking up a receipt: however it is typed, on any device, with what became of it and the way to change it."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from contract.identity import new_code, new_id
from contract.problems import Code
from contract.text import Text
from services.account.session import SignIn
from services.clock import Clock
from services.hub import HubClient
from services.language import Language
from services.local_private import PrivateStore
from services.outbox import Outbox
from services.secrets import SecretStore
from tests.trees import buttons, press, texts
from views.account.contributions.one import OneStore
from views.account.contributions.screen import contribution_screen, contributions_screen
from views.account.contributions.store import MineStore
from views.account.receipt.screen import receipt_screen
from views.account.receipt.store import ReceiptStore

SAY = Language("de")
TEXT = "Die Suche findet keine Kleiderkammer."


class Guest:
    """Somebody without an account on one device."""

    def __init__(self, private: PrivateStore, client: HubClient, clock: Clock) -> None:
        self.outbox = Outbox(private, client, SignIn(client, SecretStore.in_memory(), clock), clock, random.Random(7))
        self.went: list[str] = []
        self.act = ReceiptStore(self.outbox, clock, self.went.append)

    def screen(self) -> Any:
        return receipt_screen(self.act.state, self.act, SAY)

    async def looks_up(self, typed: str) -> list[str]:
        """Types a code and looks it up; gives the words that stand there then."""
        self.act.type(typed)
        await press(self.screen(), "Beleg ansehen")
        return texts(self.screen())


@pytest.fixture
def epoch(hub_app: Any) -> str:
    return str(hub_app.state.hub.epoch)


@pytest.fixture
async def code(private: PrivateStore, client: HubClient, clock: Clock, epoch: str) -> str:
    """The receipt of what somebody has sent from their phone."""
    phone = Guest(private, client, clock).outbox
    item = await phone.put("feedback", {"about": "/hilfe", "text": TEXT}, "Hilfe")
    await phone.push(epoch)
    return item.code


@pytest.fixture
def library(tmp_path: Path, client: HubClient, clock: Clock) -> Guest:
    """Somebody at a computer that has never seen that contribution."""
    return Guest(PrivateStore(tmp_path / "library.db"), client, clock)


@pytest.mark.parametrize("bent", [str, str.lower, lambda code: f"  {code.replace('-', ' ')} ", lambda code: code[4:]])
@pytest.mark.anyio
async def test_a_receipt_is_found_on_any_device_however_it_is_typed(library: Guest, code: str, bent: Any) -> None:
    said = await library.looks_up(bent(code))
    assert {"Rückmeldung", "Angekommen. Noch hat niemand geantwortet.", "Nummer 1", TEXT} <= set(said)
    assert library.act.state.typed == code


@pytest.mark.anyio
async def test_a_slip_of_the_finger_is_told_without_asking_the_hub(library: Guest, code: str) -> None:
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    await library.looks_up(wrong)
    assert library.act.state.wrong
    assert library.act.state.found.value is None


@pytest.mark.anyio
async def test_a_code_that_nobody_has_is_unknown(library: Guest) -> None:
    said = await library.looks_up(new_code(random.Random(1).getrandbits))
    assert SAY.problem(Code.RECEIPT_UNKNOWN)[0] in said


@pytest.mark.anyio
async def test_it_is_taken_to_this_device_to_be_changed(library: Guest, code: str) -> None:
    await library.looks_up(code)
    await press(library.screen(), "Auf diesem Gerät ändern")
    (item,) = await library.outbox.items()
    assert library.went == [f"/beitraege/{item.id}"]
    assert (item.state, item.body["text"]) == ("arrived", TEXT)


@pytest.mark.anyio
async def test_it_is_withdrawn_only_when_one_says_so_twice_and_is_gone_at_the_hub_then(
    library: Guest, code: str, epoch: str
) -> None:
    await library.looks_up(code)
    await press(library.screen(), "Zurückziehen")
    assert "Möchten Sie den Beitrag wirklich zurückziehen?" in texts(library.screen())
    await press(library.screen(), "Nein, behalten")
    assert "Ja, zurückziehen" not in buttons(library.screen())
    await press(library.screen(), "Zurückziehen")
    await press(library.screen(), "Ja, zurückziehen")
    await library.outbox.push(epoch)
    await library.act.refresh()
    said = texts(library.screen())
    assert {"Zurückgezogen.", "Der Beitrag ist zurückgezogen."} <= set(said)
    assert TEXT not in said


@pytest.mark.anyio
async def test_what_came_from_another_device_is_called_by_the_page_it_is_about(library: Guest, code: str) -> None:
    said = await library.looks_up(code)
    assert said.index("Hilfe") < said.index("Rückmeldung") < said.index("Nummer 1")
    await press(library.screen(), "Auf diesem Gerät ändern")
    mine = MineStore(library.outbox, Clock(), library.went.append)
    await mine.refresh()
    said = texts(contributions_screen(mine.state, mine, SAY))
    assert said.index("Hilfe") < said.index("Rückmeldung") < said.index(TEXT)


@pytest.mark.anyio
async def test_what_is_about_an_offer_is_called_like_the_offer(library: Guest, epoch: str) -> None:
    offer = new_id()
    item = await library.outbox.put("help-checks", {"offer": offer, "holds": False}, "")
    await library.outbox.push(epoch)

    async def name(address: str) -> Text | None:
        return Text(de="Würzburger Tafel", simple="Tafel") if address == f"/hilfe/{offer}" else None

    act = ReceiptStore(library.outbox, Clock(), library.went.append, name)
    act.type(item.code)
    await act.look()
    one = OneStore(library.outbox, Clock(), library.went.append, act.look, name)  # type: ignore[arg-type]
    await one.show(item.id)
    assert "Würzburger Tafel" in texts(receipt_screen(act.state, act, SAY))
    assert texts(contribution_screen(one.state, one, SAY))[0] == "Würzburger Tafel"
