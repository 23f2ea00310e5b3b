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
    """Nothing could be read or written just now, nothing was changed. `code`: STORE_FULL, or STORE_BUSY: it passes."""

    def __init__(self, why: str = "", code: Code = Code.STORE_BUSY) -> None:
        super().__init__(why)
        self.code = code


#: SQLite says these of a disk that is full or takes nothing, and those of a file that somebody holds: not of damage.
NO_ROOM = (
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM,
)  # fmt: skip
HELD = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM)


class StoreFile:
    """One SQLite file in WAL: one thread writes, one reads, so a long write does not hold up a screen.

    `trouble` is STORE_BROKEN when a damaged file was set aside (`<name>.broken-<time>`), STORE_FULL when nothing
    could be kept at that path as it was opened: then the file stays, and is read; where even that cannot be, the
    store lives in memory. `salvage` may carry rows over from a file that is not used on. Migrations are run in
    order, each file knows how many it has seen (`user_version`). Without `threads` each job runs at once in the
    caller's thread: for a simulator, whose order must repeat.
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
                    raise StoreFailed(str(error), Code.STORE_BROKEN) from error
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

        # With one connection (in memory) there is one thread.
        name = "write" if self._reader is self._writer else name
        if name not in self._threads:
            self._threads[name] = ThreadPoolExecutor(1, f"{Path(self.path).name} {name}")
        return await asyncio.get_running_loop().run_in_executor(self._threads[name], call)

    def _open(self) -> None:
        try:
            self._connect()
        except (sqlite3.Error, OSError) as error:
            if isinstance(error, sqlite3.Error) and not _no_room(error):
                self._set_aside()
            else:
                self._make_do()

    def _make_do(self) -> None:
        """Nothing can be written there just now; what lies there must not be given up for that."""
        self.trouble = Code.STORE_FULL
        try:
            self._connect(alone=True)
        except (sqlite3.Error, OSError):
            there, self.path = self.path, MEMORY
            self._connect()
            self._carry_over(there)

    def _connect(self, alone: bool = False) -> None:
        """`alone`: with one connection, which needs no room for the index of the log beside the file."""
        file = Path(self.path)
        if self.path != MEMORY:
            file.parent.mkdir(parents=True, exist_ok=True)
            wal = Path(f"{self.path}-wal")
            if file.exists() and not file.stat().st_size and not (wal.exists() and wal.stat().st_size):
                raise sqlite3.DatabaseError("an empty file: what was in it is lost")
        self._writer = sqlite3.connect(self.path, timeout=5, isolation_level=None, check_same_thread=False)
        self._reader = self._writer
        try:
            if alone:
                self._writer.execute("PRAGMA locking_mode=EXCLUSIVE")
            self._writer.execute("PRAGMA journal_mode=WAL")
            self._writer.execute(f"PRAGMA synchronous={self._synchronous}")
            self._writer.execute("PRAGMA trusted_schema=OFF")
            self._migrate(self._writer)
            if self.path != MEMORY and not alone:
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
            there, aside = self.path, f"{self.path}.broken-{time.time_ns()}"
            try:
                # The log goes last: until then, the file and its log still belong together.
                for tail in ("", "-wal", "-shm"):
                    if Path(self.path + tail).exists():
                        Path(self.path + tail).rename(aside + tail)
                self._connect()
            except (sqlite3.Error, OSError):
                self.path = MEMORY
                self._connect()
            self._carry_over(aside if Path(aside).exists() else there)

    def _carry_over(self, aside: str) -> None:
        if self._salvage is None or not Path(aside).exists():
            return
        # Without a place for its log a file can only be read as if nobody else could change it.
        for how in ("mode=rw", "immutable=1"):
            left = sqlite3.connect(f"{Path(aside).absolute().as_uri()}?{how}", uri=True)
            with contextlib.closing(left), contextlib.suppress(sqlite3.Error):
                left.execute("PRAGMA locking_mode=EXCLUSIVE")
                left.execute("SELECT count(*) FROM sqlite_master").fetchone()
                self._salvage(left, self._writer)
                return

    def _disconnect(self) -> None:
        for connection in (getattr(self, "_reader", None), getattr(self, "_writer", None)):
            if connection is not None:
                connection.close()


def _pragma(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])


def _no_room(error: sqlite3.Error) -> bool:
    code = getattr(error, "sqlite_errorcode", None) or 0
    return code & 0xFF in NO_ROOM + HELD and code != sqlite3.SQLITE_IOERR_SHORT_READ


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
        full = (code or 0) & 0xFF in NO_ROOM
        raise StoreFailed(str(error), Code.STORE_FULL if full else Code.STORE_BUSY) from error
