"""Owns writing the mirror: rows, facets, search words, cursor; it must not commit or read lists."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from pydantic import ValidationError

from contract.record import Record
from search.schema import VERSION
from services.local_pages import model_of

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

if TYPE_CHECKING:
    from search.document import Document
    from search.index import Index

#: Records that are looked at in one go.
BATCH = 250
#: The kind whose records are no findings but what is found by (`contract.synonyms`).
SYNONYMS = "synonyms"


class Cursor(NamedTuple):
    """How far a kind was fetched. `etag` belongs to the answer of exactly this token; aware datetime."""

    token: str
    epoch: str
    etag: str | None
    fetched_at: datetime


class _Old(NamedTuple):
    """A row as it is in the mirror, with the numbers of its terms."""

    item: int
    terms: tuple[int, ...]
    body: bytes


class _Outcome:
    """What a writing did so far."""

    changed = False


def _index(connection: sqlite3.Connection) -> Index:
    # Not imported at the top: a cold start reads, and the search is not needed for that.
    from search.index import Index

    return Index(connection)


def create(connection: sqlite3.Connection) -> None:
    """The first migration: all tables and the search index."""
    for statement in SCHEMA:
        connection.execute(statement)
    _index(connection).prepare()


def refresh_search(connection: sqlite3.Connection) -> None:
    """Fills the index again from the rows when it is of another version than this app's."""
    row = connection.execute("SELECT value FROM search_note WHERE name='version'").fetchone()
    if row and row[0] == str(VERSION):
        return
    from contract.kinds import KINDS
    from search.record import document

    index = _index(connection)
    index.prepare()
    for kind, model in KINDS.items():
        validate = model.__pydantic_validator__.validate_json
        bodies = connection.execute("SELECT body FROM mirror WHERE kind=?", (kind,))
        if model.searched:
            index.put(document(validate(body)) for (body,) in bodies)
    _learn(connection)


def put(connection: sqlite3.Connection, kind: str, bodies: Iterable[tuple[str, bytes]]) -> bool:
    """Writes (id, JSON) pairs of a kind; True if anything changed.

    What is not valid is set aside with its reason, and an older good row of that id stays.
    """
    outcome = _Outcome()
    _index(connection).put(_put_rows(connection, kind, bodies, outcome))
    if outcome.changed and kind == SYNONYMS:
        _learn(connection)
    return outcome.changed


def _learn(connection: sqlite3.Connection) -> None:
    """Gives the index all everyday words that are here; a change of one is rare, and all of them take milliseconds."""
    validate = model_of(SYNONYMS).__pydantic_validator__.validate_json
    bodies = connection.execute("SELECT body FROM mirror WHERE kind=? ORDER BY id", (SYNONYMS,))
    _index(connection).learn(validate(body) for (body,) in bodies)


def _put_rows(
    connection: sqlite3.Connection, kind: str, bodies: Iterable[tuple[str, bytes]], outcome: _Outcome
) -> Iterator[Document]:
    """Writes rows and gives the documents of those that are new.

    A few hundred at a time, and no record is held on to: ten thousand of them alive at once cost more in
    garbage collection than all the rest of a first fetch.
    """
    from search.record import document

    source = iter(bodies)
    while batch := list(islice(source, BATCH)):
        records, broken = _parse(kind, batch)
        old = _existing(connection, kind, list(records))
        fresh = {id_: row for id_, row in records.items() if id_ not in old or old[id_].body != row[1]}
        _take_out(connection, [old[id_] for id_ in fresh if id_ in old])
        _put_in(connection, kind, fresh, {id_: row.item for id_, row in old.items()})
        healed = _unset_aside(connection, kind, records)
        connection.executemany("INSERT OR REPLACE INTO aside VALUES (?,?,?)", broken)
        outcome.changed = outcome.changed or bool(fresh or healed or broken)
        yield from [document(record) for record, _ in fresh.values() if record.searched]


def drop(connection: sqlite3.Connection, kind: str, ids: Sequence[str]) -> bool:
    """Takes rows out; True if any was there. Unknown ids are fine."""
    old = _existing(connection, kind, ids)
    _take_out(connection, list(old.values()))
    connection.executemany("DELETE FROM mirror WHERE item=?", [(row.item,) for row in old.values()])
    _unset_aside(connection, kind, ids)
    if old:
        _index(connection).drop(kind, list(old))
    if old and kind == SYNONYMS:
        _learn(connection)
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


def _parse(
    kind: str, bodies: Sequence[tuple[str, bytes]]
) -> tuple[dict[str, tuple[Record, bytes]], list[tuple[str, str, str]]]:
    """The valid records by id, the last of each, and (kind, id, reason) of the others."""
    validate = model_of(kind).__pydantic_validator__.validate_json
    records: dict[str, tuple[Record, bytes]] = {}
    broken: list[tuple[str, str, str]] = []
    for id_, body in bodies:
        try:
            record: Record = validate(body)
        except ValidationError as error:
            first = error.errors(include_url=False, include_input=False, include_context=False)[0]
            broken.append((kind, id_, f"{'/'.join(map(str, first['loc']))}: {first['msg']}"))
        else:
            records[record.id] = (record, body)
    return records, broken


def _existing(connection: sqlite3.Connection, kind: str, ids: Sequence[str]) -> dict[str, _Old]:
    rows = connection.execute(
        "SELECT m.id, m.item, m.terms, m.body FROM json_each(?) AS wanted"
        " CROSS JOIN mirror m ON m.kind=? AND m.id=wanted.value",
        (json.dumps(list(ids)), kind),
    )
    return {id_: _Old(item, tuple(map(int, terms.split())), body) for id_, item, terms, body in rows}


def _take_out(connection: sqlite3.Connection, old: Sequence[_Old]) -> None:
    """Removes the facets of rows and counts them down."""
    facets = [(term, row.item) for row in old for term in row.terms]
    connection.executemany("DELETE FROM facet WHERE term=? AND item=?", facets)
    _count(connection, Counter(term for term, _ in facets), -1)


def _put_in(
    connection: sqlite3.Connection, kind: str, rows: Mapping[str, tuple[Record, bytes]], items: Mapping[str, int]
) -> None:
    """Inserts rows, or replaces those whose item number is known, with facets and counts."""
    names = {id_: ("", f"place:{record.place()}", *dict.fromkeys(record.facets())) for id_, (record, _) in rows.items()}
    numbers = _numbers(connection, kind, {name for some in names.values() for name in some})
    last = connection.execute("SELECT ifnull(max(item), 0) FROM mirror").fetchone()[0]
    mirror: list[tuple[object, ...]] = []
    facets: list[tuple[int, int]] = []
    for id_, (record, body) in rows.items():
        item = items.get(id_)
        if item is None:
            last = item = last + 1
        terms = [numbers[name] for name in names[id_]]
        mirror.append((item, kind, id_, record.order(), " ".join(map(str, terms)), body))
        # The first term stands for all rows: it is counted, but to list its rows would say nothing.
        facets.extend((term, item) for term in terms[1:])
    connection.executemany("INSERT OR REPLACE INTO mirror VALUES (?,?,?,?,?,?)", mirror)
    connection.executemany("INSERT INTO facet VALUES (?,?)", sorted(facets))
    _count(connection, Counter(numbers[name] for some in names.values() for name in some), 1)


def _unset_aside(connection: sqlite3.Connection, kind: str, ids: Iterable[str]) -> bool:
    """Forgets that these were broken; True if one was."""
    if connection.execute("SELECT 1 FROM aside WHERE kind=? LIMIT 1", (kind,)).fetchone() is None:
        return False
    rows = [(kind, id_) for id_ in ids]
    return connection.executemany("DELETE FROM aside WHERE kind=? AND id=?", rows).rowcount > 0


def _numbers(connection: sqlite3.Connection, kind: str, names: set[str]) -> dict[str, int]:
    connection.executemany(
        "INSERT OR IGNORE INTO term (kind, name) VALUES (?,?)", [(kind, name) for name in sorted(names)]
    )
    return dict(connection.execute("SELECT name, number FROM term WHERE kind=?", (kind,)))


def _count(connection: sqlite3.Connection, terms: Counter[int], sign: int) -> None:
    connection.executemany("UPDATE term SET n=n+? WHERE number=?", [(sign * n, term) for term, n in terms.items()])
