"""Owns the truth for screens: the public file of mirror, search and cursors; it must not touch the network.

Reading cannot fail for want of a network. The SQL is in `local_mirror` (writing) and `local_pages` (reading).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

from contract.problems import Code
from contract.record import Record
from services import local_mirror, local_pages
from services.local_file import MEMORY, StoreFile
from services.local_mirror import Cursor
from services.local_pages import Found, Page, Wanted

if TYPE_CHECKING:
    from contract.changes import ChangePage

MIGRATIONS = (local_mirror.create,)


class PublicStore:
    """What anybody may read, kept on this device; may be dropped and fetched again at any time."""

    def __init__(self, path: Path | str = MEMORY, *, threads: bool = True) -> None:
        """Opens at once. `threads`: see StoreFile. Raises StoreNewer for the file of a newer app."""
        self.file = StoreFile(path, MIGRATIONS, threads=threads)
        self.file.write_now(local_mirror.refresh_search)

    @property
    def trouble(self) -> Code | None:
        """STORE_BROKEN when the file was damaged or cannot be kept; the store works, but began empty."""
        return self.file.trouble

    async def page(
        self,
        kind: str,
        *,
        facets: Sequence[str] = (),
        place: str = "",
        after: str = "",
        limit: int = 50,
        offset: int = 0,
    ) -> Page[Any]:
        """A page of a kind in its order; facets of one name are alternatives, different names add up.

        `after`: only rows whose sort key is not before it.
        """
        wanted = Wanted(kind, tuple(facets), place, after)
        return await self.file.read(lambda db: local_pages.page(db, wanted, limit, offset))

    async def get(self, kind: str, id_: str) -> Any:
        """One record of the kind's model, or None."""
        return await self.file.read(lambda db: local_pages.get(db, kind, id_))

    async def find(
        self,
        query: str,
        kind: str | None = None,
        *,
        facets: Sequence[str] = (),
        place: str = "",
        limit: int = 50,
    ) -> Found[Any]:
        """What a person typed, found; best first. `facets` need a kind."""
        return await self.file.read(lambda db: local_pages.find(db, query, kind, facets, place, limit))

    async def counts(self, kind: str, name: str) -> dict[str, int]:
        """How many rows each value of a facet has, e.g. of `topic`; values without rows are left out."""
        return await self.file.read(lambda db: local_pages.counts(db, kind, name))

    async def cursor(self, kind: str) -> Cursor | None:
        """How far the kind was fetched; None: never."""
        return await self.file.read(lambda db: local_mirror.get_cursor(db, kind))

    async def ages(self) -> dict[str, datetime]:
        """When each kind was last confirmed by the hub."""
        return await self.file.read(
            lambda db: {
                kind: datetime.fromisoformat(at) for kind, at in db.execute("SELECT kind, fetched_at FROM cursor")
            }
        )

    async def broken(self) -> int:
        """How many records were set aside because they could not be read."""
        return await self.file.read(lambda db: int(db.execute("SELECT count(*) FROM aside").fetchone()[0]))

    async def empty(self) -> bool:
        """Whether not one record is there."""
        return await self.file.read(lambda db: db.execute("SELECT 1 FROM mirror LIMIT 1").fetchone() is None)

    async def apply(self, page: ChangePage, *, since: str, etag: str | None, at: datetime) -> bool:
        """Applies a page of changes with its cursor; True if anything changed.

        A page that does not follow on what is here (`since` is not the cursor's token) is left alone,
        so a store emptied meanwhile never claims to have what came before.
        """
        return await self.file.write(partial(_apply, page=page, since=since, etag=etag, at=at))

    async def replace(self, kind: str, lines: Sequence[bytes], *, token: str, epoch: str, at: datetime) -> bool:
        """Makes the kind equal to a snapshot, all at once; True if anything changed."""
        cursor = Cursor(token, epoch, None, at)
        return await self.file.write(partial(_replace, kind=kind, lines=lines, cursor=cursor))

    async def confirm(self, kind: str, cursor: Cursor, at: datetime) -> None:
        """The hub said that nothing changed since the cursor."""
        await self.file.write(partial(_confirm, kind=kind, cursor=cursor, at=at))

    async def bundle(self, kind: str, lines: Sequence[bytes]) -> None:
        """Takes in bundled content, without a cursor, so that a first fetch replaces it."""
        await self.file.write(lambda db: local_mirror.put(db, kind, [(_id(line), line) for line in lines]))

    def close(self) -> None:
        """Waits for what runs, then closes the file."""
        self.file.close()


def _apply(db: sqlite3.Connection, page: ChangePage, since: str, etag: str | None, at: datetime) -> bool:
    here = local_mirror.get_cursor(db, page.kind)
    if here is None or here.token != since or here.epoch != page.epoch:
        return False
    bodies = [(_id_of(upsert), _body(upsert)) for upsert in page.upserts]
    changed = local_mirror.put(db, page.kind, bodies) if bodies else False
    changed = (local_mirror.drop(db, page.kind, page.gone) if page.gone else False) or changed
    local_mirror.set_cursor(db, page.kind, Cursor(page.next, page.epoch, etag, at))
    return changed


def _replace(db: sqlite3.Connection, kind: str, lines: Sequence[bytes], cursor: Cursor) -> bool:
    bodies = [(_id(line), line) for line in lines]
    changed = local_mirror.put(db, kind, bodies)
    changed = local_mirror.keep_only(db, kind, [id_ for id_, _ in bodies]) or changed
    local_mirror.set_cursor(db, kind, cursor)
    return changed


def _confirm(db: sqlite3.Connection, kind: str, cursor: Cursor, at: datetime) -> None:
    if local_mirror.get_cursor(db, kind) == cursor:
        local_mirror.set_cursor(db, kind, Cursor(cursor.token, cursor.epoch, cursor.etag, at))


def _id(line: bytes) -> str:
    """The id of a record line; what is no JSON object gets a name of its own, to be set aside under."""
    if line.startswith(b'{"id":"') and line[43:44] == b'"':
        return line[7:43].decode("utf-8", "replace")
    try:
        return _id_of(json.loads(line))
    except (ValueError, RecursionError):
        return _nameless(line)


def _id_of(upsert: Any) -> str:
    found = upsert.get("id") if isinstance(upsert, dict) else None
    return found if isinstance(found, str) else _nameless(repr(upsert).encode())


def _nameless(what: bytes) -> str:
    return f"?{crc32(what):08x}"


def _body(upsert: Any) -> bytes:
    return json.dumps(upsert, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


__all__ = ["Cursor", "Found", "Page", "PublicStore", "Record"]
