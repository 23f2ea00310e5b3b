"""A form that stood open while another device wrote: nothing is taken back silently."""

from __future__ import annotations

from typing import Any

import pytest

from contract.problems import Code
from services.clock import Clock
from services.hub import HubClient
from services.local_private import PrivateStore
from tests.account.desk import desk_on
from tests.trees import press


@pytest.mark.anyio
async def test_what_another_device_wrote_meanwhile_is_said_before_it_is_written_over(
    private: PrivateStore, client: HubClient, clock: Clock, hub_app: Any
) -> None:
    desk, epoch = desk_on(private, client, clock), hub_app.state.hub.epoch
    ident = await desk.sends("Anfang")
    await desk.outbox.push(epoch)
    await press(await desk.opens(ident), "Ändern")
    item = await desk.outbox.get(ident)
    assert item
    other = PrivateStore()
    second = desk_on(other, client, clock)
    await second.outbox.adopt(item.code)
    await second.outbox.change(ident, {**item.body, "text": "Vom zweiten Gerät"})
    await second.outbox.push(epoch)
    await desk.outbox.refresh(ident)
    desk.one.write(text="Vom ersten Gerät")
    await press(await desk.opens(ident), "Änderung senden")
    assert desk.one.state.trouble == Code.CHANGED_MEANWHILE
    await desk.outbox.push(epoch)
    assert (await desk.outbox.find(item.code)).body["text"] == "Vom zweiten Gerät"
    await press(await desk.opens(ident), "Änderung senden")
    await desk.outbox.push(epoch)
    assert (await desk.outbox.find(item.code)).body["text"] == "Vom ersten Gerät"
    other.close()
