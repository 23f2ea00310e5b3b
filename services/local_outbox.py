"""Owns the rows of the outbox and the photos beside them; it must not know what is done with them.

Each row has a checksum: a damaged one costs only itself, and stays, so that nothing of it is thrown away.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable

from pydantic import ValidationError

from contract.problems import Code
from services.local_private import PrivateStore
from services.outbox_item import Item

Edit = Callable[[Item | None], Item | None]


class OutboxRows:
    """The items of all who write on this device. Every change is one transaction; raises StoreFailed."""

    def __init__(self, private: PrivateStore) -> None:
        self._private = private
        self.trouble: Code | None = None

    async def all(self) -> tuple[Item, ...]:
        """All items whose rows are sound, oldest first; `trouble` tells of others."""
        items, damaged = await self._private.file.read(_all)
        self.trouble = Code.STORE_BROKEN if damaged else self.trouble
        return items

    async def get(self, id_: str) -> Item | None:
        """One item."""
        return await self._private.file.read(lambda db: _get(db, id_))

    async def edit(self, id_: str, change: Edit) -> Item | None:
        """Reads, changes and keeps an item, all in one transaction; None takes it away with its photos.

        Raises whatever `change` raises; then nothing is changed.
        """
        return await self._private.file.write(lambda db: _edit(db, id_, change))

    async def edit_all(self, edits: Iterable[tuple[str, Edit]], name: str, mark: str) -> None:
        """Several edits, and a mark kept under a name, in one transaction."""
        wanted = tuple(edits)

        def job(db: sqlite3.Connection) -> None:
            for id_, change in wanted:
                _edit(db, id_, change)
            db.execute("INSERT OR REPLACE INTO mark VALUES (?,?)", (name, mark))

        await self._private.file.write(job)

    async def erase(self, which: Callable[[Item], bool]) -> int:
        """Takes away all these items with their photos, and overwrites where they lay; how many there were."""
        if not any(which(item) for item in await self.all()):
            return 0

        def job(db: sqlite3.Connection) -> int:
            db.execute("PRAGMA secure_delete=ON")
            gone = [item.id for item in _all(db)[0] if which(item)]
            for id_ in gone:
                _edit(db, id_, lambda _item: None)
            return len(gone)

        return await self._private.file.write(job)

    async def mark(self, name: str) -> str:
        """The mark kept under the name; "": none."""

        def job(db: sqlite3.Connection) -> str:
            row = db.execute("SELECT value FROM mark WHERE name=?", (name,)).fetchone()
            return str(row[0]) if row else ""

        return await self._private.file.read(job)

    async def attach(self, id_: str, photo_id: str, photo: bytes, change: Edit) -> Item | None:
        """Keeps the bytes of a photo together with the item that names it."""

        def job(db: sqlite3.Connection) -> Item | None:
            row = (photo_id, id_, photo, hashlib.sha256(photo).hexdigest())
            db.execute("INSERT OR REPLACE INTO photo VALUES (?,?,?,?)", row)
            return _edit(db, id_, change)

        return await self._private.file.write(job)

    async def photo(self, photo_id: str) -> bytes | None:
        """The bytes of a photo; None where they are gone or damaged."""

        def job(db: sqlite3.Connection) -> bytes | None:
            row = db.execute("SELECT data, checksum FROM photo WHERE id=?", (photo_id,)).fetchone()
            return bytes(row[0]) if row and hashlib.sha256(row[0]).hexdigest() == row[1] else None

        return await self._private.file.read(job)


def _sum(id_: str, value: str) -> str:
    return hashlib.sha256(f"{id_}\n{value}".encode()).hexdigest()


def _read(id_: str, value: str, checksum: str) -> Item | None:
    if _sum(id_, value) != checksum:
        return None
    try:
        return Item.model_validate_json(value)
    except ValidationError:
        return None


def _all(db: sqlite3.Connection) -> tuple[tuple[Item, ...], bool]:
    rows = db.execute("SELECT id, value, checksum FROM outbox ORDER BY rowid").fetchall()
    items = tuple(item for row in rows if (item := _read(*row)))
    return items, len(items) < len(rows)


def _get(db: sqlite3.Connection, id_: str) -> Item | None:
    row = db.execute("SELECT id, value, checksum FROM outbox WHERE id=?", (id_,)).fetchone()
    return _read(*row) if row else None


def _edit(db: sqlite3.Connection, id_: str, change: Edit) -> Item | None:
    before = _get(db, id_)
    after = change(before)
    if after is None:
        if before is not None:
            db.execute("DELETE FROM outbox WHERE id=?", (id_,))
            db.execute("DELETE FROM photo WHERE item=?", (id_,))
        return None
    if after != before:
        value = after.model_dump_json(exclude_defaults=True)
        db.execute(
            "INSERT INTO outbox VALUES (?,?,?) ON CONFLICT (id) DO UPDATE SET"
            " value=excluded.value, checksum=excluded.checksum",
            (id_, value, _sum(id_, value)),
        )
        held = json.dumps(after.held)
        db.execute("DELETE FROM photo WHERE item=? AND id NOT IN (SELECT value FROM json_each(?))", (id_, held))
    return after
