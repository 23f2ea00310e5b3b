"""Owns knowing at once whether anything changed, whoever wrote it; it must not know what is cached."""

from __future__ import annotations

import sqlite3
from typing import Any

from hub.core.changes import ChangeLog
from hub.core.database import Database


class Freshness:
    """The newest change number of every kind, checked at every question.

    In memory only this process writes, and counts. On an SQLite file `PRAGMA data_version` tells in 3 µs
    whether any other connection, of any process, has committed. PostgreSQL has to be asked (`blocking`).
    """

    def __init__(self, database: Database, log: ChangeLog) -> None:
        self.blocking = not database.lite
        self._database = database
        self._log = log
        self._watch = sqlite3.connect(database.path, check_same_thread=False) if database.path else None
        self._seen: Any = None
        self._numbers: dict[str, int] = {}

    @property
    def epoch(self) -> str:
        """The epoch of the numbers that were looked at last: a restored hub counts anew."""
        return self._log.epoch

    def look(self) -> dict[str, int]:
        """Kind → number of its newest change; under the empty name that of the whole hub."""
        if self._watch is not None:
            seen = self._watch.execute("PRAGMA data_version").fetchone()
        elif self._database.memory:
            seen = self._database.writes
        else:
            seen = object()
        if seen != self._seen:
            # Remembered only afterwards: numbers that are newer than their version do no harm.
            self._numbers = self._log.numbers()
            self._seen = seen
        return self._numbers

    def close(self) -> None:
        if self._watch is not None:
            self._watch.close()
