"""Owns the words of titles and keywords and how they are looked up; must not know documents or queries.

Its size follows the language, not the number of records, so looking wide here costs the same at 10,000 and 1,000,000.
"""

from __future__ import annotations

from search.folding import LONGEST
from search.schema import BODY, INNER

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence

LETTERS = 12  # kept of each inner part: enough to narrow down, the word itself is then compared
SHORTEST = 3  # an inner word ("Arzt", "Rat", "Amt") has at least three letters, and so has what stands before it
PAST = "\U0010ffff"  # sorts behind every letter


def tails(word: str) -> list[str]:
    """The tokens under which the words inside this word are found: Hautarzt → ·tarzt, ·arzt, ·rzt."""
    return [INNER + word[at:] for at in range(SHORTEST - 1, len(word) - SHORTEST + 1)]


class Vocabulary:
    """The vocabulary in the tables of `search.schema`; counts follow every put and drop."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def count(self, changes: Mapping[str, int], shown: Mapping[str, str]) -> None:
        """Add to (or take from) the number of documents of each word; a word without documents is forgotten.

        `shown` gives, for new words, how a person writes them.
        """
        run = self._connection.execute
        for text, change in changes.items():
            if not change:
                continue
            row = run("SELECT word, docs FROM search_word WHERE text = ?", (text,)).fetchone()
            if row is None:
                word = run("INSERT INTO search_word (text, docs, shown) VALUES (?, ?, ?)",
                           (text, change, shown.get(text, text))).lastrowid  # fmt: skip
                self._connection.executemany("INSERT INTO search_part VALUES (?, ?, ?, ?)", _parts(text, word))
            elif row[1] + change > 0:
                run("UPDATE search_word SET docs = docs + ? WHERE word = ?", (change, row[0]))
            else:
                run("DELETE FROM search_word WHERE word = ?", (row[0],))
                self._connection.executemany(
                    "DELETE FROM search_part WHERE letters = ? AND rest = ? AND at = ? AND word = ?",
                    _parts(text, row[0]),
                )

    def docs(self, texts: Iterable[str]) -> dict[str, int]:
        """{word: its number of documents} of those that are words of a title or keyword."""
        texts = list(texts)
        marks = ",".join("?" * len(texts))
        found = f"SELECT text, docs FROM search_word WHERE text IN ({marks})"  # noqa: S608 (marks only)
        return dict(self._connection.execute(found, texts).fetchall())

    def in_body(self, word: str) -> bool:
        """Whether some text holds the word, so that it is no typing error although no title does."""
        found = "SELECT 1 FROM search WHERE search MATCH ? LIMIT 1"
        return bool(self._connection.execute(found, (f'"{BODY}{word}"',)).fetchone())

    def shown(self, text: str) -> str:
        """How a person writes a folded word."""
        row = self._connection.execute("SELECT shown FROM search_word WHERE text = ?", (text,)).fetchone()
        return str(row[0]) if row else text

    def beginning(self, start: str, most: int, longer: int = LONGEST) -> dict[str, int]:
        """{word: its number of documents} of words that begin so and are at most so much longer."""
        return dict(
            self._connection.execute(
                "SELECT text, docs FROM search_word WHERE text >= ? AND text < ? AND length(text) <= ?"
                " ORDER BY text LIMIT ?",
                (start, start + PAST, len(start) + longer, most),
            ).fetchall()
        )

    def holding(self, inner: str, most: int, longer: int = LONGEST) -> list[tuple[str, int, int]]:
        """[(word, where, its documents)] of words in which these letters stand behind at least two others, followed
        by at most so many."""
        return self._connection.execute(
            "SELECT text, at, docs FROM search_part JOIN search_word USING (word) WHERE letters >= ? AND letters < ?"
            " AND at > 1 AND rest BETWEEN ? AND ? AND substr(text, at + 1, ?) = ? LIMIT ?",
            (*_range(inner), len(inner), len(inner) + longer, len(inner), inner, most),
        ).fetchall()

    def ends(self, parts: Sequence[str]) -> list[str]:
        """Those of the parts with which a longer word ends."""
        one = (
            "(SELECT substr(text, at + 1) FROM search_part JOIN search_word USING (word)"
            " WHERE letters = ? AND rest = ? AND at > 1 AND substr(text, at + 1) = ? LIMIT 1)"
        )
        given = [value for part in parts for value in (part[:LETTERS], len(part), part)]
        row = self._connection.execute(f"SELECT {', '.join([one] * len(parts))}", given).fetchone()
        return [part for part in row if part]

    def joining(self, first: str, second: str, most: int) -> list[str]:
        """Words in which both stand, side by side or apart, in either order: Haut, Projekt → Hautprojekt."""
        longer, other = (first, second) if len(first) >= len(second) else (second, first)
        rows = self._connection.execute(
            "SELECT DISTINCT text FROM search_part JOIN search_word USING (word) WHERE letters >= ? AND letters < ?"
            " AND at + rest >= ? AND substr(text, at + 1, ?) = ? AND (instr(substr(text, 1, at), ?)"
            " OR instr(substr(text, at + 1 + ?), ?)) LIMIT ?",
            (*_range(longer), len(first) + len(second), len(longer), longer, other, len(longer), other, most),
        )
        return [text for (text,) in rows]

    def alike(self, pieces: list[tuple[int, str]], length: int, errors: int, how: int, most: int) -> list[str]:
        """Words that share one of the pieces (offset, letters) of a mistyped word of this length.

        How 0: the piece stands where it should and the word is as long, give or take the errors; 1: the word may go
        on behind; 2: also before.
        """
        found: list[str] = []
        for offset, letters in pieces:
            first, last = max(0, offset - errors), offset + errors if how < 2 else LONGEST
            shortest = length - offset - errors
            longest = length - offset + errors if how < 1 else LONGEST
            rows = self._connection.execute(
                "SELECT text FROM search_part JOIN search_word USING (word)"
                " WHERE letters >= ? AND letters < ? AND at BETWEEN ? AND ? AND rest BETWEEN ? AND ?"
                " AND substr(text, at + 1, ?) = ? LIMIT ?",
                (*_range(letters), first, last, shortest, longest, len(letters), letters, most),
            )
            found += [text for (text,) in rows]
        return list(dict.fromkeys(found))


def _range(letters: str) -> tuple[str, str]:
    return letters[:LETTERS], letters[:LETTERS] + PAST


def _parts(text: str, word: int | None) -> list[tuple[str, int, int, int | None]]:
    return [(text[at : at + LETTERS], len(text) - at, at, word) for at in range(max(1, len(text) - 1))]
