"""Owns the proof that what the simulator once found in the outbox stays mended; the seeds are in tests/faults."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import delete, insert, select

from contract.problems import Code, Problem, Refused
from hub.core.writings import ANSWERED, CONTRIBUTION
from services.outbox_answers import refused
from services.outbox_item import Operation
from tests.faults.people import jpeg
from tests.services.writing import FEEDBACK, Device, rows, when

pytestmark = pytest.mark.anyio


async def test_a_photo_that_comes_while_an_answer_is_missing_does_not_hold_the_write_up(
    hub_app: Any, device: Device
) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    device.wire.fate = lambda request: "unsent"
    await device.push()
    await device.outbox.attach(item.id, jpeg(1))
    device.wire.fate = None
    for _ in range(3):
        device.later()
        await device.push()
    after = await device.item(item.id)
    assert (after.state, after.attachments) == ("arrived", after.base_photos)
    assert [row[2:] for row in rows(hub_app)] == [(2, "received")]


async def test_a_withdrawal_does_not_wait_for_a_photo_that_did_not_get_there(device: Device) -> None:
    """Found with real processes: it waited for ever, since photos of what is withdrawn are not sent."""
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    assert (await device.push()).sent == 1
    await device.outbox.attach(item.id, jpeg(1))
    await device.outbox.withdraw(item.id)
    assert (await device.push()).sent == 1
    assert (await device.item(item.id)).state == "withdrawn"


async def test_a_form_that_was_open_while_another_device_wrote_takes_nothing_back(
    device: Device, other: Device
) -> None:
    here, there = device, other
    await both_signed_in(here, there)
    item = await here.outbox.put("feedback", {**FEEDBACK, "query": "tafel"}, "Rückmeldung")
    await here.round()
    await there.round()
    seen = await here.item(item.id)
    await there.outbox.change(item.id, {**FEEDBACK, "query": "suppe"})
    await there.round()
    await here.round()
    after = await here.outbox.change(item.id, {**seen.body, "text": "Neuer Text"}, seen)
    assert (after.body["text"], after.body["query"]) == ("Neuer Text", "suppe")
    with pytest.raises(Refused) as no:
        await here.outbox.change(item.id, {**seen.body, "query": "brot"}, seen)
    assert no.value.code is Code.CHANGED_MEANWHILE


async def test_a_form_opened_before_a_conflict_was_shown_decides_nothing(device: Device, other: Device) -> None:
    """The other side lay here already while ours was under way (seed 773), but nobody had been shown it."""
    here, there = device, other
    await both_signed_in(here, there)
    item = await here.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await here.round()
    await there.round()
    await there.outbox.change(item.id, {**FEEDBACK, "text": "Von dort"})
    await there.round()
    await here.outbox.change(item.id, {**FEEDBACK, "text": "Von hier"})
    here.wire.fate = when("PUT", "unsent")
    await here.push()
    await here.outbox.pull()
    seen = await here.item(item.id)
    assert (seen.state, seen.body["text"]) == ("waiting", "Von hier")
    here.wire.fate = None
    here.later()
    await here.push()
    assert (await here.item(item.id)).state == "conflict"
    with pytest.raises(Refused) as no:
        await here.outbox.change(item.id, {**seen.body, "text": "Noch einmal von hier"}, seen)
    assert no.value.code is Code.CHANGED_MEANWHILE


async def test_what_was_changed_while_the_hub_refused_it_is_tried_anew(device: Device) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    op = Operation(key="1", body=FEEDBACK)
    no = Problem(type="about:blank", title="", status=422, code=Code.BAD_REQUEST)
    assert refused(item.but(sent=op), op, no, "").state == "refused"
    assert refused(item.but(sent=op, body={**FEEDBACK, "text": "Besser"}), op, no, "").state == "waiting"


async def test_after_a_restore_what_another_device_wrote_meanwhile_is_never_written_over(
    hub_app: Any, device: Device, other: Device
) -> None:
    hub = hub_app.state.hub
    await both_signed_in(device, other)
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await device.round()
    await device.outbox.change(item.id, {**FEEDBACK, "text": "Zwei"})
    await device.round()
    await other.round()
    # The hub comes back from a backup of before all that; the other device writes on, and reaches it first.
    with hub.database.writing() as connection:
        connection.execute(delete(CONTRIBUTION))
        connection.execute(delete(ANSWERED))
    hub.log.renew()
    await other.outbox.change(item.id, {**FEEDBACK, "text": "Drei"})
    await other.round()
    await device.round()
    ours = await device.item(item.id)
    assert ours.theirs is not None
    assert (ours.state, ours.conflicts, ours.theirs.body["text"]) == ("conflict", ("text",), "Drei")


async def both_signed_in(device: Device, other: Device) -> None:
    await device.sign_up("Mainperle")
    await other.enter("Mainperle")


async def test_a_restore_in_the_middle_of_a_round_takes_no_newer_version_back(hub_app: Any, device: Device) -> None:
    hub = hub_app.state.hub
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await device.push()
    with hub.database.reading() as connection:
        (backup,) = connection.execute(select(CONTRIBUTION)).mappings().all()
    await device.outbox.change(item.id, {**FEEDBACK, "text": "Zwei"})
    await device.push()
    with hub.database.writing() as connection:
        connection.execute(delete(CONTRIBUTION))
        connection.execute(insert(CONTRIBUTION).values(**backup))
    before = hub.epoch
    hub.log.renew()
    await device.outbox.attach(item.id, jpeg(1))
    for epoch in (before, before, hub.epoch):
        device.later()
        await device.outbox.push(epoch)
    after = await device.item(item.id)
    assert (after.state, after.body["text"]) == ("arrived", "Zwei")


async def test_a_form_that_stood_open_does_not_call_back_what_was_withdrawn_meanwhile(device: Device) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await device.push()
    seen = await device.item(item.id)
    await device.outbox.withdraw(item.id)
    with pytest.raises(Refused) as no:
        await device.outbox.change(item.id, {**FEEDBACK, "text": "Anders"}, seen)
    assert no.value.code is Code.WITHDRAWN
    await device.push()
    assert (await device.item(item.id)).state == "withdrawn"
