"""Owns the order in which a query is tried, from the exact word to the body; must not fetch or rank documents.

A plan yields (FTS5 expression, meanings to rank by); whoever runs it stops as soon as the page is full and tells in
`found` how many documents there are, for a word that was found is no typing error.
"""

from __future__ import annotations

from search.folding import fold
from search.meaning import FEW, Meaning
from search.schema import BODY

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.query import Query
    from search.synonyms import Synonyms
    from search.vocabulary import Vocabulary

    Round = tuple[str, list[Meaning]]


def either(tokens: list[str]) -> str:
    """An FTS5 expression for any of the tokens; they hold letters, digits and our marks only, so quoting is enough."""
    return "(" + " OR ".join(f'"{token}"' for token in dict.fromkeys(tokens)) + ")"


def every(parts: list[list[str]]) -> str:
    """An FTS5 expression for one token out of each part."""
    return " AND ".join(either(part) for part in parts)


class Plan:
    """The rounds for one query."""

    def __init__(self, query: Query, vocabulary: Vocabulary, synonyms: Synonyms) -> None:
        self.found = 0
        self._query = query
        self._vocabulary = vocabulary
        self._synonyms = synonyms
        last = query.words[-1:]
        self.meanings = [Meaning(vocabulary, word, finished=word not in last) for word in query.words]

    def rounds(self) -> Iterator[Round]:
        """All rounds, best first."""
        if len(self.meanings) == 1:
            yield from self._one(self.meanings[0])
        elif self.meanings:
            yield from self._many()

    def _one(self, meaning: Meaning) -> Iterator[Round]:
        rank = [meaning]
        words = meaning.beginnings()
        if meaning.word in words:
            yield either([meaning.word]), rank
            words = [word for word in words if word != meaning.word]
        for start in range(0, min(len(words), FEW * 4), FEW):
            yield either(words[start : start + FEW]), rank
        forms = meaning.forms()
        yield either(meaning.tokens()[-1:] + forms + [f"·{form}" for form in forms]), rank
        inners = meaning.inners()
        if inners:
            yield either(inners[: FEW * 2]), rank
        yield from self._synonym()
        if not self.found and meaning.mistype():
            yield either(list(meaning.typos)[:FEW]), rank
            yield either(list(meaning.typos)[FEW:] or ["·"]), rank
        if not self.found:
            yield from self._apart(meaning.word)
        yield either([BODY + meaning.word]), rank
        yield either(meaning.anywhere()), rank
        if not self.found and len(meaning.word) > 4:
            yield f'"{BODY}{meaning.word}" *', rank

    def _many(self) -> Iterator[Round]:
        rank = self.meanings
        yield from self._joined()
        yield every([meaning.tokens() for meaning in rank]), rank
        yield every([meaning.tokens(wide=True) for meaning in rank]), rank
        yield from self._synonym()
        if not self.found and self._mistyped():
            yield from self._joined()
            yield every([meaning.tokens(wide=True) for meaning in rank]), rank
        # All words, but some of them only in the body.
        for meaning in rank:
            others = [other.tokens(wide=True) + other.anywhere() for other in rank if other is not meaning]
            yield every([meaning.tokens(wide=True), *others]), rank
        yield every([meaning.anywhere() for meaning in rank]), rank
        yield from self._most()

    def _joined(self) -> Iterator[Round]:
        """Words typed apart that stand in one word: Projekt Haut → Hautprojekt."""
        rank = self.meanings
        for at, first in enumerate(rank):
            for second in rank[at + 1 :] if len(rank) < 4 else rank[at + 1 : at + 2]:
                words = self._together(first, second)
                if words:
                    rest = [other.tokens() for other in rank if other not in (first, second)]
                    yield every([words, *rest]), rank

    def _together(self, first: Meaning, second: Meaning) -> list[str]:
        if first.typos or second.typos:
            near = [*first.typos, *second.typos]
            return [word for word in near if all(self._holds(word, one) for one in (first, second))][: FEW * 2]
        one, two = first.word, second.word
        words = self._vocabulary.joining(one, two, FEW) + self._vocabulary.joining(two, one, FEW)
        words += [*self._vocabulary.beginning(fold(one + two), FEW)]
        return sorted(words, key=len)

    @staticmethod
    def _holds(word: str, meaning: Meaning) -> bool:
        return meaning.word in word or word in meaning.typos

    def _mistyped(self) -> bool:
        """Look for typing errors: first inside the words that another word of the query is found in."""
        some = False
        for meaning in self.meanings:
            for other in self.meanings:
                if other is not meaning and len(other.word) > 2:
                    some = meaning.mistype_beside(other.word) or some
        for meaning in self.meanings:
            if not meaning.typos and not meaning.beginnings() and not meaning.inners():
                some = meaning.mistype() or some
        return some

    def _synonym(self) -> Iterator[Round]:
        for covered, office in self._synonyms.of(self._query.all):
            meant = Meaning(self._vocabulary, "", office)
            rest = [meaning for meaning in self.meanings if meaning.word not in covered]
            yield every([part.tokens() for part in (meant, *rest)]), [meant, *rest]

    def _apart(self, word: str) -> Iterator[Round]:
        """One word typed that titles write as two, or only a part of which they know."""
        cuts = [(word[:at], word[at:]) for at in range(3, len(word) - 2)]
        known = self._vocabulary.docs({part for cut in cuts for part in cut})
        for first, second in cuts:
            if first in known and second in known:
                both = [Meaning(self._vocabulary, part) for part in (first, second)]
                yield every([part.tokens() for part in both]), both
        largest = max((part for part in known if len(part) > 4), key=len, default="")
        if largest:
            yield either([largest]), [Meaning(self._vocabulary, largest)]

    def _most(self) -> Iterator[Round]:
        """As many of the words as there are; the rank puts the document with more of them first."""
        rank = self.meanings
        if len(rank) > 2:
            for left in rank:
                yield every([meaning.tokens(wide=True) for meaning in rank if meaning is not left]), rank
        if not self.found:
            for meaning in sorted(rank, key=lambda one: -len(one.word)):
                yield either(meaning.tokens(wide=True)), rank
