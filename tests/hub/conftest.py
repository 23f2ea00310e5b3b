"""Owns the hubs that tests talk to, all real; it must not stand in for any of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.asgi import HubApp, create_hub
from hub.settings import HubSettings
from tests.postgres import Server

POSTGRES = pytest.param("postgres", marks=pytest.mark.postgres)


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture(params=["memory", "file", POSTGRES])
def app(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[HubApp]:
    """An empty hub: in memory, in a file, on PostgreSQL."""
    server = request.getfixturevalue("postgres") if request.param == "postgres" else None
    lite = "sqlite://" if request.param == "memory" else f"sqlite:///{tmp_path}/hub.db"
    url = server.lend() if server else lite
    app = create_hub(HubSettings(url, seed=False))
    yield app
    app.state.hub.close()
    if server:
        server.take_back(url)


@pytest.fixture(params=["file", POSTGRES])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database that outlives its hub, with nothing in it yet: in a file that is not there, on PostgreSQL."""
    if request.param == "file":
        yield f"sqlite:///{tmp_path}/hub.db"
        return
    server = request.getfixturevalue("postgres")
    made = server.create()
    yield made
    server.drop(made)


@pytest.fixture
def server_url(postgres: Server) -> Iterator[str]:
    """A database on PostgreSQL with the tables of today."""
    made = postgres.create(migrated=True)
    yield made
    postgres.drop(made)


@pytest.fixture
def file_url(tmp_path: Path) -> str:
    """A database in a file that is not there yet."""
    return f"sqlite:///{tmp_path}/hub.db"
