"""Owns the private file of one person: settings, outbox, photos; it must not share a fate with the public one.

`synchronous=FULL`, every row with a checksum: what was saved is on the disk, and a damaged row is noticed.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from contract.problems import Code
from services.local_file import MEMORY, StoreFile

#: How many rows of a damaged table are asked for one by one.
PROBED = 20_000


class PrivateStore:
    """Named JSON values of one person. In memory (`:memory:`) they last as long as the session."""

    def __init__(self, path: Path | str = MEMORY, *, threads: bool = True) -> None:
        """Opens at once. `threads`: see StoreFile. Raises StoreNewer for the file of a newer app."""
        self.file = StoreFile(path, MIGRATIONS, synchronous="FULL", salvage=_salvage, threads=threads)
        self._damaged_row = False

    @property
    def trouble(self) -> Code | None:
        """STORE_BROKEN when the file or a row of it was damaged; what could be read was carried over."""
        return Code.STORE_BROKEN if self._damaged_row else self.file.trouble

    async def get(self, name: str, default: Any = None) -> Any:
        """The value kept under the name."""
        return (await self.all()).get(name, default)

    async def all(self) -> dict[str, Any]:
        """All values whose rows are sound."""
        values, damaged = await self.file.read(_sound)
        self._damaged_row = self._damaged_row or damaged
        return values

    async def set(self, name: str, value: Any) -> None:
        """Keeps a JSON value; when this returns, it is on the disk."""
        await self.put({name: value})

    async def put(self, values: Mapping[str, Any]) -> None:
        """Keeps several values at once: all of them or none."""
        rows = [_row(name, json.dumps(value, ensure_ascii=False)) for name, value in values.items()]
        await self.file.write(lambda db: _keep(db, rows))

    def close(self) -> None:
        """Waits for what runs, then closes the file."""
        self.file.close()


def _create(db: sqlite3.Connection) -> None:
    db.execute("CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL, checksum TEXT NOT NULL)")


def _create_outbox(db: sqlite3.Connection) -> None:
    """Rows of `local_outbox`: `value` is an item as JSON; a mark says how far something was fetched."""
    db.execute("CREATE TABLE outbox (id TEXT PRIMARY KEY, value TEXT NOT NULL, checksum TEXT NOT NULL)")
    db.execute(
        "CREATE TABLE photo (id TEXT PRIMARY KEY, item TEXT NOT NULL, data BLOB NOT NULL, checksum TEXT NOT NULL)"
    )
    db.execute("CREATE INDEX photo_by_item ON photo (item)")
    db.execute("CREATE TABLE mark (name TEXT PRIMARY KEY, value TEXT NOT NULL)")


MIGRATIONS = (_create, _create_outbox)


def _row(name: str, value: str) -> tuple[str, str, str]:
    return name, value, hashlib.sha256(f"{name}\n{value}".encode()).hexdigest()


def _keep(db: sqlite3.Connection, rows: list[tuple[str, str, str]]) -> None:
    # What is replaced is overwritten: somebody's number that was deleted must not lie on in the file.
    db.execute("PRAGMA secure_delete=ON")
    db.executemany("INSERT OR REPLACE INTO settings VALUES (?,?,?)", rows)


def _sound(db: sqlite3.Connection) -> tuple[dict[str, Any], bool]:
    """The values whose checksum fits, and whether one did not."""
    rows = db.execute("SELECT name, value, checksum FROM settings").fetchall()
    sound = [row for row in rows if _row(row[0], row[1]) == row]
    return {name: json.loads(value) for name, value, _ in sound}, len(sound) < len(rows)


def _salvage(damaged: sqlite3.Connection, fresh: sqlite3.Connection) -> None:
    """Carries over, row by row, what can still be read; the outbox first. Marks are fetched anew."""
    for table, columns in (("outbox", "id, value, checksum"), ("photo", "id, item, data, checksum")):
        places = ",".join("?" * len(columns.split()))
        for row in _readable(damaged, table, columns):
            fresh.execute(f"INSERT OR REPLACE INTO {table} VALUES ({places})", row)  # noqa: S608 - names from above
    for row in _readable(damaged, "settings", "name, value, checksum"):
        if _row(row[0], row[1]) == row:
            _keep(fresh, [row])


def _readable(damaged: sqlite3.Connection, table: str, columns: str) -> Iterator[tuple[Any, ...]]:
    """Rows of a table, after damage one by one, so that only those on a spoilt page are missed.

    A row may come twice. Rows carry their checksums on, so a spoilt one is noticed when it is read.
    """
    wanted = f"SELECT {columns} FROM {table}"  # noqa: S608 - names from above
    with contextlib.suppress(sqlite3.Error):
        yield from damaged.execute(wanted)
        return
    last = PROBED
    with contextlib.suppress(sqlite3.Error):
        last = damaged.execute(f"SELECT max(rowid) FROM {table}").fetchone()[0] or 0  # noqa: S608
    for number in range(1, min(last, PROBED) + 1):
        with contextlib.suppress(sqlite3.Error):
            yield from damaged.execute(f"{wanted} WHERE rowid=?", (number,))
