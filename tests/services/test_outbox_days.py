"""What a kind keeps only for some days is gone from the device when they are over, network or not."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from contract.contributions import CONTRIBUTIONS
from contract.help import Organization
from contract.identity import new_id
from services.outbox_item import Item
from tests.conftest import NOW
from tests.hub.desks import OWN, provider
from tests.services.writing import FEEDBACK, Device, when
from views.examples.offers import DEBTS

pytestmark = pytest.mark.anyio
REACH = "0931 000 47 11"
OFFER = DEBTS.model_copy(update={"callback": True, "organization": Organization(name="Verein", id=OWN)})
DAYS = timedelta(CONTRIBUTIONS["call-backs"].days)
CALL = {"offer": OFFER.id, "name": "Mika", "way": "phone", "reach": REACH, "when": "vormittags"}


async def asked(device: Device, hub_app: Any) -> Item:
    """A request to call back that has arrived."""
    hub_app.state.hub.write([OFFER])
    # Without somebody who looks after it the hub takes none.
    provider(hub_app, f"anna {new_id()}", OWN)
    item = await device.outbox.put("call-backs", CALL, "Schuldnerberatung")
    await device.push()
    return await device.item(item.id)


def holding(folder: Path) -> list[str]:
    """The files in which the number can still be read."""
    return [path.name for path in folder.iterdir() if REACH.encode() in path.read_bytes()]


def arrival(item: Item) -> datetime:
    assert item.state == "arrived"
    assert item.received_at is not None
    return item.received_at


async def test_thirty_days_after_it_arrived_it_is_gone_from_list_and_file(hub_app: Any, tmp_path: Path) -> None:
    device = Device(hub_app, tmp_path / "private.db")
    item = await asked(device, hub_app)
    device.at = arrival(item) + DAYS - timedelta(seconds=1)
    await device.outbox.push("")
    assert (await device.item(item.id)).body["reach"] == REACH
    device.at += timedelta(seconds=1)
    # It is shown no more at once, before the next round, and whether or not there is a network.
    assert await device.outbox.items() == ()
    assert await device.outbox.get(item.id) is None
    assert (await device.outbox.push("")).problem is None
    device.at = NOW
    assert await device.outbox.items() == ()
    device.private.close()
    assert holding(tmp_path) == []


async def test_whoever_looks_is_told_that_it_is_gone(hub_app: Any, device: Device) -> None:
    item = await asked(device, hub_app)
    told: list[str] = []
    device.outbox.subscribe(lambda: told.append("changed"))
    await device.outbox.push("")
    assert told == []
    device.at = arrival(item) + DAYS
    await device.outbox.push("")
    assert told == ["changed"]


async def test_what_waits_or_is_half_written_waits_on(device: Device) -> None:
    device.wire.fate = when("PUT", "unsent")
    draft = await device.outbox.draft("call-backs", CALL, "Schuldnerberatung")
    waits = await device.outbox.put("call-backs", CALL, "Schuldnerberatung")
    back = await device.outbox.put("call-backs", CALL, "Schuldnerberatung")
    await device.outbox.withdraw(back.id)
    device.at += DAYS + timedelta(1)
    await device.outbox.push("")
    # Only what was taken back before it ever arrived has no reason to stay.
    assert {item.id for item in await device.outbox.items()} == {draft.id, waits.id}


async def test_other_kinds_stay(hub_app: Any, device: Device) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    await device.push()
    device.at += timedelta(4000)
    await device.outbox.push("")
    assert (await device.item(item.id)).state == "arrived"


async def test_an_answer_that_comes_back_late_does_not_bring_it_back(hub_app: Any, device: Device) -> None:
    item = await asked(device, hub_app)
    code, device.at = item.code, arrival(item) + DAYS
    await device.outbox.push("")
    # Its receipt may be typed in while the hub has not erased it yet: it is outlived all the same.
    await device.outbox._carrier.take(await device.outbox.find(code), "", code)
    assert await device.outbox.items() == ()
    await device.outbox.push("")
    device.at = NOW
    assert await device.outbox.items() == ()
