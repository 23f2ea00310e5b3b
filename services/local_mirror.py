"""Owns writing the mirror: rows, facets, search words, cursor; it must not commit or read lists."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pydantic import ValidationError

from contract.kinds import KINDS
from contract.record import Record
from search.index import Index
from search.record import document
from search.schema import VERSION

SCHEMA = (
    "CREATE TABLE mirror (item INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL,"
    " sort TEXT NOT NULL, terms TEXT NOT NULL, body BLOB NOT NULL)",
    "CREATE UNIQUE INDEX mirror_id ON mirror (kind, id)",
    "CREATE INDEX mirror_sort ON mirror (kind, sort, id)",
    # A term is a facet of a kind; `n` counts its rows. The term '' stands for all rows of the kind.
    "CREATE TABLE term (number INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL,"
    " n INTEGER NOT NULL DEFAULT 0, UNIQUE (kind, name))",
    "CREATE TABLE facet (term INTEGER, item INTEGER, PRIMARY KEY (term, item)) WITHOUT ROWID",
    "CREATE TABLE cursor (kind TEXT PRIMARY KEY, token TEXT NOT NULL, epoch TEXT NOT NULL,"
    " etag TEXT, fetched_at TEXT NOT NULL)",
    "CREATE TABLE aside (kind TEXT, id TEXT, reason TEXT NOT NULL, PRIMARY KEY (kind, id))",
)


@dataclass(frozen=True)
class Cursor:
    """How far a kind was fetched. `etag` belongs to the answer of exactly this token; aware datetime."""

    token: str
    epoch: str
    etag: str | None
    fetched_at: datetime


@dataclass(frozen=True)
class _Row:
    record: Record
    body: bytes
    terms: tuple[str, ...]


def create(connection: sqlite3.Connection) -> None:
    """The first migration: all tables and the search index."""
    for statement in SCHEMA:
        connection.execute(statement)
    Index(connection).prepare()


def refresh_search(connection: sqlite3.Connection) -> None:
    """Fills the index again from the rows when it is of another version than this app's."""
    row = connection.execute("SELECT value FROM search_note WHERE name='version'").fetchone()
    if row and row[0] == str(VERSION):
        return
    index = Index(connection)
    index.prepare()
    for kind in KINDS:
        bodies = connection.execute("SELECT id, body FROM mirror WHERE kind=?", (kind,))
        index.put([document(row.record) for row in _parse(kind, bodies)[0]])


def put(connection: sqlite3.Connection, kind: str, bodies: Iterable[tuple[str, bytes]]) -> bool:
    """Writes (id, JSON) pairs of a kind; True if anything changed.

    What is not valid is set aside with its reason, and an older good row of that id stays.
    """
    rows, broken = _parse(kind, bodies)
    old = _existing(connection, kind, [row.record.id for row in rows])
    fresh = [row for row in rows if row.record.id not in old or old[row.record.id][2] != row.body]
    _take_out(connection, kind, [old[row.record.id][:2] for row in fresh if row.record.id in old])
    _put_in(connection, kind, fresh, {id_: item for id_, (item, _, _) in old.items()})
    Index(connection).put([document(row.record) for row in fresh])
    healed = connection.executemany(
        "DELETE FROM aside WHERE kind=? AND id=?", [(kind, row.record.id) for row in rows]
    ).rowcount
    connection.executemany("INSERT OR REPLACE INTO aside VALUES (?,?,?)", broken)
    return bool(fresh or healed > 0 or broken)


def drop(connection: sqlite3.Connection, kind: str, ids: Sequence[str]) -> bool:
    """Takes rows out; True if any was there. Unknown ids are fine."""
    old = _existing(connection, kind, ids)
    _take_out(connection, kind, [(item, terms) for item, terms, _ in old.values()])
    connection.executemany("DELETE FROM mirror WHERE item=?", [(item,) for item, _, _ in old.values()])
    connection.executemany("DELETE FROM aside WHERE kind=? AND id=?", [(kind, id_) for id_ in ids])
    if old:
        Index(connection).drop(kind, list(old))
    return bool(old)


def keep_only(connection: sqlite3.Connection, kind: str, ids: Iterable[str]) -> bool:
    """Takes out every row of the kind that is not among `ids`; True if any was."""
    stay = set(ids)
    rows = connection.execute("SELECT id FROM mirror WHERE kind=?1 UNION SELECT id FROM aside WHERE kind=?1", (kind,))
    return drop(connection, kind, [id_ for (id_,) in rows if id_ not in stay])


def set_cursor(connection: sqlite3.Connection, kind: str, cursor: Cursor) -> None:
    """Keeps how far the kind was fetched; only ever together with the rows, in their transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO cursor VALUES (?,?,?,?,?)",
        (kind, cursor.token, cursor.epoch, cursor.etag, cursor.fetched_at.isoformat()),
    )


def get_cursor(connection: sqlite3.Connection, kind: str) -> Cursor | None:
    """How far the kind was fetched; None: never."""
    row = connection.execute("SELECT token, epoch, etag, fetched_at FROM cursor WHERE kind=?", (kind,)).fetchone()
    return Cursor(row[0], row[1], row[2], datetime.fromisoformat(row[3])) if row else None


def _parse(kind: str, bodies: Iterable[tuple[str, bytes]]) -> tuple[list[_Row], list[tuple[str, str, str]]]:
    """The valid rows, the last of each id, and (kind, id, reason) of the others."""
    validate = KINDS[kind].__pydantic_validator__.validate_json
    rows: dict[str, _Row] = {}
    broken: dict[str, tuple[str, str, str]] = {}
    for id_, body in bodies:
        try:
            record: Record = validate(body)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False, include_context=False)[0]
            broken[id_] = (kind, id_, f"{'/'.join(map(str, first['loc']))}: {first['msg']}")
            continue
        rows[record.id] = _Row(record, body, ("", f"place:{record.place()}", *dict.fromkeys(record.facets())))
    return list(rows.values()), list(broken.values())


def _existing(connection: sqlite3.Connection, kind: str, ids: Sequence[str]) -> dict[str, tuple[int, list[int], bytes]]:
    rows = connection.execute(
        "SELECT m.id, m.item, m.terms, m.body FROM json_each(?) AS wanted"
        " CROSS JOIN mirror m ON m.kind=? AND m.id=wanted.value",
        (json.dumps(list(ids)), kind),
    )
    return {id_: (item, json.loads(terms), body) for id_, item, terms, body in rows}


def _take_out(connection: sqlite3.Connection, kind: str, old: Sequence[tuple[int, list[int]]]) -> None:
    """Removes the facets of rows and counts them down."""
    connection.executemany(
        "DELETE FROM facet WHERE term=? AND item=?", [(term, item) for item, terms in old for term in terms]
    )
    _count(connection, Counter(term for _, terms in old for term in terms), -1)


def _put_in(connection: sqlite3.Connection, kind: str, rows: Sequence[_Row], items: dict[str, int]) -> None:
    """Inserts rows, or replaces those whose item number is known, with facets and counts."""
    numbers = _numbers(connection, kind, {name for row in rows for name in row.terms})
    last = connection.execute("SELECT ifnull(max(item), 0) FROM mirror").fetchone()[0]
    mirror: list[tuple[object, ...]] = []
    facets: list[tuple[int, int]] = []
    for row in rows:
        item = items.get(row.record.id)
        if item is None:
            last = item = last + 1
        terms = [numbers[name] for name in row.terms]
        mirror.append((item, kind, row.record.id, row.record.order(), json.dumps(terms), row.body))
        facets.extend((term, item) for term in terms[1:])
    connection.executemany("INSERT OR REPLACE INTO mirror VALUES (?,?,?,?,?,?)", mirror)
    connection.executemany("INSERT INTO facet VALUES (?,?)", sorted(facets))
    _count(connection, Counter(numbers[name] for row in rows for name in row.terms), 1)


def _numbers(connection: sqlite3.Connection, kind: str, names: set[str]) -> dict[str, int]:
    connection.executemany(
        "INSERT OR IGNORE INTO term (kind, name) VALUES (?,?)", [(kind, name) for name in sorted(names)]
    )
    return dict(connection.execute("SELECT name, number FROM term WHERE kind=?", (kind,)))


def _count(connection: sqlite3.Connection, terms: Counter[int], sign: int) -> None:
    connection.executemany("UPDATE term SET n=n+? WHERE number=?", [(sign * n, term) for term, n in terms.items()])
