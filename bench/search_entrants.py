"""Owns the engines that are compared: ours, peers and limits, all asked the same way; must not measure them.

An entrant builds once, may be opened again, and answers `search(query)` with the ids of up to ten documents.
"""

from __future__ import annotations

import itertools
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol

from search.document import Document
from search.folding import words
from search.index import Index
from tests.seeds import everyday

SHOWN = 10
Ids = list[Any]
Search = Callable[[str], Ids]


def documents(corpus: Path) -> Iterator[dict[str, Any]]:
    """The documents of a corpus in JSON lines: at least id and title; body, keywords and upd (time) if there."""
    with corpus.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def connect(path: Path) -> sqlite3.Connection:
    """As the app opens its public file."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    return connection


def our_document(given: dict[str, Any]) -> Document:
    """What of a document of the corpus is searched."""
    return Document(
        "help",
        json.dumps(given["id"]),  # an id may be a number; it comes back as it was
        str(given["title"]),
        str(given.get("keywords", "")),
        str(given.get("body", "")),
        stamp=int(given.get("upd", 0)),
    )


class Entrant(Protocol):
    """An engine that can be asked."""

    def build(self, corpus: Path, file: Path) -> None:
        """Write what lasts into the file."""

    def open(self, corpus: Path, file: Path) -> Search:
        """Make ready to answer, from the file or from the corpus."""


class WueApp:
    """The index of this repository in an SQLite file."""

    def build(self, corpus: Path, file: Path) -> None:
        connection = connect(file)
        index = Index(connection)
        index.prepare()
        index.learn(everyday())
        index.put(our_document(given) for given in documents(corpus))
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.close()

    def open(self, corpus: Path, file: Path) -> Search:
        index = Index(connect(file))
        return lambda query: [json.loads(hit.id) for hit in index.find(query, limit=SHOWN)]


class RawFts5:
    """FTS5 as it comes: unicode61, every word a beginning, bm25 with the title counted double."""

    def build(self, corpus: Path, file: Path) -> None:
        connection = connect(file)
        connection.execute("CREATE VIRTUAL TABLE raw USING fts5 (title, body, tokenize='unicode61', prefix='3 5')")
        connection.execute("CREATE TABLE ids (number INTEGER PRIMARY KEY, id TEXT)")
        for number, given in enumerate(documents(corpus), 1):
            row = (number, given["title"], given.get("body", ""))
            connection.execute("INSERT INTO raw (rowid, title, body) VALUES (?, ?, ?)", row)
            connection.execute("INSERT INTO ids VALUES (?, ?)", (number, json.dumps(given["id"])))
        connection.commit()
        connection.close()

    def open(self, corpus: Path, file: Path) -> Search:
        connection = connect(file)

        def search(query: str) -> Ids:
            parts = "".join(letter if letter.isalnum() else " " for letter in query).split()
            rows = connection.execute(
                "SELECT id FROM raw JOIN ids ON number = raw.rowid WHERE raw MATCH ? ORDER BY bm25(raw, 2, 1) LIMIT 10",
                (" AND ".join(f'"{part}" *' for part in parts),),
            )
            return [json.loads(row[0]) for row in rows]

        return search


class TenRows:
    """The limit: ten rows by primary key through the same driver; it does not search at all."""

    def build(self, corpus: Path, file: Path) -> None:
        connection = connect(file)
        connection.execute("CREATE TABLE rows (number INTEGER PRIMARY KEY, id TEXT, title TEXT, body TEXT)")
        rows = (
            (number, json.dumps(given["id"]), given["title"], given.get("body", ""))
            for number, given in enumerate(documents(corpus))
        )
        connection.executemany("INSERT INTO rows VALUES (?, ?, ?, ?)", rows)
        connection.commit()
        connection.close()

    def open(self, corpus: Path, file: Path) -> Search:
        connection = connect(file)
        (count,) = connection.execute("SELECT count(*) FROM rows").fetchone()
        step = itertools.count()

        def search(query: str) -> Ids:
            first = next(step) * 7919
            numbers = [(first + 104729 * place) % count for place in range(SHOWN)]
            rows = connection.execute("SELECT id, title, body FROM rows WHERE number IN (?,?,?,?,?,?,?,?,?,?)", numbers)
            return [json.loads(row[0]) for row in rows]

        return search


class RapidFuzz:
    """RapidFuzz WRatio over all titles, both folded as ours are: the peer whose recall comes nearest."""

    def build(self, corpus: Path, file: Path) -> None:
        """Nothing lasts: the titles are read at each start."""

    def open(self, corpus: Path, file: Path) -> Search:
        from rapidfuzz import fuzz, process

        ids = [given["id"] for given in documents(corpus)]
        titles = [" ".join(words(given["title"])) for given in documents(corpus)]

        def search(query: str) -> Ids:
            folded = " ".join(words(query))
            return [ids[found[2]] for found in process.extract(folded, titles, scorer=fuzz.WRatio, limit=SHOWN)]

        return search


ENTRANTS: dict[str, type[Entrant]] = {
    "wueapp": WueApp,
    "rapidfuzz-titles": RapidFuzz,
    "fts5-unicode61": RawFts5,
    "ten-rows-by-key": TenRows,
}
