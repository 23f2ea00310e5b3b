"""Owns the device and the hub that the tests of signing in look at, both real; it must not stand in for either."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest

from contract.account import Credentials, NewAccount
from hub.asgi import HubApp, create_hub
from hub.settings import HubSettings
from services.account.session import SignIn
from services.clock import Clock
from services.hub import HubClient
from services.secrets import SecretStore
from tests.account.people import Watch
from tests.account.rings import Ring
from tests.hub.asking import asking
from tests.services.wires import BentWire

ERIKA = NewAccount(nickname="Erika", password="Würzburg am Main 1")
KNOWN = Credentials(nickname="Erika", password="Würzburg am Main 1")


class Time:
    """What time it is at the hub; `pass_by` seconds."""

    def __init__(self) -> None:
        self._ahead = 0.0

    def __call__(self) -> float:
        return time.time() + self._ahead

    def pass_by(self, seconds: float) -> None:
        self._ahead += seconds


@pytest.fixture
def hub_time() -> Time:
    return Time()


@pytest.fixture
def timed_hub(hub_time: Time) -> Iterator[HubApp]:
    app = create_hub(HubSettings(seed=False), now=hub_time)
    yield app
    app.state.hub.close()


@pytest.fixture
def wire(timed_hub: HubApp) -> BentWire:
    return BentWire(timed_hub)


@pytest.fixture
def ring() -> Ring:
    return Ring()


Device = Callable[..., SignIn]


@pytest.fixture
async def device(wire: BentWire) -> AsyncIterator[Device]:
    """Makes sign-ins over that wire: `device(ring)` for a device with that key ring, `device()` for one without."""
    async with AsyncExitStack() as open_ones:

        def made(ring: Ring | None = None, **more: Any) -> SignIn:
            hub = HubClient(wire, "http://hub.invalid")
            open_ones.push_async_callback(hub.close)
            secrets = SecretStore(ring) if ring else SecretStore.in_memory()
            return SignIn(hub, secrets, Clock(), "Laptop", **more)

        yield made


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture(params=["file", pytest.param("postgres", marks=pytest.mark.postgres)])
def door(request: pytest.FixtureRequest, tmp_path: Path, watch: Watch) -> Iterator[HubApp]:
    """A hub without content whose clock is `watch`: in a file, on PostgreSQL."""
    server = request.getfixturevalue("postgres") if request.param == "postgres" else None
    url = server.lend() if server else f"sqlite:///{tmp_path}/hub.db"
    app = create_hub(HubSettings(url, seed=False), now=watch)
    yield app
    app.hub.close()
    if server:
        server.take_back(url)


@pytest.fixture
async def asks(door: HubApp) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who asks that hub."""
    async with asking(door) as client:
        yield client
