"""Owns how documents enter and leave the tables; must not search them."""

from __future__ import annotations

from collections import Counter
from itertools import islice
from zlib import compress, decompress

from search.folding import SPLIT_MARKS, words
from search.schema import BODY, KIND_BITS, PLACE
from search.vocabulary import tails

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from search.document import Document
    from search.vocabulary import Vocabulary

JOINED = str.maketrans("", "", SPLIT_MARKS)
BATCH = 2_000  # documents between two writings of the vocabulary
MANY = 5_000  # from so many on the index is put into one piece: later look-ups seek once and not in each piece


def put(connection: sqlite3.Connection, vocabulary: Vocabulary, documents: Iterable[Document]) -> None:
    """Add or replace documents, counting their words."""
    source = iter(documents)
    numbers: dict[str, int] = {}
    total = 0
    while batch := list(islice(source, BATCH)):
        changes: Counter[str] = Counter()
        shown: dict[str, str] = {}
        # The last of two with the same id is the one that counts.
        latest = {(document.kind, document.id): document for document in batch}
        for document in latest.values():
            _put(connection, document, numbers, changes, shown)
        vocabulary.count(changes, shown)
        total += len(batch)
    if total >= MANY:
        connection.execute("INSERT INTO search (search) VALUES ('optimize')")


def drop(connection: sqlite3.Connection, vocabulary: Vocabulary, kind: str, ids: Iterable[str]) -> None:
    """Forget documents and the words that only they held."""
    row = connection.execute("SELECT number FROM search_kind WHERE kind = ?", (kind,)).fetchone()
    if row is None:
        return
    changes: Counter[str] = Counter()
    for identity in ids:
        _forget(connection, row[0], identity, changes)
    vocabulary.count(changes, {})


def _put(
    connection: sqlite3.Connection, document: Document, numbers: dict[str, int], changes: Counter[str],
    shown: dict[str, str],
) -> None:  # fmt: skip
    kind = _number(connection, document.kind, numbers)
    wordings = [" ".join(words(line)) for line in document.title.splitlines()]
    title, keywords, body = " ".join(wordings).split(), words(document.keywords), words(document.body)
    place = "".join(words(document.place))
    old = _forget(connection, kind, document.id, changes)
    doc = old if old is not None else _next(connection, kind)
    names = dict.fromkeys(title + keywords)
    changes.update(names.keys())
    for written in document.title.translate(JOINED).split() + document.keywords.split():
        for word in words(written):
            shown.setdefault(word, written.strip(".,;:!?()\"'„“–"))
    packed = " ".join(body).encode()
    run = connection.execute
    run("INSERT INTO search_doc VALUES (?, ?, ?, ?, ?, ?)",
        (doc, document.id, "\n".join(wordings), " ".join(keywords), place, document.stamp))  # fmt: skip
    run("INSERT INTO search_body VALUES (?, ?)", (doc, compress(packed, 6)))
    run("INSERT INTO search (rowid, words) VALUES (?, ?)", (doc, _tokens(list(names), body, place)))


def _forget(connection: sqlite3.Connection, kind: int, identity: str, changes: Counter[str]) -> int | None:
    run = connection.execute
    row = run(
        "SELECT doc, title, keywords, place FROM search_doc WHERE id = ? AND doc BETWEEN ? AND ?",
        (identity, kind << KIND_BITS, (kind + 1 << KIND_BITS) - 1),
    ).fetchone()
    if row is None:
        return None
    doc, title, keywords, place = row
    (packed,) = run("SELECT body FROM search_body WHERE doc = ?", (doc,)).fetchone()
    names = dict.fromkeys((title + " " + keywords).split())
    changes.subtract(names.keys())
    tokens = _tokens(list(names), decompress(packed).decode().split(), place)
    run("INSERT INTO search (search, rowid, words) VALUES ('delete', ?, ?)", (doc, tokens))
    run("DELETE FROM search_body WHERE doc = ?", (doc,))
    run("DELETE FROM search_doc WHERE doc = ?", (doc,))
    return int(doc)


def _tokens(names: list[str], body: list[str], place: str) -> str:
    tokens = [*names, *(BODY + word for word in body)]
    for name in names:
        tokens += tails(name)
    if place:
        tokens.append(PLACE + place)
    return " ".join(tokens)


def _number(connection: sqlite3.Connection, kind: str, numbers: dict[str, int]) -> int:
    if kind not in numbers:
        connection.execute("INSERT OR IGNORE INTO search_kind (kind) VALUES (?)", (kind,))
        row = connection.execute("SELECT number FROM search_kind WHERE kind = ?", (kind,)).fetchone()
        numbers[kind] = int(row[0])
    return numbers[kind]


def _next(connection: sqlite3.Connection, kind: int) -> int:
    low, high = kind << KIND_BITS, (kind + 1 << KIND_BITS) - 1
    (last,) = connection.execute("SELECT max(doc) FROM search_doc WHERE doc BETWEEN ? AND ?", (low, high)).fetchone()
    return int(last) + 1 if last is not None else low + 1
