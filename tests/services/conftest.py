"""Owns the wire and the sync that these tests look at; it must not stand in for either."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from services.clock import Clock
from services.hub import HubClient
from services.local import PublicStore
from services.sync import Sync
from tests.services.wires import BentWire


@pytest.fixture
def wire(hub_app: Any) -> BentWire:
    return BentWire(hub_app)


@pytest.fixture
async def sync(wire: BentWire, public: PublicStore, clock: Clock) -> AsyncIterator[Sync]:
    client = HubClient(wire, "http://hub.invalid")
    yield Sync(client, public, clock)
    await client.close()
