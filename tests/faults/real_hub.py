"""Owns the real hub process of a schedule and its file: killed, filled up, restored from a copy; it must not judge."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import sqlite3
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from hub import asgi
from hub.__main__ import main
from hub.core.callers import hashed
from services.account.speaker import Kept
from tests.faults.goldens import SESSIONS, Goldens, add_session, kept
from tests.faults.oracle import Row
from tests.faults.quick import Hands
from tests.faults.wire import Asking
from tests.faults.zygote import Child, Zygote


def serve(said: dict[str, Any], wire: socket.socket) -> None:
    """The process: what `python -m hub` does, by another clock."""
    wire.close()
    if "--workers" in said["arguments"]:
        # Its workers are processes of their own, which import anew and have the machine's clock.
        os.execv(sys.executable, [sys.executable, "-m", "hub", *said["arguments"]])
    hands = Hands(Path(said["hands"]), said["start"], said["since"])
    asgi.create_hub = partial(asgi.create_hub, now=hands.now)
    raise SystemExit(main(said["arguments"]))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


class Full:
    """A folder of its own small file system that can be filled to the last byte. Elsewhere it does nothing."""

    def __init__(self, folder: Path, mounted: bool) -> None:
        self._ballast, self._mounted = folder / "ballast", mounted

    @property
    def full(self) -> bool:
        return self._ballast.exists()

    def fill(self) -> None:
        if self._mounted:
            with self._ballast.open("ab") as ballast, contextlib.suppress(OSError):
                space = os.statvfs(self._ballast)
                os.posix_fallocate(ballast.fileno(), ballast.tell(), space.f_bavail * space.f_frsize)

    def empty(self) -> None:
        self._ballast.unlink(missing_ok=True)


class RealHub:
    """One hub. `port` 0: it is not there. `life` counts its starts."""

    def __init__(self, zygote: Zygote, folder: Path, copies: Path, goldens: Goldens, mounted: bool) -> None:
        self.folder, self._copies, self._goldens, self._zygote = folder, copies, goldens, zygote
        self.file = folder / "hub.db"
        self.disk = Full(folder, mounted)
        self.child: Child | None = None
        self.port = self.life = 0
        self.workers, self._restored, self._given = 1, False, 0
        self._owners: dict[str, str] = {}

    def begin(self, old: bool, workers: int, clock: dict[str, Any]) -> None:
        """New files; it is not started."""
        self.disk.empty()
        self._replace(self._goldens.hub_old if old else self._goldens.hub)
        (self._copies / "hub.db").unlink(missing_ok=True)
        self.workers, self._restored, self._given = workers, False, 0
        self._clock = clock
        self.hands = Hands(Path(clock["hands"]), clock["start"], clock["since"])
        self._owners.clear()

    def start(self) -> None:
        self.port = free_port()
        self.life += 1
        wanted = ["--no-seed", "--port", str(self.port), "--database-url", f"sqlite:///{self.file}"]
        wanted += ["--workers", str(self.workers)] if self.workers > 1 else []
        wanted += ["--restored"] if self._restored else []
        self.child = self._zygote.start("hub", arguments=wanted, **self._clock)
        self.child.wire.close()

    @property
    def alive(self) -> bool:
        return self.child is not None and self.child.alive

    def answers(self) -> bool:
        """Whether it takes connections."""
        try:
            socket.create_connection(("127.0.0.1", self.port), 1).close()
        except OSError:
            return False
        self._restored = False
        return True

    def kill(self) -> None:
        if self.child:
            self.child.kill()
        self.life += 1

    def back_up(self) -> None:
        with self.raw() as raw, contextlib.closing(sqlite3.connect(self._copies / "new.db")) as copy:
            raw.backup(copy)
        (self._copies / "new.db").replace(self._copies / "hub.db")

    def restore(self) -> None:
        """The last copy (or that of the beginning) in place of what it has, as an operator does it."""
        self.kill()
        self.disk.empty()
        copy = self._copies / "hub.db"
        self._replace(copy if copy.exists() else self._goldens.hub)
        self._restored = True

    def _replace(self, by: Path) -> None:
        for tail in ("-wal", "-shm", ""):
            Path(f"{self.file}{tail}").unlink(missing_ok=True)
        shutil.copyfile(by, self.file)

    # What lies there

    @contextlib.contextmanager
    def raw(self) -> Iterator[sqlite3.Connection]:
        with contextlib.closing(sqlite3.connect(self.file, timeout=5, isolation_level=None)) as raw:
            yield raw

    def version(self, id_: str) -> int | None:
        """The version that is committed."""
        with self.raw() as raw:
            found = raw.execute("SELECT version FROM contribution WHERE id=?", (id_,)).fetchone()
        return found[0] if found else None

    def epoch(self) -> str:
        with self.raw() as raw:
            return str(raw.execute("SELECT value FROM meta WHERE name='epoch'").fetchone()[0])

    def rows(self) -> dict[str, Row]:
        query = "SELECT id, kind, owner, version, state, wire FROM contribution"
        with self.raw() as raw:
            return {
                id_: Row(
                    kind=kind, owner=owner, version=version, state=state, body=json.loads(wire or b"{}").get("body", {})
                )
                for id_, kind, owner, version, state, wire in raw.execute(query)
            }

    def sound(self) -> bool:
        with self.raw() as raw:
            return bool(raw.execute("PRAGMA quick_check").fetchall() == [("ok",)])

    # Who asks

    def owner(self, asking: Asking) -> str:
        """The account a request speaks for; empty for a guest, "?" where nobody knows any more."""
        token = asking.header(b"authorization").removeprefix("Bearer ")
        if token and token not in self._owners:
            with self.raw() as raw:
                found = raw.execute("SELECT account FROM session WHERE access=?", (hashed(token),)).fetchone()
            if found is None:
                return "?"
            self._owners[token] = found[0]
        return self._owners[token] if token else ""

    def sign_in(self, account: str) -> Kept:
        """A session begun just now; one of those begun before, if the hub can keep none."""
        self._given += 1
        now = time.time() if self.workers > 1 else self.hands.now()
        with self.raw() as raw, contextlib.suppress(sqlite3.OperationalError):
            add_session(raw, account, SESSIONS + self._given, now)
            return kept(account, SESSIONS + self._given)
        return kept(account, self._given % SESSIONS)

    def end_sessions(self, account: str) -> None:
        """All that were used so far."""
        with self.raw() as raw, contextlib.suppress(sqlite3.OperationalError):
            raw.execute("DELETE FROM session WHERE account=? AND used_at>created_at", (account,))
