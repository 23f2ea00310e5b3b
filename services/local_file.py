"""Owns opening, using and setting aside a SQLite file of the device; it must not know its tables."""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from contract.problems import Code

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

T = TypeVar("T")
Migration = Callable[[sqlite3.Connection], None]
MEMORY = ":memory:"
#: "WueA" in ASCII: tells our files from any other SQLite file.
APPLICATION_ID = 0x57756541


class StoreNewer(Exception):
    """The file was written by a newer app; it is left as it is. `code` has the sentence."""

    code = Code.STORE_NEWER


class StoreFailed(Exception):
    """The file could not be read or written just now (disk full, locked); nothing was changed."""

    code = Code.STORE_BROKEN


class StoreFile:
    """One SQLite file in WAL: one thread writes, one reads, so a long write does not hold up a screen.

    `trouble` is STORE_BROKEN when a damaged file was set aside (`<name>.broken-<time>`) or when nothing
    can be kept at that path, and the store lives in memory. `salvage` may carry rows over from a
    damaged file. Migrations are run in order, each file knows how many it has seen (`user_version`).
    Without `threads` each job runs at once in the caller's thread: for a simulator, whose order must repeat.
    """

    def __init__(
        self,
        path: Path | str,
        migrations: Sequence[Migration],
        synchronous: Literal["NORMAL", "FULL"] = "NORMAL",
        salvage: Callable[[sqlite3.Connection, sqlite3.Connection], None] | None = None,
        threads: bool = True,
    ) -> None:
        self.path = str(path)
        self.trouble: Code | None = None
        self._migrations, self._synchronous, self._salvage = migrations, synchronous, salvage
        self._threaded = threads
        self._door = threading.Lock()
        self._threads: dict[str, ThreadPoolExecutor] = {}
        self._open()

    async def read(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Runs the job in the reading thread, on one unchanging view of the file."""
        try:
            return await self._in_thread("read", lambda: self.read_now(job))
        except sqlite3.DatabaseError:
            await self._in_thread("write", self._set_aside)
            return await self._in_thread("read", lambda: self.read_now(job))

    async def write(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Runs the job in the writing thread, in one transaction: all of it is kept, or nothing.

        On a damaged file the job is run once more on the new empty one.
        """
        return await self._in_thread("write", lambda: self.write_now(job))

    def read_now(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Like `read`, in this thread. Raises sqlite3.DatabaseError on damage, StoreFailed otherwise."""
        with self._door, _plain_errors(), _transaction(self._reader, "DEFERRED") as connection:
            return job(connection)

    def write_now(self, job: Callable[[sqlite3.Connection], T]) -> T:
        """Like `write`, in this thread."""
        for attempt in (1, 2):
            try:
                with _plain_errors(), _transaction(self._writer, "IMMEDIATE") as connection:
                    return job(connection)
            except sqlite3.DatabaseError as error:
                if attempt == 2:
                    raise StoreFailed from error
                self._set_aside()
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Waits for what runs, then closes."""
        for thread in self._threads.values():
            thread.shutdown()
        self._threads.clear()
        self._disconnect()

    async def _in_thread(self, name: str, call: Callable[[], T]) -> T:
        if not self._threaded:
            return call()
        import asyncio
        from concurrent.futures import ThreadPoolExecutor

        # In memory there is one connection, so there is one thread.
        name = "write" if self.path == MEMORY else name
        if name not in self._threads:
            self._threads[name] = ThreadPoolExecutor(1, f"{Path(self.path).name} {name}")
        return await asyncio.get_running_loop().run_in_executor(self._threads[name], call)

    def _open(self) -> None:
        try:
            self._connect()
        except (sqlite3.Error, OSError):
            self._set_aside()

    def _connect(self) -> None:
        file = Path(self.path)
        if self.path != MEMORY:
            file.parent.mkdir(parents=True, exist_ok=True)
            wal = Path(f"{self.path}-wal")
            if file.exists() and not file.stat().st_size and not (wal.exists() and wal.stat().st_size):
                raise sqlite3.DatabaseError("an empty file: what was in it is lost")
        self._writer = sqlite3.connect(self.path, timeout=5, isolation_level=None, check_same_thread=False)
        self._reader = self._writer
        try:
            self._writer.execute("PRAGMA journal_mode=WAL")
            self._writer.execute(f"PRAGMA synchronous={self._synchronous}")
            self._writer.execute("PRAGMA trusted_schema=OFF")
            self._migrate(self._writer)
            if self.path != MEMORY:
                self._reader = sqlite3.connect(self.path, timeout=5, isolation_level=None, check_same_thread=False)
                self._reader.execute("PRAGMA query_only=ON")
        except BaseException:
            self._disconnect()
            raise

    def _migrate(self, connection: sqlite3.Connection) -> None:
        seen = _pragma(connection, "user_version")
        if seen > len(self._migrations):
            raise StoreNewer
        if seen and _pragma(connection, "application_id") != APPLICATION_ID:
            raise sqlite3.DatabaseError("not our file")
        if seen == len(self._migrations):
            return
        with _transaction(connection, "IMMEDIATE"):
            for migration in self._migrations[seen:]:
                migration(connection)
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version={len(self._migrations)}")

    def _set_aside(self) -> None:
        """Moves the damaged file away and opens an empty one; where even that fails, one in memory."""
        self.trouble = Code.STORE_BROKEN
        with self._door:
            self._disconnect()
            aside = f"{self.path}.broken-{time.time_ns()}"
            try:
                # The log goes last: until then, the file and its log still belong together.
                for tail in ("", "-wal", "-shm"):
                    if Path(self.path + tail).exists():
                        Path(self.path + tail).rename(aside + tail)
                self._connect()
            except (sqlite3.Error, OSError):
                self.path = MEMORY
                self._connect()
            self._carry_over(aside)

    def _carry_over(self, aside: str) -> None:
        if self._salvage is None or not Path(aside).exists():
            return
        damaged = sqlite3.connect(aside)
        with contextlib.closing(damaged), contextlib.suppress(sqlite3.Error):
            self._salvage(damaged, self._writer)

    def _disconnect(self) -> None:
        for connection in (getattr(self, "_reader", None), getattr(self, "_writer", None)):
            if connection is not None:
                connection.close()


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


@contextlib.contextmanager
def _transaction(connection: sqlite3.Connection, mode: str) -> Iterator[sqlite3.Connection]:
    connection.execute(f"BEGIN {mode}")
    try:
        yield connection
    except BaseException:
        # A damaged file may have ended the transaction by itself.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


@contextlib.contextmanager
def _plain_errors() -> Iterator[None]:
    """Lets damage through as sqlite3.DatabaseError and everything else out as StoreFailed."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorcode", None)
        broken_text = "Could not decode" in str(error)
        short = code == sqlite3.SQLITE_IOERR_SHORT_READ
        if broken_text or short or (code or 0) & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
            raise sqlite3.DatabaseError(str(error)) from error
        raise StoreFailed(str(error)) from error
