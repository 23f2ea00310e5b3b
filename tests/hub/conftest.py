"""Owns the hubs that tests talk to, all real; it must not stand in for any of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.asgi import HubApp, create_hub
from hub.settings import HubSettings


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(params=["memory", "file"])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[HubApp]:
    """An empty hub, once in memory and once in a file."""
    url = "sqlite://" if request.param == "memory" else f"sqlite:///{tmp_path}/hub.db"
    app = create_hub(HubSettings(url, seed=False))
    yield app
    app.state.hub.close()


@pytest.fixture
def url(tmp_path: Path) -> str:
    """A database in a file that is not there yet."""
    return f"sqlite:///{tmp_path}/hub.db"
