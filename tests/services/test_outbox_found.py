"""Owns the proof that what the simulator once found in the outbox stays mended; the seeds are in tests/faults."""

from __future__ import annotations

from typing import Any

import pytest

from tests.faults.people import jpeg
from tests.services.writing import FEEDBACK, Device, rows

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
