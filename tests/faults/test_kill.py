"""Owns the proof that kill -9 at any moment of a sync costs nothing; it must not stand in for hub, store or wire.

A real hub on loopback, and real children that sync from it into a file and are killed at a random moment. The
children are forked from one prepared process, so that two hundred of them take a minute and not ten.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import socket
import sqlite3
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from contract.record import Record
from services.clock import Clock
from services.hub import HubClient
from services.local import PublicStore
from services.sync import Sync
from tests.conftest import NOW
from tests.hub.samples import identity, news, offer

KILLS = 200
SEED = 20261123
#: Enough that a first fetch takes longer than a process needs to start, few enough for two hundred of them.
OFFERS = 250


class RealHub:
    """A hub served by uvicorn in a thread. `truth` is what it holds."""

    def __init__(self) -> None:
        from hub.asgi import create_hub
        from hub.settings import HubSettings

        self.app = create_hub(HubSettings(seed=False, page_limit=50))
        self.truth: dict[str, Record] = {}
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        # The hub is closed by the lifespan's end.
        self._server = uvicorn.Server(uvicorn.Config(self.app, log_level="critical", access_log=False))
        self._thread = threading.Thread(target=self._server.run, kwargs={"sockets": [self._socket]})
        self._thread.start()

    def change(self, chance: random.Random) -> None:
        """Some records come, some change, some go."""
        numbers = chance.sample(range(OFFERS * 2), 60)
        records = [offer(number, name=f"Angebot {chance.random():.6f}") for number in numbers[:40]]
        self.app.state.hub.write([*records, news(chance.randrange(100), f"Meldung {chance.random()}")])
        self.truth |= {record.id: record for record in records}
        gone = [identity(f"help {number}") for number in numbers[40:]]
        self.app.state.hub.remove("help", gone)
        self.truth = {id_: record for id_, record in self.truth.items() if id_ not in gone}

    def close(self) -> None:
        self._server.should_exit = True
        self._thread.join()
        self._socket.close()


@pytest.fixture
def real_hub() -> Iterator[RealHub]:
    hub = RealHub()
    hub.truth = {record.id: record for record in map(offer, range(OFFERS))}
    hub.app.state.hub.write(hub.truth.values())
    yield hub
    hub.close()


async def sync_once(path: Path, url: str) -> dict[str, Any]:
    """One round into the file; gives the problems."""
    public, client = PublicStore(path), HubClient.at(url)
    try:
        assert public.trouble is None
        report = await Sync(client, public, Clock(lambda: NOW)).once()
        return dict(report.problems)
    finally:
        await client.close()
        public.close()


def child(path: Path, url: str) -> int:
    """Starts a process that syncs for as long as it lives; gives its id."""
    pid = os.fork()
    if pid:
        return pid
    # Only this thread lives on in the child; nothing of the parent may be ended or flushed by it.
    with contextlib.suppress(BaseException):
        while True:
            asyncio.run(sync_once(path, url))
    os._exit(1)


def kill_after(pid: int, seconds: float) -> None:
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status), "the child ended by itself: the store did not open, or the sync broke"


def sound(path: Path) -> bool:
    with contextlib.closing(sqlite3.connect(path)) as db:
        return bool(db.execute("PRAGMA quick_check").fetchall() == [("ok",)])


async def held(path: Path) -> tuple[dict[str, Record], int]:
    """What the store holds, and how many of it the search finds."""
    public = PublicStore(path)
    page = await public.page("help", limit=10_000)
    found = await public.find("Verein", "help", limit=10_000)
    public.close()
    assert page.total == len(page.records)
    return {record.id: record for record in page.records}, found.total


@pytest.mark.slow
def test_a_store_opens_after_every_kill_and_the_next_sync_completes(real_hub: RealHub, tmp_path: Path) -> None:
    chance = random.Random(SEED)
    path = tmp_path / "public.db"
    interrupted = 0
    for kill in range(KILLS):
        if kill % 4 == 0:
            path = tmp_path / f"public-{kill}.db"
        real_hub.change(chance)
        kill_after(child(path, real_hub.url), chance.uniform(0.005, 0.12))
        if path.exists():
            assert sound(path), f"kill {kill}"
            here, _ = asyncio.run(held(path))
            interrupted += here != real_hub.truth
        assert asyncio.run(sync_once(path, real_hub.url)) == {}, f"kill {kill}"
        here, found = asyncio.run(held(path))
        assert here == real_hub.truth, f"kill {kill}"
        assert found == len(here), f"kill {kill}"
    # If the kills came too late or too early, they prove nothing.
    assert interrupted > KILLS // 10
