"""Owns a simulated device: real stores, outbox and sync that die at any await and begin again on what was kept."""

from __future__ import annotations

import asyncio
import copy
import json
import random
import sqlite3
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from services.account.speaker import Speaker
from services.clock import Clock
from services.hub import HubClient
from services.local import PublicStore
from services.local_private import PrivateStore
from services.outbox import Outbox
from services.secrets import SecretStore
from services.sync import Sync
from tests.faults.hubs import START, SimHub
from tests.faults.loop import Process
from tests.faults.oracle import Oracle
from tests.faults.wire import Deliver, QuickClient, SimTransport, SimWire, Weather

Connect = Callable[[str], sqlite3.Connection]
#: Stores are made once and filled anew: their schema costs more than a whole schedule.
_PUBLIC: list[PublicStore] = []
_NEW: dict[str, sqlite3.Connection] = {}
#: What a row leaves out.
DEFAULTS: dict[str, Any] = {"state": "draft", "base": 0, "epoch": "", "gone": False}


class SimDevice:
    """One device. `accounts`: who signs in there, one after the other. `jump`: how wrong its clock is, in seconds."""

    def __init__(
        self,
        number: int,
        accounts: tuple[str, ...],
        hub: SimHub,
        weather: Weather,
        oracle: Oracle,
        told: Callable[[str], None],
        connect: Connect = lambda path: sqlite3.connect(path, isolation_level=None, check_same_thread=False),
    ) -> None:
        self.name, self.accounts, self.jump = f"device-{number}", accounts, 0.0
        self.oracle = oracle
        self._hub, self._weather, self._told = hub, weather, told
        self._chance = random.Random(weather.chance.getrandbits(32))
        self.deliver: Deliver = hub.deliver
        self._public, self._kept = _public(number), _private(connect)
        self._secrets = SecretStore.in_memory()
        self.process = Process(self.name)
        self.process.alive = False

    @property
    def account(self) -> str:
        return self.speaker.account_id

    def start(self) -> None:
        """The app is opened: nothing is known but what the stores kept."""
        self.process = Process(self.name)
        if self._kept.in_transaction:
            # Whoever died left it; the file of a dead process has none.
            self._kept.rollback()
        self.private = PrivateStore()
        self.private.file._disconnect()
        self.private.file._writer = self.private.file._reader = self._kept
        self.public = copy.copy(self._public)
        wire = SimWire(self.name, self._weather, self.deliver, self._told)
        # One in so many starts speaks through httpx.
        quick = self._chance.random() < 0.95
        self.client = QuickClient(wire) if quick else HubClient(SimTransport(wire), "http://hub.invalid")
        clock = Clock(self._now)
        self.speaker = Speaker(self.client, self._secrets)
        self.outbox = Outbox(self.private, self.client, self.speaker, clock, self._chance)
        self.sync = Sync(self.client, self.public, clock, self._chance)
        self.process.start(self._live(self.process), "lives")

    def kill(self) -> None:
        self.process.kill()

    def shown(self) -> list[dict[str, Any]]:
        """All its items as they lie in the store right now, of whomever they are."""
        rows = self._kept.execute("SELECT value FROM outbox")
        return [{**DEFAULTS, **json.loads(value)} for (value,) in rows]

    async def sign_in(self, account: str) -> None:
        """Somebody else, or nobody, sits down here."""
        await self.speaker.become(self._hub.sign_in(account) if account else None)
        self.sync.nudge()

    async def _live(self, process: Process) -> None:
        await self.speaker.wake()
        self.sync.attach(self.outbox.round)
        self.outbox.subscribe_waiting(self.sync.nudge)

        def changed() -> None:
            if process.alive:
                self.oracle.shown(self.name, self.shown())

        self.outbox.subscribe(changed)
        await self.sync.run(asyncio.Event())

    def _now(self) -> datetime:
        return datetime.fromtimestamp(START + self.jump + asyncio.get_running_loop().time(), UTC)


def _public(number: int) -> PublicStore:
    while len(_PUBLIC) <= number:
        _PUBLIC.append(PublicStore())
    if "public" not in _NEW:
        _NEW["public"] = sqlite3.connect(":memory:", check_same_thread=False)
        _PUBLIC[0].file._writer.backup(_NEW["public"])
    _NEW["public"].backup(_PUBLIC[number].file._writer)
    return _PUBLIC[number]


def _private(connect: Connect) -> sqlite3.Connection:
    """The file of a device that was never used."""
    if "private" not in _NEW:
        _NEW["private"] = PrivateStore().file._writer
    connection = connect(":memory:")
    _NEW["private"].backup(connection)
    return connection


def listed(items: Mapping[str, Any]) -> dict[str, Any]:
    """What a list of contributions says, to be compared."""
    return {
        id_: "withdrawn" if item["state"] == "withdrawn" else (item["version"], item["body"])
        for id_, item in items.items()
    }
