"""Owns the proof that each verb of the outbox does what a person means by it; it must not draw."""

from __future__ import annotations

import pytest

from contract.problems import Code, Refused
from tests.services.writing import FEEDBACK, Device, once, rows, when

pytestmark = pytest.mark.anyio


async def test_what_is_typed_survives_at_once_and_goes_nowhere(device: Device) -> None:
    item = await device.outbox.draft("feedback", {"about": "/hilfe", "text": " Halb"}, "Rückmeldung")
    await device.outbox.draft("feedback", {"about": "/hilfe", "text": " Halb ge"}, "Rückmeldung", item.id)
    device.restart()
    assert [each.body["text"] for each in await device.outbox.items()] == [" Halb ge"]
    assert (await device.push()).due is None
    assert device.wire.asked == []
    await device.outbox.discard(item.id)
    assert await device.outbox.items() == ()


async def test_it_has_arrived_only_when_the_hub_has_said_so(device: Device) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    assert item.state == "waiting"
    assert item.code.startswith("WUE-")
    device.wire.fate = when("PUT", "unsent")
    pushed = await device.push()
    waits = await device.item(item.id)
    assert (pushed.sent, pushed.problem, waits.state, waits.number) == (0, Code.HUB_UNREACHABLE, "waiting", None)
    device.wire.fate = None
    device.later()
    assert (await device.push()).sent == 1
    arrived = await device.item(item.id)
    assert (arrived.state, arrived.number, arrived.base, arrived.problem) == ("arrived", 1, 1, None)
    assert arrived.received_at is not None


async def test_changing_and_withdrawing_before_and_after_it_arrived(hub_app: object, device: Device) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await device.outbox.change(item.id, {**FEEDBACK, "text": "Anders"})
    await device.push()
    await device.outbox.change(item.id, {**FEEDBACK, "text": "Noch anders"})
    await device.push()
    assert (await device.outbox.find(item.code)).body["text"] == "Noch anders"
    await device.outbox.withdraw(item.id)
    await device.push()
    assert (await device.item(item.id)).state == "withdrawn"
    assert [row[2:] for row in rows(hub_app)] == [(3, "withdrawn")]
    with pytest.raises(Refused) as caught:
        await device.outbox.change(item.id, FEEDBACK)
    assert caught.value.code is Code.WITHDRAWN


async def test_of_what_never_went_out_nothing_is_sent_when_it_is_withdrawn(device: Device) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    assert (await device.outbox.withdraw(item.id)).state == "withdrawn"
    await device.push()
    assert device.wire.asked == []


async def test_what_perhaps_went_out_is_withdrawn_at_the_hub_too(hub_app: object, device: Device) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    device.wire.fate = once("PUT", "unsent")
    await device.push()
    assert (await device.outbox.withdraw(item.id)).state == "waiting"
    device.later()
    await device.push()
    device.later()
    await device.push()
    assert (await device.item(item.id)).state == "withdrawn"
    assert [row[3] for row in rows(hub_app)] == ["withdrawn"]


async def test_hidden_signs_are_taken_out_and_nonsense_is_refused_with_its_place(device: Device) -> None:
    item = await device.outbox.put("feedback", {**FEEDBACK, "text": "Hal\u202elo\x00  "}, "Rückmeldung")
    assert item.body["text"] == "Hallo"
    draft = await device.outbox.draft("feedback", {**FEEDBACK, "text": "x" * 5000}, "zu lang")
    with pytest.raises(Refused) as caught:
        await device.outbox.send(draft.id)
    assert [error.pointer for error in caught.value.problem.errors] == ["#/body/text"]
    assert (await device.item(draft.id)).state == "draft"


async def test_what_the_hub_refuses_for_good_is_told_and_can_be_mended(device: Device, other: Device) -> None:
    first = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await device.push()
    second = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    # The code of another contribution: the hub will not take it.
    await device.outbox._rows.edit(second.id, lambda item: item and item.but(code=first.code))
    await device.push()
    refused = await device.item(second.id)
    assert (refused.state, refused.problem) == ("refused", Code.KEY_REUSED)
    device.later()
    assert (await device.push()).due is None
    await device.outbox._rows.edit(second.id, lambda item: item and item.but(code="WUE-0000-0000-0000"))
    await device.outbox.send(second.id)
    await device.push()
    assert (await device.item(second.id)).state == "arrived"


async def test_a_receipt_opens_the_contribution_on_another_device(device: Device, other: Device) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await device.push()
    adopted = await other.outbox.adopt(item.code.lower().replace("-", " "))
    assert (adopted.id, adopted.state, adopted.body) == (item.id, "arrived", FEEDBACK)
    await other.outbox.change(item.id, {**FEEDBACK, "text": "Vom Telefon"})
    await other.push()
    here = await device.outbox.refresh(item.id)
    assert here is not None
    assert here.body["text"] == "Vom Telefon"
    for code in ("WUE-7K3M-92QF-4HTX", "Unsinn"):
        with pytest.raises(Refused) as caught:
            await other.outbox.find(code)
        assert caught.value.code is Code.RECEIPT_UNKNOWN


async def test_whoever_listens_hears_of_every_change_and_the_wire_of_what_waits(device: Device) -> None:
    heard: list[str] = []
    stops = [
        device.outbox.subscribe(lambda: heard.append("change")),
        device.outbox.subscribe_waiting(lambda: heard.append("waits")),
    ]
    item = await device.outbox.draft("feedback", FEEDBACK, "Rückmeldung")
    assert heard == ["change"]
    await device.outbox.send(item.id)
    assert heard[1:] == ["change", "waits"]
    heard.clear()
    await device.push()
    assert set(heard) == {"change"}
    for stop in stops:
        stop()
    await device.outbox.withdraw(item.id)
    assert set(heard) == {"change"}


async def test_a_guest_is_told_at_once_what_needs_an_account(device: Device) -> None:
    with pytest.raises(Refused) as caught:
        await device.outbox.put("bookmarks", {"record": "help/1", "kept": True}, "Merkzeichen")
    assert caught.value.code is Code.SIGN_IN_NEEDED
    assert await device.outbox.items() == ()
