"""Owns a PostgreSQL of the tests' own, from the binaries on the machine; it must not touch any other server.

A plugin of pytest: `postgres` is one server a session; its `create` and `lend` give a test a database. It listens on
a Unix socket in a folder of its own and nowhere else, writes as durably as a real one (fsync), and ends with the
session, also when that is killed.
"""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import psycopg
import pytest

#: Short, since the path of a socket has 107 characters at most, and open to whom the server runs as.
TEMPORARY = Path("/tmp")
PREFIX = "wueapp-postgres-"
#: Sorts as Germans do, so that a query that forgot to ask for the order of code points is found out.
CLUSTER = ("-U", "wueapp", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=de")
SETTINGS = ("listen_addresses=", "max_connections=200", "shared_buffers=64MB", "lc_messages=C")
PR_SET_PDEATHSIG = 1


class Missing(Exception):
    """There is no PostgreSQL on this machine."""


class Server:
    """A running server. `stop` ends it with a signal (SIGKILL: as a power cut does); `start` begins it again."""

    def __init__(self) -> None:
        _sweep()
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=TEMPORARY))
        # PostgreSQL refuses to be run by root.
        self._user: dict[str, Any] = {}
        if os.getuid() == 0:
            nobody = pwd.getpwnam("nobody")
            os.chown(self.folder, nobody.pw_uid, nobody.pw_gid)
            self._user = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        self._names = count(1)
        self._template = ""
        self._free: list[str] = []
        self._process: subprocess.Popen[str] | None = None
        self._said: deque[str] = deque(maxlen=50)
        try:
            _run([program("initdb"), "-D", str(self.folder / "data"), *CLUSTER], self.folder, self._user)
            self.start()
        except BaseException:
            self.close()
            raise

    def start(self) -> None:
        """Gives back when it takes connections."""
        settings = [word for setting in SETTINGS for word in ("-c", setting)]
        command = [program("postgres"), "-D", str(self.folder / "data"), "-k", str(self.folder), *settings]
        self._process = subprocess.Popen(
            command, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
            text=True, preexec_fn=_ends_with_us, **self._user,
        )  # fmt: skip
        ready = threading.Event()
        threading.Thread(target=self._listen, args=(self._process, ready), daemon=True).start()
        if not ready.wait(60) or self._process.poll() is not None:
            raise Missing("PostgreSQL does not start:\n" + "".join(self._said))

    def _listen(self, process: subprocess.Popen[str], ready: threading.Event) -> None:
        assert process.stdout
        for line in process.stdout:
            self._said.append(line)
            if "ready to accept connections" in line:
                ready.set()
        ready.set()
        process.stdout.close()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT rolls back what is open and ends at once."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(timeout=60)
            self._process = None

    def close(self) -> None:
        self.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://wueapp@/{name}?host={self.folder}"

    def create(self, migrated: bool = False) -> str:
        """URL of a new database: empty, or with the tables of today."""
        name = f"test_{next(self._names)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {self._tables() if migrated else 'template0'}")
        return self.url(name)

    def lend(self) -> str:
        """URL of a database with the tables of today and nothing in them; emptied, it serves the next test."""
        return self._free.pop() if self._free else self.create(migrated=True)

    def take_back(self, url: str) -> None:
        from hub.core.schema import METADATA

        emptying = "; ".join(("SET lock_timeout = '5s'", *(f"DELETE FROM {table}" for table in METADATA.tables)))
        try:
            self.run(emptying, _name(url))
        except psycopg.Error:
            self.drop(url)
        else:
            self._free.append(url)

    def drop(self, url: str) -> None:
        """Take a database away, whoever is still connected."""
        self.run(f"DROP DATABASE IF EXISTS {_name(url)} WITH (FORCE)")

    def run(self, statement: str, name: str = "postgres") -> None:
        """Statements of an operator."""
        with psycopg.connect(host=str(self.folder), user="wueapp", dbname=name, autocommit=True) as connection:
            connection.execute(statement.encode())

    def _tables(self) -> str:
        """The database with the tables of today, of which others are copies."""
        from hub.core.database import Database
        from hub.core.migration import bring_up

        if not self._template:
            database = Database(self.create())
            bring_up(database)
            database.close()
            self._template = str(database.engine.url.database)
        return self._template


def _name(url: str) -> str:
    return url.partition("@/")[2].partition("?")[0]


def program(name: str) -> str:
    """Path of one of PostgreSQL's programs; Debian keeps them off the PATH."""
    found = shutil.which(name) or next(
        (str(each) for each in sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)), None
    )
    if found is None:
        raise Missing(f"There is no `{name}` on this machine: `make tools` installs PostgreSQL.")
    return found


def _run(command: list[str], folder: Path, user: dict[str, Any]) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, **user)
    if done.returncode:
        raise Missing(f"{command[0]} failed:\n{done.stdout}{done.stderr}")


def _ends_with_us() -> None:
    """Runs in the server before it is one: whoever kills the tests ends the server too (Linux)."""
    if LIBC is not None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGINT)


#: Loaded here, since a process that has just begun should load nothing.
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def _sweep() -> None:
    """Take away what sessions left that were killed: their folders, named by their process."""
    for folder in TEMPORARY.glob(f"{PREFIX}*"):
        process = folder.name.removeprefix(PREFIX).partition("-")[0]
        try:
            os.kill(int(process), 0)
        except ProcessLookupError:
            shutil.rmtree(folder, ignore_errors=True)
        except (ValueError, PermissionError):
            continue


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server of this session's own, started when the first test asks for it."""
    server = Server()
    yield server
    server.close()
