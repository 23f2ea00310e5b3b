"""Owns the wire and the sync that these tests look at; it must not stand in for either."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from services.clock import Clock
from services.hub import HubClient
from services.local import PublicStore
from services.sync import Sync
from tests.services.wires import BentWire
from tests.services.writing import Device


@pytest.fixture
def wire(hub_app: Any) -> BentWire:
    return BentWire(hub_app)


@pytest.fixture
async def sync(wire: BentWire, public: PublicStore, clock: Clock) -> AsyncIterator[Sync]:
    client = HubClient(wire, "http://hub.invalid")
    yield Sync(client, public, clock)
    await client.close()


@pytest.fixture
async def device(hub_app: Any, tmp_path: Path) -> AsyncIterator[Device]:
    """Somebody's device, with a file."""
    made = Device(hub_app, tmp_path / "mine.db")
    yield made
    await made.close()


@pytest.fixture
async def other(hub_app: Any) -> AsyncIterator[Device]:
    """A second device."""
    made = Device(hub_app)
    yield made
    await made.close()
