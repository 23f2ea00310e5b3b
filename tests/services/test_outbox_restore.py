"""Owns the proof that a hub restored from an older backup gets back what devices hold, once; it must not draw."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from tests.services.writing import FEEDBACK, Device, once, rows

pytestmark = pytest.mark.anyio


class Backups:
    """Backs up the database of a hub in memory and restores it as an operator does."""

    def __init__(self, hub_app: Any) -> None:
        self._hub = hub_app.state.hub
        self._raw: Any = self._hub.database.engine.raw_connection().driver_connection
        self._copy = sqlite3.connect(":memory:")

    def take(self) -> None:
        self._raw.backup(self._copy)

    def restore(self) -> None:
        self._copy.backup(self._raw)
        self._hub.log.renew()
        self._copy.close()


@pytest.fixture
def backups(hub_app: Any) -> Backups:
    return Backups(hub_app)


async def test_what_the_backup_lacks_is_sent_again_once(hub_app: Any, device: Device, backups: Backups) -> None:
    there = await device.outbox.put("feedback", FEEDBACK, "vor der Sicherung")
    await device.push()
    backups.take()
    later = await device.outbox.put("feedback", FEEDBACK, "danach")
    await device.push()
    await device.outbox.change(later.id, {**FEEDBACK, "text": "Anders"})
    await device.push()
    backups.restore()
    assert len(rows(hub_app)) == 1
    pushed = await device.push()
    assert (pushed.sent, pushed.due) == (2, None)
    assert len(rows(hub_app)) == 2
    for item, text in ((there, FEEDBACK["text"]), (later, "Anders")):
        assert (await device.item(item.id)).state == "arrived"
        assert (await device.outbox.find(item.code)).body["text"] == text
    device.wire.asked.clear()
    assert await device.push() == type(pushed)()
    assert device.wire.asked == []


async def test_an_older_version_gives_way_to_what_was_confirmed(hub_app: Any, device: Device, backups: Backups) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await device.push()
    backups.take()
    await device.outbox.change(item.id, {**FEEDBACK, "text": "Bestätigt"})
    await device.push()
    backups.restore()
    await device.push()
    await device.push()
    assert (await device.outbox.find(item.code)).body["text"] == "Bestätigt"
    assert (await device.item(item.id)).state == "arrived"


async def test_a_withdrawal_that_the_backup_does_not_know_is_made_again(
    hub_app: Any, device: Device, backups: Backups
) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await device.push()
    backups.take()
    await device.outbox.withdraw(item.id)
    await device.push()
    backups.restore()
    await device.push()
    assert [row[3] for row in rows(hub_app)] == ["withdrawn"]
    assert (await device.item(item.id)).state == "withdrawn"
    assert (await device.push()).due is None


async def test_a_write_whose_answer_was_lost_in_the_restore_is_done_once(
    hub_app: Any, device: Device, backups: Backups
) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await device.push()
    await device.outbox.change(item.id, {**FEEDBACK, "text": "Zwei"})
    backups.take()
    device.wire.fate = once("PUT", "lost")
    await device.push()
    backups.restore()
    for _ in range(3):
        device.later()
        await device.push()
    assert (await device.item(item.id)).state == "arrived"
    assert (await device.outbox.find(item.code)).body["text"] == "Zwei"


async def test_two_devices_agree_after_a_restore(hub_app: Any, device: Device, other: Device, backups: Backups) -> None:
    await device.sign_up("Erste")
    await other.enter("Erste")
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await device.round()
    backups.take()
    await device.outbox.change(item.id, {**FEEDBACK, "text": "Zwei"})
    await device.round()
    await other.round()
    await other.outbox.change(item.id, {**FEEDBACK, "text": "Drei"})
    await other.round()
    backups.restore()
    for each in (device, other, device, other, device, other):
        await each.round()
        each.later()
    states = [await each.item(item.id) for each in (device, other)]
    assert [(now.state, now.body["text"]) for now in states] == [("arrived", "Drei")] * 2
    assert len({now.base for now in states}) == 1


async def test_a_conflict_that_stood_open_ends_when_the_other_device_withdraws_after_a_restore(
    device: Device, other: Device, backups: Backups
) -> None:
    backups.take()
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await device.push()
    await other.outbox.adopt(item.code)
    for one, text in ((device, "Hier"), (other, "Dort")):
        await one.outbox.change(item.id, {**FEEDBACK, "text": text})
        await one.push()
    assert (await other.item(item.id)).state == "conflict"
    backups.restore()
    await device.outbox.withdraw(item.id)
    await device.push()
    await other.outbox.refresh(item.id)
    assert (await other.item(item.id)).state == "withdrawn"
