"""Owns the tables of the index, all named search…; must not fill or read them.

`search` (FTS5) holds one row a document, its words told apart by a mark before them, because one table with one
kind of token is looked up once, whereas columns would cost positions:

    haut        a whole word of title or keywords
    ·projekt    the rest of such a word from some letter on (Hautprojekt), so that an inner word is one lookup
    ¶haut       a word of the body
    §zellerau   the place

`search_word` is the vocabulary of titles and keywords; `search_part` finds its words by any letters inside them.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3

VERSION = 3
INNER, BODY, PLACE = "·", "¶", "§"
KIND_BITS = 40  # a rowid is the kind's number, then the document's: one kind is one range of rowids

TABLES = (
    """CREATE TABLE search_kind (number INTEGER PRIMARY KEY, kind TEXT NOT NULL UNIQUE)""",
    # The body is kept apart and packed: FTS5 without content needs the old words to forget a row (SQLite < 3.43).
    """CREATE TABLE search_doc (doc INTEGER PRIMARY KEY, id TEXT NOT NULL, title TEXT NOT NULL,
       keywords TEXT NOT NULL, place TEXT NOT NULL, stamp INTEGER NOT NULL)""",
    """CREATE INDEX search_doc_id ON search_doc (id)""",
    """CREATE TABLE search_body (doc INTEGER PRIMARY KEY, body BLOB NOT NULL)""",
    """CREATE TABLE search_word (word INTEGER PRIMARY KEY, text TEXT NOT NULL, docs INTEGER NOT NULL,
       shown TEXT NOT NULL)""",
    """CREATE UNIQUE INDEX search_word_text ON search_word (text)""",
    # The first letters from position `at` on, and how many letters follow `at` in the word.
    """CREATE TABLE search_part (letters TEXT, rest INTEGER, at INTEGER, word INTEGER,
       PRIMARY KEY (letters, rest, at, word)) WITHOUT ROWID""",
    """CREATE TABLE search_synonym (word TEXT, phrase TEXT, office TEXT, PRIMARY KEY (word, phrase))
       WITHOUT ROWID""",
    """CREATE TABLE search_note (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID""",
    """CREATE VIRTUAL TABLE search USING fts5
       (words, content='', detail=none, columnsize=0, tokenize='ascii')""",
)


def create(connection: sqlite3.Connection) -> None:
    """Make the tables that are not there yet; an index of another version is dropped, for it can be filled again."""
    present = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE name GLOB 'search*'")}
    if "search_note" in present:
        (version,) = connection.execute("SELECT value FROM search_note WHERE name = 'version'").fetchone()
        if version == str(VERSION):
            return
        for name in (
            "search",
            "search_kind",
            "search_doc",
            "search_body",
            "search_word",
            "search_part",
            "search_synonym",
            "search_note",
        ):
            connection.execute(f"DROP TABLE IF EXISTS {name}")
    for statement in TABLES:
        connection.execute(statement)
    connection.execute("INSERT INTO search_note VALUES ('version', ?)", (str(VERSION),))
