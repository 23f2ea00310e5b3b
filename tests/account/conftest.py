"""Owns the hubs that people sign in at, real ones with a clock that can be set; it must not stand in for one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest

from hub.asgi import HubApp, create_hub
from hub.settings import HubSettings
from tests.account.people import Watch
from tests.hub.asking import asking


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def door(tmp_path: Path, watch: Watch) -> Iterator[HubApp]:
    """A hub in a file, without content."""
    app = create_hub(HubSettings(f"sqlite:///{tmp_path}/hub.db", seed=False), now=watch)
    yield app
    app.hub.close()


@pytest.fixture
async def asks(door: HubApp) -> AsyncIterator[httpx.AsyncClient]:
    """Somebody who asks that hub."""
    async with asking(door) as client:
        yield client
