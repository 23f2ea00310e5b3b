"""Owns the connections of a hub and who may write when; it must not know what is stored."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.pool import StaticPool

#: Advisory lock of all writers on PostgreSQL: their numbers must become visible in the order they were given.
WRITERS = 0x57_75_65_41
#: Of one hub process on PostgreSQL: connections kept, and how many more for a moment; the rest waits its turn.
KEPT, MORE = 8, 8
#: What PostgreSQL ends by itself (ms): whoever waits longer has long gone, and a lost hub must not hold the lock.
LIMITS = {"statement_timeout": 30_000, "idle_in_transaction_session_timeout": 60_000}

#: Seconds a writer waits for its turn on SQLite; and whoever settles the files, before it is put off.
PATIENCE, SETTLING_PATIENCE = 10, 1


class Database:
    """One database: SQLite in memory (one connection, one at a time), SQLite in a file (WAL), or PostgreSQL."""

    def __init__(self, url: str) -> None:
        parsed = make_url(url)
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        self.lite = parsed.get_backend_name() == "sqlite"
        self.memory = self.lite and parsed.database in (None, "", ":memory:")
        self.path = Path(parsed.database) if self.lite and not self.memory and parsed.database else None
        #: Grows with every write through this object.
        self.writes = 0
        if self.path:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        # Parameters stay out of error texts, and so out of logs: some are what a person searched for.
        self.engine = create_engine(parsed, hide_parameters=True, **(_lite(self.memory) if self.lite else _server()))
        self._turn: AbstractContextManager[Any] = threading.RLock() if self.memory else nullcontext()
        if self.lite:
            _settle(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One connection that sees one state of the data."""
        with self._turn, self.engine.connect() as connection:
            if not self.lite:
                # Otherwise each statement would see another state.
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                yield connection

    @contextmanager
    def writing(self, patient: bool = False) -> Iterator[Connection]:
        """The only writer until it ends: committed whole, or not at all. `patient`: however long it takes."""
        with self._turn, self.engine.connect() as connection:
            connection.execution_options(hub_writes=True)
            with connection.begin():
                if patient and not self.lite:
                    connection.execute(text("SET LOCAL statement_timeout = 0"))
                self._queue(connection)
                yield connection
            self.writes += 1

    def _queue(self, connection: Connection) -> None:
        """Wait for the turn to write; SQLite has begun with it. What is read afterwards is of today: the
        isolation is READ COMMITTED, where the wait does not fix what the next statement sees."""
        if not self.lite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITERS})

    def settle(self, tables: Iterable[str]) -> bool:
        """What was overwritten is so in the files too; False where somebody reads what was, so that it must wait.

        SQLite: the write-ahead log, which holds what was, is emptied. PostgreSQL: the tables are written anew (plain
        VACUUM leaves the bytes where they were), their statistics too; its log is recycled by itself.
        Raises sqlalchemy.exc.DBAPIError.
        """
        if self.lite:
            return self._checkpoint() if self.path else True
        with self.engine.connect() as connection:
            connection = connection.execution_options(isolation_level="AUTOCOMMIT")
            connection.execute(text(f"SET lock_timeout = {1000 * SETTLING_PATIENCE}"))
            try:
                for table in tables:
                    connection.execute(text(f'VACUUM (FULL, ANALYZE) "{table}"'))
            finally:
                # The next who gets this connection waits as long as everybody.
                connection.execute(text("RESET lock_timeout"))
        return True

    def _checkpoint(self) -> bool:
        with self.engine.connect() as connection:
            raw: Any = connection.connection.dbapi_connection
            raw.execute(f"PRAGMA busy_timeout={1000 * SETTLING_PATIENCE}").close()
            try:
                busy, _, _ = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
            finally:
                raw.execute(f"PRAGMA busy_timeout={1000 * PATIENCE}").close()
        return not busy

    def close(self) -> None:
        # In memory all threads share one connection: closed under somebody who asks, it would take the process along.
        with self._turn:
            self.engine.dispose()


def _lite(memory: bool) -> dict[str, Any]:
    pool: dict[str, Any] = {"poolclass": StaticPool} if memory else {}
    return {**pool, "connect_args": {"check_same_thread": False}}


def _server() -> dict[str, Any]:
    """A connection that PostgreSQL ended (a restart) is noticed before it is used, and replaced."""
    limits = " ".join(f"-c {name}={value}" for name, value in LIMITS.items())
    said = {"options": limits, "application_name": "wueapp-hub", "connect_timeout": 10}
    return {"pool_pre_ping": True, "pool_size": KEPT, "max_overflow": MORE, "connect_args": said}


def _settle(engine: Engine) -> None:
    """Set up every SQLite connection: durable, patient, with transactions that are ours and not the driver's."""

    @event.listens_for(engine, "connect")
    def connected(raw: Any, _: Any) -> None:
        raw.isolation_level = None
        # secure_delete: what was deleted is overwritten, not only forgotten.
        for pragma in (f"busy_timeout={1000 * PATIENCE}", "journal_mode=WAL", "synchronous=FULL", "secure_delete=ON"):
            raw.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        # A writer that begins as a reader can fail in the middle; it asks for its turn at once.
        writes = connection.get_execution_options().get("hub_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
