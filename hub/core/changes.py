"""Owns the change log: who writes a record writes what changed, in one transaction; it must not know HTTP."""

from __future__ import annotations

import secrets
import time
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select

from contract.kinds import KINDS
from contract.record import Record
from hub.core import meta
from hub.core.database import Database
from hub.core.tables import FACET, RECORD
from hub.core.tokens import Since, Tokens

T = TypeVar("T")

DAY = 24 * 60 * 60
TOMBSTONE_DAYS = 90
#: Rows per statement: below the number of variables SQLite takes.
CHUNK = 400

#: Fact → the kind whose newest change it tells, and under the empty name that of the hub.
NUMBERED = {"seq": "", **{f"seq:{kind}": kind for kind in KINDS}}
NUMBERS = ("epoch", "key", *NUMBERED)

# Made once: putting a statement together costs more than running it.
PAGE = (
    select(RECORD.c.seq, RECORD.c.id, RECORD.c.gone, RECORD.c.body)
    .where(RECORD.c.kind == bindparam("kind"), RECORD.c.seq > bindparam("seq"))
    .where(or_(RECORD.c.gone.is_(False), RECORD.c.seq > bindparam("sure")))
    .order_by(RECORD.c.seq)
    .limit(bindparam("most"))
)


class TokenExpired(Exception):
    """The log cannot answer from there any more (or never could): fetch whole."""


class Change(NamedTuple):
    """One row of the log. `body` is the wire form, empty for a tombstone."""

    seq: int
    id: str
    gone: bool
    body: bytes


class Page(NamedTuple):
    """Changes in their order. `after` is where to go on; `more`: there is something left."""

    changes: tuple[Change, ...]
    after: Since
    more: bool


def wire(record: Record) -> bytes:
    """The one byte form of a record: compact JSON, names as on the wire, what is None left out."""
    return record.model_dump_json(by_alias=True, exclude_none=True).encode()


class ChangeLog:
    """Writes records and removals; reads what came after a place. `now` gives Unix seconds."""

    def __init__(self, database: Database, now: Callable[[], float] = time.time) -> None:
        self._database = database
        self._now = now
        self.epoch = ""
        with database.reading() as connection:
            known = meta.get(connection, "epoch")
        if known is None:
            with database.writing() as connection:
                # Asked again now that nobody else writes: two hubs may start at once.
                if meta.get(connection, "epoch") is None:
                    meta.put(connection, "key", secrets.token_hex(32))
                    _begin(connection)
        self.numbers()

    def renew(self) -> None:
        """Begin a new epoch: after a restore from a backup, so that every client fetches whole."""
        with self._database.writing() as connection:
            _begin(connection)
        self.numbers()

    def write(self, records: Iterable[Record]) -> int:
        """Put records, each whole. What is the same already makes no change. Gives how many changed."""
        newest = tuple({(record.kind, record.id): record for record in records}.values())
        if not newest:
            return 0
        with self._database.writing() as connection:
            return self.put(connection, newest)

    def put(self, connection: Connection, records: Sequence[Record]) -> int:
        """The same inside somebody's writing transaction; each record is in `records` once."""
        changed: list[tuple[Record, bytes]] = []
        for chunk in _chunks(records):
            changed += _differing(connection, [(record, wire(record)) for record in chunk])
        self._append(
            connection,
            [
                {
                    "kind": record.kind, "id": record.id, "gone": False, "body": body,
                    "sort": record.order(), "place": record.place(),
                }
                for record, body in changed
            ],
        )  # fmt: skip
        facets = [
            {"kind": record.kind, "name": name, "id": record.id}
            for record, _ in changed
            for name in dict.fromkeys(record.facets())
        ]
        if facets:
            connection.execute(insert(FACET), facets)
        return len(changed)

    def remove(self, kind: str, ids: Iterable[str]) -> int:
        """Leave tombstones. Ids that are not there make no change. Gives how many were removed."""
        with self._database.writing() as connection:
            return self.take(connection, kind, ids)

    def take(self, connection: Connection, kind: str, ids: Iterable[str]) -> int:
        """The same inside somebody's writing transaction."""
        removed = 0
        for chunk in _chunks(dict.fromkeys(ids)):
            there = select(RECORD.c.id).where(RECORD.c.kind == kind, RECORD.c.id.in_(chunk), RECORD.c.gone.is_(False))
            found = connection.execute(there).scalars().all()
            blank = {"kind": kind, "gone": True, "body": b"", "sort": "", "place": ""}
            self._append(connection, [{**blank, "id": id_} for id_ in found])
            removed += len(found)
        return removed

    def _append(self, connection: Connection, rows: list[dict[str, Any]]) -> None:
        """Give rows their numbers and put them in the place of what was there."""
        seq, now = meta.number(connection, "seq"), int(self._now())
        newest: dict[str, int] = {}
        for row in rows:
            seq += 1
            row.update(seq=seq, changed_at=now)
            newest[row["kind"]] = seq
        for chunk in _chunks(rows):
            for kind in newest:
                ids = [row["id"] for row in chunk if row["kind"] == kind]
                for table in (RECORD, FACET):
                    connection.execute(delete(table).where(table.c.kind == kind, table.c.id.in_(ids)))
            connection.execute(insert(RECORD), chunk)
        for kind, last in newest.items():
            meta.put(connection, f"seq:{kind}", last)
        meta.put(connection, "seq", seq)
        if meta.number(connection, "purged_at") < now - DAY:
            purge(connection, now)

    def purge(self) -> None:
        """Let go of tombstones older than `TOMBSTONE_DAYS`; happens by itself with a write once a day."""
        with self._database.writing() as connection:
            purge(connection, int(self._now()))

    def numbers(self) -> dict[str, int]:
        """The newest change of every kind (0: never any), and under the empty name that of the hub."""
        with self._database.reading() as connection:
            known = meta.some(connection, NUMBERS)
        if known["epoch"] != self.epoch:
            # Also when another process has begun a new one.
            self.tokens = Tokens(bytes.fromhex(known["key"]), known["epoch"])
            self.epoch = known["epoch"]
        return {kind: int(known.get(name, 0)) for name, kind in NUMBERED.items()}

    def page(self, kind: str, since: Since | None, limit: int) -> Page:
        """What came after `since` (None: everything there is). Raises TokenExpired."""
        newest, floor = f"seq:{kind}", f"floor:{kind}"
        with self._database.reading() as connection:
            start = since or Since(0, meta.number(connection, newest))
            asked = {"kind": kind, "seq": start.seq, "sure": start.sure, "most": limit + 1}
            rows = [Change(*row) for row in connection.execute(PAGE, asked)]
            # Read after the rows: a tombstone purged in between is then known to be missing.
            known = meta.some(connection, (newest, floor))
        if max(start) < int(known.get(floor, 0)) or start.seq > int(known.get(newest, 0)):
            raise TokenExpired
        more = len(rows) > limit
        del rows[limit:]
        if more:
            return Page(tuple(rows), Since(rows[-1].seq, start.sure), True)
        return Page(tuple(rows), Since(max([*start, *(row.seq for row in rows)])), False)


def _begin(connection: Connection) -> None:
    meta.put(connection, "epoch", str(uuid.uuid4()))
    # No answer given before may be given again.
    for name in NUMBERED:
        meta.put(connection, name, meta.number(connection, name) + 1)


def _differing(connection: Connection, wanted: list[tuple[Record, bytes]]) -> list[tuple[Record, bytes]]:
    there: set[tuple[str, str, bytes]] = set()
    for kind in {record.kind for record, _ in wanted}:
        ids = [record.id for record, _ in wanted if record.kind == kind]
        query = select(RECORD.c.id, RECORD.c.body).where(RECORD.c.kind == kind, RECORD.c.id.in_(ids))
        there |= {(kind, id_, body) for id_, body in connection.execute(query)}
    return [(record, body) for record, body in wanted if (record.kind, record.id, body) not in there]


def purge(connection: Connection, now: int) -> None:
    """Let go of old tombstones. `now` in Unix seconds."""
    old = (RECORD.c.gone.is_(True), RECORD.c.changed_at < now - TOMBSTONE_DAYS * DAY)
    lost = select(RECORD.c.kind, func.max(RECORD.c.seq)).where(*old).group_by(RECORD.c.kind)
    for kind, seq in connection.execute(lost).all():
        meta.put(connection, f"floor:{kind}", seq)
    connection.execute(delete(RECORD).where(*old))
    meta.put(connection, "purged_at", now)


def _chunks(things: Iterable[T]) -> Iterator[list[T]]:
    rest = iter(things)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
