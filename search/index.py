"""Owns the index: what goes in, what is found; must not commit, or open a database of its own."""

from __future__ import annotations

from search.document import Hit
from search.folding import words
from search.query import Query
from search.ranking import Ranking
from search.rounds import Rounds
from search.schema import KIND_BITS, PLACE, create
from search.synonyms import Synonyms
from search.vocabulary import Vocabulary

TYPE_CHECKING = False
if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable

    from contract.synonyms import SynonymSet
    from search.document import Document

    Row = tuple[int, str, str, str, str, int]

LOOKED_AT = 32  # documents of one look-up that are ranked: a page, and some to choose from

_FETCH = (
    "SELECT doc, id, title, keywords, place, stamp FROM search CROSS JOIN search_doc ON doc = search.rowid"
    " WHERE search MATCH ? AND search.rowid BETWEEN ? AND ? ORDER BY search.rowid DESC LIMIT ?"
)


class Index:
    """Search over an SQLite connection (3.40 or later, with FTS5), inside the caller's transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._vocabulary = Vocabulary(connection)
        self._synonyms = Synonyms(connection)
        self._kinds: dict[int, str] = {}

    def prepare(self) -> None:
        """Make what is missing; quick when nothing is."""
        create(self._connection)
        self._kinds.clear()

    def learn(self, sets: Iterable[SynonymSet]) -> None:
        """Take these everyday words in place of all there were."""
        self._synonyms.learn(sets)

    def put(self, documents: Iterable[Document]) -> None:
        """Add documents, or replace those with the same kind and id."""
        from search.filling import put

        put(self._connection, self._vocabulary, documents)
        self._kinds.clear()

    def drop(self, kind: str, ids: Iterable[str]) -> None:
        """Forget documents; unknown ids are no error."""
        from search.filling import drop

        drop(self._connection, self._vocabulary, kind, ids)

    def find(self, query: str, *, kind: str | None = None, place: str | None = None, limit: int = 50) -> list[Hit]:
        """The best documents for what a person typed, at most `limit`, best first; the asked place comes first
        among equals. Any text is allowed; what has no letter or digit finds nothing."""
        asked = Query(query)
        ranges = self._ranges(kind)
        if not asked.words or not ranges or limit < 1:
            return []
        here = "".join(words(place)) if place else ""
        plan = self._plan(asked)
        seen: set[int] = set()
        hits: list[Hit] = []
        for expression, meanings in plan.all():
            ranking = Ranking(meanings, here)
            rows = [row for row in self._look(expression, ranges, here, max(limit, LOOKED_AT)) if row[0] not in seen]
            ranked = sorted((ranking.key(*row[2:]), row[1], row) for row in rows)
            for _, identity, row in ranked[: limit - len(hits)]:
                hits.append(Hit(self._kinds[row[0] >> KIND_BITS], identity, ranking.stage(row[2], row[3])))
            seen.update(row[0] for row in rows)
            plan.found = len(hits)
            if len(hits) >= limit:
                break
        return hits

    def _plan(self, asked: Query) -> Rounds:
        # Imported when met: the first result of a cold process waits for one of them only.
        if len(asked.words) > 1:
            from search.several import Several

            return Several(asked, self._vocabulary, self._synonyms)
        from search.single import Single

        return Single(asked, self._vocabulary, self._synonyms)

    def suggest(self, query: str) -> str | None:
        """ "Meinten Sie": the query with mistyped words put right, or None when there is nothing to put right."""
        asked = Query(query)
        everyday = {word for covered, _ in self._synonyms.of(asked.all) for word in covered}
        better: dict[str, str] = {}
        for meaning in Rounds(asked, self._vocabulary, self._synonyms).meanings:
            word = meaning.word
            if word in everyday or meaning.known() or meaning.forms() or self._vocabulary.in_body(word):
                continue
            if meaning.mistype():
                near, (_, how) = next(iter(meaning.typos.items()))
                if how < 1 or (how == 1 and len(word) > 6):
                    better[word] = self._vocabulary.shown(near)
        if not better:
            return None
        return " ".join(better.get((words(word) or [""])[0], word) for word in query.split())

    def _look(self, expression: str, ranges: list[tuple[int, int]], place: str, most: int) -> list[Row]:
        run = self._connection.execute
        rows: list[Row] = run(_FETCH, (expression, ranges[0][0], ranges[-1][1], most)).fetchall()
        if len(rows) < most:
            return rows
        # There are more than are looked at: let each kind and the asked place have its share.
        if len(ranges) > 1:
            share = most // len(ranges) + 1
            rows = [row for low, high in ranges for row in run(_FETCH, (expression, low, high, share))] + rows
        if place:
            near = f'({expression}) AND "{PLACE}{place}"'
            rows = run(_FETCH, (near, ranges[0][0], ranges[-1][1], most)).fetchall() + rows
        return list({row[0]: row for row in rows}.values())

    def _ranges(self, kind: str | None) -> list[tuple[int, int]]:
        if not self._kinds or (kind is not None and kind not in self._kinds.values()):
            self._kinds = dict(self._connection.execute("SELECT number, kind FROM search_kind ORDER BY number"))
        numbers = [number for number, name in self._kinds.items() if kind in (None, name)]
        return [(number << KIND_BITS, (number + 1 << KIND_BITS) - 1) for number in numbers]
