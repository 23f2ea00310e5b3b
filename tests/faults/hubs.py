"""Owns the real hub as simulated: on one database in memory that is killed, restored and begun anew; no devices.

The app is built once for a process; a schedule begins with the database of a hub that is just set up, and an app
started again is the same app without whatever it held in memory.
"""

from __future__ import annotations

import asyncio
import json
import sqlite3
import uuid
from collections.abc import Callable
from typing import Any
from unittest import mock

from contract.account import Account
from hub.asgi import create_hub
from hub.core.callers import hashed
from hub.core.hub import Hub
from hub.settings import HubSettings
from services.account.speaker import Kept
from tests.conftest import NOW
from tests.faults.loop import Process
from tests.faults.oracle import Oracle, Row
from tests.faults.shortcuts import AsOnDisk, Worker, called, quick_reading
from tests.faults.wire import Answer, Asking, HubDown

START = NOW.timestamp()
#: Two people with accounts; their ids stand for them.
ACCOUNTS = ("0192f000-0000-7000-8000-00000000000a", "0192f000-0000-7000-8000-00000000000b")
ACCESS, REFRESH = 15 * 60, 400 * 24 * 60 * 60


class SimHub:
    """One hub for all schedules of a process; `begin` makes it as new. `jump`: how wrong its clock is, in seconds."""

    def __init__(self) -> None:
        self.jump = 0.0
        # The same in every process, so that a schedule is told in the same words.
        with (
            mock.patch("secrets.token_hex", lambda size: "5a" * size),
            mock.patch("uuid.uuid4", lambda: uuid.UUID(int=1, version=4)),
        ):
            self.app = create_hub(HubSettings(seed=False), now=self.now)
        self.hub: Hub = self.app.hub
        self.hub.database.reading = quick_reading(self.hub.database)  # type: ignore[method-assign]
        committer: Any = self.hub.committer
        committer._database, committer._thread = AsOnDisk(self.hub.database), Worker()
        self.raw: sqlite3.Connection = self.hub.database.engine.raw_connection().driver_connection  # type: ignore[assignment]
        self._add_people()
        self._new = sqlite3.connect(":memory:")
        self.raw.backup(self._new)
        self.process = Process("hub")
        self._backup: sqlite3.Connection | None = None
        self._waiting: set[asyncio.Future[Answer]] = set()
        self._tokens = 0

    def now(self) -> float:
        try:
            return START + self.jump + asyncio.get_running_loop().time()
        except RuntimeError:
            return START + self.jump

    def begin(self, oracle: Oracle, told: Callable[[str], None]) -> None:
        """As a hub that was just set up."""
        self.oracle, self._told, self.jump, self._backup, self._tokens = oracle, told, 0.0, None, 0
        self._waiting.clear()
        self._new.backup(self.raw)
        self.start()

    # What befalls it

    def start(self) -> None:
        """The same data, nothing else of what it knew."""
        self.process = Process("hub")
        forget(self.app)

    def kill(self) -> None:
        self.process.kill()
        for waiting in self._waiting:
            if not waiting.done():
                waiting.set_exception(HubDown(begun=True))
        self._waiting.clear()

    def back_up(self) -> None:
        self._backup = sqlite3.connect(":memory:")
        self.raw.backup(self._backup)

    def restore(self) -> None:
        """The last backup (the empty hub if there is none) in place of what it has, as an operator does it."""
        self.kill()
        (self._backup or self._new).backup(self.raw)
        self.hub.log.renew()
        self.start()

    # Who asks

    async def deliver(self, asking: Asking) -> Answer:
        """Its answer. Raises HubDown."""
        if not self.process.alive:
            raise HubDown(begun=False)
        waiting: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.add(waiting)
        self.process.start(self._answer(asking, waiting), asking.path)
        try:
            return await waiting
        finally:
            self._waiting.discard(waiting)

    async def _answer(self, asking: Asking, waiting: asyncio.Future[Answer]) -> None:
        poisoned = _poisoned(asking)
        answer = poisoned or await called(self.app, asking)
        self._told(f"hub {asking.sender} {asking.method} {asking.path} {answer.status} {answer.body!r:.300}")
        if answer.status >= 500 and not poisoned:
            self.oracle.say("failed", f"the hub answers {answer.status} to {asking.method} {asking.path}")
        if "contributions" in asking.path or asking.path == "/v1/receipt":
            self.oracle.answered(asking, answer, self.owner(asking), self.version(asking.path.rpartition("/")[2]))
        if not waiting.done():
            waiting.set_result(answer)

    def owner(self, asking: Asking) -> str:
        """The account a request speaks for; empty for a guest."""
        token = asking.header(b"authorization").removeprefix("Bearer ")
        if not token:
            return ""
        if token not in self._accounts:
            found = self.raw.execute("SELECT account FROM session WHERE access=?", (hashed(token),)).fetchone()
            if found is None:
                return "?"
            self._accounts[token] = found[0]
        return self._accounts[token]

    # What lies there

    def version(self, id_: str) -> int | None:
        """The version its database has, if it is not in the middle of writing."""
        found = self.raw.execute("SELECT version FROM contribution WHERE id=?", (id_,)).fetchone()
        return found[0] if found and not self.raw.in_transaction else None

    def rows(self) -> dict[str, Row]:
        query = "SELECT id, kind, owner, version, state, wire FROM contribution"
        return {
            id_: Row(
                kind=kind, owner=owner, version=version, state=state, body=json.loads(wire or b"{}").get("body", {})
            )
            for id_, kind, owner, version, state, wire in self.raw.execute(query)
        }

    # People

    def sign_in(self, account: str) -> Kept:
        """A new session of the account, as if its password had been given."""
        self._tokens += 1
        access, refresh = (f"{what}-token-of-{account}-{self._tokens}" for what in ("access", "refresh"))
        now = int(self.now() * 1000)
        row = (f"session-{self._tokens}-{now}", account, "", hashed(access), now + ACCESS * 1000,
               hashed(refresh), now + REFRESH * 1000, now, now)  # fmt: skip
        names = "id, account, device, access, access_until, refresh, refresh_until, created_at, used_at"
        self.raw.execute(f"INSERT INTO session ({names}) VALUES (?,?,?,?,?,?,?,?,?)", row)
        self._accounts[access] = account
        return Kept(
            access_token=access,
            refresh_token=refresh,
            account=Account(id=account, nickname=f"Person {account[-1]}", created_at=NOW),
        )

    def end_sessions(self, account: str) -> None:
        self.raw.execute("DELETE FROM session WHERE account=?", (account,))

    def _add_people(self) -> None:
        self._accounts: dict[str, str] = {}
        for id_ in ACCOUNTS:
            row = (id_, f"Person {id_[-1]}", f"person {id_[-1]}", "", False, int(START * 1000))
            names = "id, nickname, name, roles, demo, created_at"
            self.raw.execute(f"INSERT INTO account ({names}) VALUES (?,?,?,?,?,?)", row)


def forget(app: Any) -> None:
    """Lets an app hold nothing that it does not have in its database."""
    hub = app.hub
    app.answers._held.clear()
    app.answers._bytes = 0
    hub.snapshots._held.clear()
    hub.freshness._seen = None
    hub.committer._waiting.clear()
    hub.committer._busy = False
    hub.database.writes += 1
    hub.log.numbers()


def _poisoned(asking: Asking) -> Answer | None:
    """A rule of the hub that the app does not know: it takes this never."""
    if asking.method == "PUT" and b"GIFT" in asking.body:
        if b"GIFT-500" in asking.body:
            return Answer(503, ((b"content-type", b"text/plain"),), b"")
        said = {"type": "/problems/bad-request", "title": "Nein", "status": 422, "code": "bad-request"}
        return Answer(422, ((b"content-type", b"application/problem+json"),), json.dumps(said).encode())
    return None
