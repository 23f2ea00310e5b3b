"""What became of a guest's contribution elsewhere is learned when the list is opened, with few questions."""

from __future__ import annotations

from datetime import timedelta

import httpx
import pytest

from services.outbox_receipts import EVERY, MOST, YOUNG, Receipts
from tests.services.wires import broken, only
from tests.services.writing import FEEDBACK, Device
from views.account.contributions.store import MineStore

pytestmark = pytest.mark.anyio
RECEIPT = "/v1/receipt"


async def arrived(device: Device, how_many: int = 1) -> list[str]:
    """Ids of what a guest wrote and the hub has, oldest first."""
    ids = [(await device.outbox.put("feedback", FEEDBACK, f"Rückmeldung {number}")).id for number in range(how_many)]
    await device.push()
    assert {(await device.item(id_)).state for id_ in ids} == {"arrived"}
    device.wire.asked.clear()
    return ids


async def withdraw_elsewhere(device: Device, other: Device, id_: str) -> None:
    taken = await other.outbox.adopt((await device.item(id_)).code)
    await other.outbox.withdraw(taken.id)
    assert (await other.push()).sent == 1


async def test_a_withdrawal_made_elsewhere_is_seen_when_the_list_is_opened(device: Device, other: Device) -> None:
    (id_,) = await arrived(device)
    await withdraw_elsewhere(device, other, id_)
    list_ = MineStore(device.outbox, device.clock, lambda address: None)
    await list_.refresh()
    assert [item.state for item in list_.state.items.value or ()] == ["arrived"]
    await list_.show()
    assert [item.state for item in list_.state.items.value or ()] == ["withdrawn"]
    assert (await device.push()).sent == 0


async def test_an_item_is_asked_for_once_in_a_quarter_of_an_hour_and_not_for_ever(device: Device) -> None:
    (id_,) = await arrived(device)
    receipts = Receipts(device.outbox, device.clock)
    assert [await receipts.ask() for _ in range(3)] == [1, 0, 0]
    device.later(EVERY - 1)
    assert await receipts.ask() == 0
    device.later(1)
    assert await receipts.ask() == 1
    assert device.wire.asked == [RECEIPT] * 2
    device.later(-3600)
    assert await receipts.ask() == 1
    received_at = (await device.item(id_)).received_at
    assert received_at
    device.at = received_at + timedelta(seconds=YOUNG - 1)
    assert await receipts.ask() == 1
    device.at = received_at + timedelta(seconds=YOUNG + EVERY)
    assert await receipts.ask() == 0


async def test_of_many_only_the_newest_are_asked_for_and_the_others_next_time(device: Device) -> None:
    ids = await arrived(device, MOST + 3)
    receipts = Receipts(device.outbox, device.clock)
    assert [await receipts.ask() for _ in range(3)] == [MOST, 3, 0]
    assert len(device.wire.asked) == len(ids)


async def test_drafts_what_waits_and_what_is_gone_are_not_asked_for(device: Device) -> None:
    gone, _ = await arrived(device, 2)
    await device.outbox.withdraw(gone)
    await device.push()
    await device.outbox.draft("feedback", FEEDBACK, "Entwurf")
    await device.outbox.put("feedback", FEEDBACK, "Wartet")
    device.wire.asked.clear()
    assert await Receipts(device.outbox, device.clock).ask() == 1


async def test_what_an_account_wrote_is_not_asked_for_by_itself(device: Device) -> None:
    await device.sign_up("Mainperle")
    await arrived(device)
    assert await Receipts(device.outbox, device.clock).ask() == 0
    assert device.wire.asked == []


async def test_a_network_that_gives_nothing_ends_it_and_a_receipt_nobody_knows_does_not(device: Device) -> None:
    first, second = await arrived(device, 2)
    device.wire.fate = lambda request: "unsent"
    receipts = Receipts(device.outbox, device.clock)
    assert await receipts.ask() == 0
    device.wire.fate = None
    device.wire.bend = only(RECEIPT, broken)
    device.later(EVERY)
    assert await receipts.ask() == 0

    def unknown(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        said = {"type": "about:blank", "title": "", "status": 404, "code": "receipt-unknown"}
        return httpx.Response(404, headers={"content-type": "application/problem+json"}, json=said)

    device.wire.bend = only(RECEIPT, unknown)
    device.later(EVERY)
    device.wire.asked.clear()
    assert await receipts.ask() == 2
    assert device.wire.asked == [RECEIPT] * 2
    assert {(await device.item(id_)).state for id_ in (first, second)} == {"arrived"}
