"""Owns the hub's search file, which follows the change log as a device does; it must not rank or fold.

Beside an SQLite file it lies in `<file>.search`, so that a second start finds it filled; with a database in
memory or on a server it is in memory. It may be deleted at any time: it fills itself again.
"""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from pydantic import ValidationError
from sqlalchemy import select

from contract.changes import Hit, Hits
from contract.endpoints import SEARCH
from contract.kinds import KINDS
from contract.record import Record
from contract.synonyms import SynonymSet
from hub.core import meta
from hub.core.answers import Content
from hub.core.changes import ChangeLog
from hub.core.database import Database
from hub.core.parameters import Asked, Number, Word
from hub.core.readings import Reading
from hub.core.tables import RECORD

if TYPE_CHECKING:
    from search.document import Document
    from search.index import Index

LOG = logging.getLogger(__name__)
R = TypeVar("R", bound=Record)

#: Changes taken in one transaction.
STEP = 500


class Row(NamedTuple):
    seq: int
    kind: str
    id: str
    gone: bool
    body: bytes


class Search:
    """One index over all kinds, opened at the first question; one question at a time."""

    def __init__(self, database: Database, log: ChangeLog) -> None:
        self._database = database
        self._log = log
        self._turn = threading.Lock()
        self._connection: sqlite3.Connection | None = None
        self._known: tuple[str, int] | None = None

    def reading(self) -> Reading:
        asked = (
            Word("q", "What is looked for, in the words of a person.", required=True),
            Word("kind", "Only this kind.", choices=tuple(KINDS)),
            Word("place", "Things of this place (its slug) come first among equals."),
            Number("limit", "How many findings at most.", 1, 100, 20),
        )
        return Reading(SEARCH, "Find records of any kind, best first.", self.answer, asked)

    def answer(self, asked: Asked) -> Content:
        found = self.find(asked.word("q"), asked.word("kind"), asked.word("place"), asked.number("limit"))
        return Content(found.model_dump_json().encode())

    def find(self, words: str, kind: str = "", place: str = "", limit: int = 20) -> Hits:
        """What fits the words best, of one kind (empty: of any), things of a place first among equals."""
        with self._turn:
            index = self._followed()
            found = index.find(words, kind=kind or None, place=place or None, limit=limit)
            doubtful = not found or found[0].stage == "typo"
            meant = index.suggest(words) if doubtful else None
        return Hits(items=tuple(Hit(kind=hit.kind, id=hit.id) for hit in found), suggestion=meant)

    def _followed(self) -> Index:
        """The index, with every change in it that is in the log by now."""
        from search.index import Index

        if self._connection is None:
            self._connection = _open(self._database)
        run, index = self._connection.execute, Index(self._connection)
        newest = self._log.numbers()[""]
        if self._known == (self._log.epoch, newest):
            return index
        run("BEGIN IMMEDIATE")
        try:
            seq = self._seq()
            if seq is None:
                _empty(self._connection, index)
            fresh = seq is None
            while rows := self._rows(seq or 0):
                _apply(index, rows)
                fresh = fresh or any(row.kind == SynonymSet.kind for row in rows)
                seq = rows[-1].seq
            if fresh:
                index.learn(self._synonyms())
            run("DELETE FROM followed")
            # What was read may end before the newest number: its last changes may be purged tombstones.
            run("INSERT INTO followed VALUES (?, ?)", (self._form(), max(seq or 0, newest)))
            run("COMMIT")
            self._known = (self._log.epoch, newest)
        except BaseException:
            run("ROLLBACK")
            raise
        return index

    def _synonyms(self) -> list[SynonymSet]:
        """All everyday words there are; what cannot be read is left out."""
        query = select(RECORD.c.body).where(RECORD.c.kind == SynonymSet.kind, RECORD.c.gone.is_(False))
        with self._database.reading() as connection:
            bodies = connection.execute(query.order_by(RECORD.c.id)).scalars().all()
        return [one for body in bodies if (one := _readable(SynonymSet, body))]

    def _form(self) -> str:
        """What must be the same for the file to be of use: the hub's epoch and the form of the index."""
        from search.schema import VERSION

        return f"{self._log.epoch} {VERSION}"

    def _seq(self) -> int | None:
        """Up to which change the file follows; None: it has to begin anew."""
        assert self._connection is not None
        row = self._connection.execute("SELECT form, seq FROM followed").fetchone()
        if row is None or row[0] != self._form():
            return None
        with self._database.reading() as connection:
            floors = meta.beginning(connection, "floor:").values()
        return None if row[1] < max(map(int, floors), default=0) else int(row[1])

    def _rows(self, seq: int) -> Sequence[Row]:
        query = (
            select(RECORD.c.seq, RECORD.c.kind, RECORD.c.id, RECORD.c.gone, RECORD.c.body)
            .where(RECORD.c.seq > seq)
            .order_by(RECORD.c.seq)
            .limit(STEP)
        )
        with self._database.reading() as connection:
            return [Row(*row) for row in connection.execute(query)]

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None


def _open(database: Database) -> sqlite3.Connection:
    path = f"{database.path}.search" if database.path else ":memory:"
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    # All of it can be made again, so it need not be on the disk at once.
    for pragma in ("busy_timeout=10000", "journal_mode=WAL", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("CREATE TABLE IF NOT EXISTS followed (form TEXT NOT NULL, seq INTEGER NOT NULL)")
    return connection


def _empty(connection: sqlite3.Connection, index: Index) -> None:
    """Make the index ready with nothing in it; all its tables are named search…, FTS5 takes its own along."""
    for form in ("CREATE VIRTUAL TABLE*", "CREATE TABLE*"):
        query = "SELECT name FROM sqlite_master WHERE name GLOB 'search*' AND type = 'table' AND sql GLOB ?"
        for (name,) in connection.execute(query, (form,)).fetchall():
            connection.execute(f'DROP TABLE "{name}"')
    index.prepare()


def _apply(index: Index, rows: Sequence[Row]) -> None:
    index.put(document for row in rows if not row.gone for document in _documents(row))
    for kind in {row.kind for row in rows if row.gone}:
        index.drop(kind, [row.id for row in rows if row.gone and row.kind == kind])


def _documents(row: Row) -> list[Document]:
    """The document of a record; none if the record cannot be read, which must not stop the others."""
    from search.record import document

    model = KINDS.get(row.kind)
    record = _readable(model, row.body) if model and model.searched else None
    return [document(record)] if record else []


def _readable(model: type[R], body: bytes) -> R | None:
    try:
        return model.model_validate_json(body)
    except ValidationError:
        LOG.exception("A record of %s cannot be indexed", model.kind)
        return None
