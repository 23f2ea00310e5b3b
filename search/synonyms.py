"""Owns the everyday words and the office words they stand for, as the index keeps them; must not search for either.

The words are content (`contract.synonyms.SynonymSet`): whoever fills the index gives them to it.
"""

from __future__ import annotations

from search.stem import trunk
from search.typo import allowed, near

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from contract.synonyms import SynonymSet


class Synonyms:
    """The table in the index, so that a cold search reads three rows and not every set."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def learn(self, sets: Iterable[SynonymSet]) -> None:
        """Take these in place of all there were."""
        run = self._connection.execute
        rows = _rows(sets)
        run("DELETE FROM search_synonym")
        self._connection.executemany("INSERT OR REPLACE INTO search_synonym VALUES (?, ?, ?)", rows)
        everyday = " ".join(sorted({phrase for _, phrase, _ in rows if " " not in phrase}))
        run("INSERT OR REPLACE INTO search_note VALUES ('everyday', ?)", (everyday,))

    def of(self, words: list[str]) -> list[tuple[set[str], list[str]]]:
        """[(words of the query that are covered, office words)], the phrase with the most words first."""
        trunks = {trunk(word): word for word in words}
        if not trunks:
            return []
        marks = ",".join("?" * len(trunks))
        phrases = f"SELECT phrase, office FROM search_synonym WHERE word IN ({marks})"  # noqa: S608 (marks only)
        rows = self._connection.execute(phrases, list(trunks)).fetchall()
        found = []
        for phrase, office in rows:
            needed = phrase.split()
            if all(word in trunks for word in needed):
                found.append((len(needed), {trunks[word] for word in needed}, office.split()))
        found.sort(key=lambda entry: -entry[0])
        most = found[0][0] if found else 0
        return [(covered, office) for size, covered, office in found if size == most or size > 1]

    def near(self, word: str) -> list[str]:
        """Everyday words (their trunks) that a word is made with, or is one typing error away from: Drogenproblem,
        Muellabfur."""
        row = self._connection.execute("SELECT value FROM search_note WHERE name = 'everyday'").fetchone()
        everyday = row[0].split() if row else []
        held = [other for other in everyday if len(other) > 3 and (word.startswith(other) or word.endswith(other))]
        found = near(trunk(word), everyday, min(1, allowed(word))) if everyday and not held else {}
        return sorted(held, key=len)[-1:] or [other for other, (_, how) in found.items() if how == 0]


def _rows(sets: Iterable[SynonymSet]) -> list[tuple[str, str, str]]:
    """(a word by which the phrase is found, the phrase, office words), all folded and cut to their trunks."""
    from search.folding import words

    merged: dict[str, dict[str, None]] = {}
    for one in sets:
        meant = [(other, found[0]) for other in one.means or one.says if (found := words(other))]
        for phrase in one.says:
            office = merged.setdefault(" ".join(trunk(word) for word in words(phrase)), {})
            office.update((word, None) for other, word in meant if other != phrase)
    return [
        (max(phrase.split(), key=len), phrase, " ".join(office))
        for phrase, office in merged.items()
        if phrase and office
    ]
