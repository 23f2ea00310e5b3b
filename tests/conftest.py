"""Owns what every test may ask for: a real hub in memory, a client, stores; it must not replace code of ours."""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import AsyncIterator, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from services.clock import BERLIN, Clock

pytest_plugins = ["tests.house.closing", "tests.postgres"]
#: Monday, noon.
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=BERLIN)


class Outside(AssertionError):
    """A test wanted to talk to somewhere outside this machine."""


def _only_loopback(event: str, args: tuple[Any, ...]) -> None:
    """Refuses every connection and name look-up but those of this machine (PEP 578)."""
    if event == "socket.getaddrinfo":
        host = args[0]
    elif event in ("socket.connect", "socket.sendto"):
        host = args[1][0] if isinstance(args[1], tuple) else None
    else:
        return
    if host in (None, "", b"", "localhost", b"localhost"):
        return
    name = host.decode() if isinstance(host, bytes) else str(host)
    try:
        inside = ipaddress.ip_address(name.partition("%")[0]).is_loopback
    except ValueError:
        inside = False
    if not inside and name not in ("0.0.0.0", "::"):
        raise Outside(f"a test may only talk to this machine, not to {name}")


sys.addaudithook(_only_loopback)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def clock() -> Clock:
    """Stands at `NOW`."""
    return Clock(lambda: NOW)


@pytest.fixture
def hub_app() -> Iterator[Any]:
    """A real hub, empty, in memory; `hub_app.state.hub.write(records)` fills it."""
    from hub.asgi import create_hub
    from hub.settings import HubSettings

    app = create_hub(HubSettings(seed=False))
    yield app
    app.state.hub.close()


@pytest.fixture
async def client(hub_app: Any) -> AsyncIterator[Any]:
    """A client of that hub."""
    from services.hub import HubClient

    wire = HubClient.embedded(hub_app)
    yield wire
    await wire.close()


@pytest.fixture
def public(tmp_path: Path) -> Iterator[Any]:
    """An empty public store in a file."""
    from services.local import PublicStore

    store = PublicStore(tmp_path / "public.db")
    yield store
    store.close()


@pytest.fixture
def private(tmp_path: Path) -> Iterator[Any]:
    """An empty private store in a file."""
    from services.local_private import PrivateStore

    store = PrivateStore(tmp_path / "private.db")
    yield store
    store.close()
