"""Owns the proof that what a person writes goes out under their name alone, on all their devices; it must not draw."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from contract.problems import Code
from tests.services.writing import FEEDBACK, Device, once, rows

pytestmark = pytest.mark.anyio


async def test_with_a_full_queue_nothing_goes_out_under_the_name_of_who_comes_next(
    hub_app: Any, device: Device
) -> None:
    await device.sign_up("Erste")
    first = device.sign_in.account_id
    mine = [await device.outbox.put("feedback", FEEDBACK, f"von Erste {number}") for number in range(5)]
    device.wire.fate = once("PUT", "lost")
    await device.push()
    await device.sign_in.sign_out()
    assert await device.outbox.items() == ()
    assert await device.outbox.held_back() == 5
    guest = await device.outbox.put("feedback", FEEDBACK, "von einem Gast")
    device.later()
    await device.push()
    await device.sign_up("Zweite")
    second = device.sign_in.account_id
    assert [item.id for item in await device.outbox.items()] == [guest.id]
    theirs = await device.outbox.put("feedback", FEEDBACK, "von Zweite")
    device.later()
    assert (await device.round()).due is None
    assert await device.outbox.get(mine[0].id) is None
    assert sorted(row[0] for row in rows(hub_app) if row[0].startswith("a:")) == sorted([f"a:{first}", f"a:{second}"])
    await device.enter("Erste")
    device.later()
    await device.round()
    owners = [row[0] for row in rows(hub_app)]
    assert (owners.count(f"a:{first}"), owners.count(f"a:{second}"), len(owners)) == (5, 1, 7)
    assert {(await device.item(item.id)).state for item in mine} == {"arrived"}
    assert await device.outbox.get(theirs.id) is None


async def test_somebody_else_who_signs_in_in_the_middle_of_a_round_sends_nothing_of_hers(
    hub_app: Any, device: Device, other: Device
) -> None:
    await device.sign_up("Erste")
    await other.sign_up("Zweite")
    first, kept, second = device.sign_in.account_id, device.sign_in._kept, other.sign_in._kept
    items = [await device.outbox.put("feedback", FEEDBACK, str(number)) for number in range(2)]

    def bend(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        # Right between the two writes of a round.
        device.sign_in._kept = second
        return response

    device.wire.bend = bend
    await device.push()
    assert [row[0] for row in rows(hub_app)] == [f"a:{first}"]
    device.wire.bend = None
    await device.sign_in.become(kept)
    await device.push()
    assert {(await device.item(item.id)).state for item in items} == {"arrived"}


async def test_a_guest_never_shows_a_token_and_a_person_no_receipt(device: Device) -> None:
    await device.outbox.put("feedback", FEEDBACK, "als Gast")
    await device.sign_up("Erste")
    await device.outbox.put("feedback", FEEDBACK, "mit Namen")
    seen: list[tuple[bool, bool]] = []

    def bend(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        seen.append(("authorization" in request.headers, "receipt-code" in request.headers))
        return response

    device.wire.bend = bend
    await device.push()
    assert sorted(seen) == [(False, True), (True, False)]


async def test_two_devices_of_a_person_have_the_same_list(device: Device, other: Device) -> None:
    await device.sign_up("Erste")
    await other.enter("Erste")
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    gone = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await device.outbox.put("help-checks", {"offer": item.id, "holds": True}, "Stimmt noch")
    await device.round()
    await device.outbox.withdraw(gone.id)
    await device.round()
    await other.round()
    there = {each.id: (each.state, each.base, each.number) for each in await other.outbox.items()}
    await device.round()
    assert there == {each.id: (each.state, each.base, each.number) for each in await device.outbox.items()}
    assert len(there) == 3


async def test_fields_changed_on_one_device_each_are_merged_without_a_question(device: Device, other: Device) -> None:
    await device.sign_up("Erste")
    await other.enter("Erste")
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await device.round()
    await other.round()
    await device.outbox.change(item.id, {**FEEDBACK, "text": "Hier"})
    await other.outbox.change(item.id, {**FEEDBACK, "query": "Tafel"})
    for each in (device, other, device):
        await each.round()
        await each.round()
    for each in (device, other):
        now = await each.item(item.id)
        assert (now.state, now.body) == ("arrived", {**FEEDBACK, "text": "Hier", "query": "Tafel"})


async def test_the_same_field_changed_on_both_is_asked_about_and_then_the_same_on_both(
    device: Device, other: Device
) -> None:
    await device.sign_up("Erste")
    await other.enter("Erste")
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await device.round()
    await other.round()
    await device.outbox.change(item.id, {**FEEDBACK, "text": "Hier"})
    await other.outbox.change(item.id, {**FEEDBACK, "text": "Dort", "query": "Tafel"})
    await device.round()
    await other.round()
    asks = await other.item(item.id)
    assert (asks.state, asks.conflicts, asks.body["text"]) == ("conflict", ("text",), "Dort")
    assert asks.theirs is not None
    assert asks.theirs.body["text"] == "Hier"
    assert (await other.round()).due is None
    await other.outbox.settle(item.id, {**asks.body, "text": "Hier und dort"})
    for each in (other, device):
        await each.round()
        now = await each.item(item.id)
        assert (now.state, now.body) == ("arrived", {**FEEDBACK, "text": "Hier und dort", "query": "Tafel"})


async def test_an_answer_that_was_lost_does_not_hide_what_another_device_wrote_meanwhile(
    device: Device, other: Device
) -> None:
    await device.sign_up("Erste")
    await other.enter("Erste")
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await device.round()
    await device.outbox.change(item.id, {**FEEDBACK, "text": "Zwei"})
    device.wire.fate = once("PUT", "lost")
    await device.round()
    await other.round()
    await other.outbox.change(item.id, {**FEEDBACK, "text": "Drei"})
    await other.round()
    await device.outbox.pull()
    device.later()
    await device.round()
    now = await device.item(item.id)
    assert (now.state, now.base, now.body["text"]) == ("arrived", 3, "Drei")


async def test_a_withdrawal_on_one_device_ends_it_on_the_other(device: Device, other: Device) -> None:
    await device.sign_up("Erste")
    await other.enter("Erste")
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await device.round()
    await other.round()
    await device.outbox.withdraw(item.id)
    await device.round()
    await other.outbox.change(item.id, {**FEEDBACK, "text": "Zu spät"})
    await other.round()
    assert (await other.item(item.id)).state == "withdrawn"
    assert (await other.round()).due is None


async def test_a_session_that_ended_lets_what_is_written_wait_for_its_person(hub_app: Any, device: Device) -> None:
    from hub.core.people import SESSION

    await device.sign_up("Erste")
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    with hub_app.state.hub.database.writing() as connection:
        connection.execute(SESSION.delete())
    assert (await device.push()).problem in (Code.SESSION_ENDED, Code.SIGN_IN_NEEDED)
    assert rows(hub_app) == []
    await device.enter("Erste")
    device.later()
    await device.push()
    assert (await device.item(item.id)).state == "arrived"


async def test_of_bookmarks_there_is_one_for_each_record_on_all_devices(
    hub_app: Any, device: Device, other: Device
) -> None:
    await device.sign_up("Erste")
    await other.enter("Erste")
    for each, kept in ((device, True), (other, True), (device, False), (other, True)):
        await each.outbox.put("bookmarks", {"record": "help/1", "kept": kept}, "Merkzeichen")
    for each in (device, other, device, other, device):
        await each.round()
    assert len(rows(hub_app)) == 1
    for each in (device, other):
        assert [(item.state, item.body["kept"]) for item in await each.outbox.items()] == [("arrived", True)]
