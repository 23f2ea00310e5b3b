"""Owns the connections of a hub and who may write when; it must not know what is stored."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.pool import StaticPool

#: Advisory lock of all writers on PostgreSQL: their numbers must become visible in the order they were given.
WRITERS = 0x57_75_65_41


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
        pool: dict[str, Any] = {"poolclass": StaticPool} if self.memory else {"pool_pre_ping": not self.lite}
        lite: dict[str, Any] = {"connect_args": {"check_same_thread": False}} if self.lite else {}
        # Parameters stay out of error texts, and so out of logs: some are what a person searched for.
        self.engine = create_engine(parsed, hide_parameters=True, **pool, **lite)
        self._turn: AbstractContextManager[Any] = threading.RLock() if self.memory else nullcontext()
        if self.lite:
            _settle(self.engine)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One connection that sees one state of the data."""
        with self._turn, self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The only writer until it ends: committed whole, or not at all."""
        with self._turn, self.engine.connect() as connection:
            connection.execution_options(hub_writes=True)
            with connection.begin():
                if not self.lite:
                    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": WRITERS})
                yield connection
            self.writes += 1

    def close(self) -> None:
        self.engine.dispose()


def _settle(engine: Engine) -> None:
    """Set up every SQLite connection: durable, patient, with transactions that are ours and not the driver's."""

    @event.listens_for(engine, "connect")
    def connected(raw: Any, _: Any) -> None:
        raw.isolation_level = None
        for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=FULL"):
            raw.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begun(connection: Connection) -> None:
        # A writer that begins as a reader can fail in the middle; it asks for its turn at once.
        writes = connection.get_execution_options().get("hub_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
