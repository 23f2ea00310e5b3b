"""Owns the order in which a query is tried, from the exact word to the body; must not fetch or rank documents.

A plan yields (FTS5 expression, meanings to rank by); whoever runs it stops as soon as the page is full and tells in
`found` how many documents there are, for a word that was found is no typing error.
"""

from __future__ import annotations

from itertools import product

from search.folding import fold
from search.meaning import SOME, Meaning
from search.schema import BODY, INNER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.query import Query
    from search.synonyms import Synonyms
    from search.vocabulary import Vocabulary

    Round = tuple[str, list[Meaning]]


def either(tokens: list[str]) -> str:
    """An FTS5 expression for any of the tokens; they hold letters, digits and our marks only, so quoting is enough.
    A star at the end of a token stands for any letters."""
    quoted = (f'"{token[:-1]}" *' if token[-1] == "*" else f'"{token}"' for token in dict.fromkeys(tokens))
    return "(" + " OR ".join(quoted) + ")"


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
        self._known_phrases: list[tuple[set[str], list[str]]] | None = None
        self.meanings = [
            Meaning(vocabulary, word, query.typed.get(word, ""), finished=word != query.words[-1])
            for word in query.words
        ]

    def rounds(self) -> Iterator[Round]:
        """All rounds, best first."""
        if len(self.meanings) == 1:
            yield from self._one(self.meanings[0])
        elif self.meanings:
            yield from self._many()

    def _one(self, meaning: Meaning) -> Iterator[Round]:
        rank, word = [meaning], meaning.word
        if len(self._query.all) > 1:
            yield from self._synonym(least=2)  # "ich kann nicht mehr" is more than its one word that says something
        words = meaning.beginnings()
        if word in words:
            yield either([word]), rank
            words = words[1:]
        for start in range(0, min(len(words), SOME * 4), SOME):
            yield either(words[start : start + SOME]), rank
        forms = meaning.forms()
        yield either([*forms, *(INNER + form for form in [word, *forms])]), rank
        inners = meaning.inners(SOME)
        if inners:
            yield either(inners), rank
        yield from self._synonym()
        if not self.found and len(word) < 6 and self._vocabulary.in_body(word):
            yield either(meaning.anywhere()), rank  # among short words nearly every word is near another
        if not self.found and meaning.mistype():
            typos = meaning.corrected()
            for start in range(0, len(typos), SOME):
                yield either(typos[start : start + SOME]), rank
        if not self.found:
            yield from self._apart(word)
        if not self.found:
            for near in self._synonyms.near(word):
                yield from self._synonym([near])
        yield either(meaning.anywhere()), rank
        if not self.found and len(word) > 4:
            yield either([BODY + word + "*"]), rank

    def _many(self) -> Iterator[Round]:
        rank = self.meanings
        unknown = [meaning for meaning in rank if not meaning.known()]
        if not unknown:
            yield from self._together()
        if [form for meaning in rank for form in meaning.forms()] and all(one.others for one in unknown):
            yield from self._together()
        if not self.found and not unknown:
            yield every([meaning.tokens(wide=True) for meaning in rank]), rank
        yield from self._synonym(least=2)
        mistyped = [meaning for meaning in unknown if not meaning.others and not self._written(meaning.word)]
        if not self.found and mistyped:
            yield from self._mistyped(mistyped)
        if not self.found or not mistyped:
            yield from self._anywhere()
            yield from self._synonym(most=1)
            yield from self._bodies()
        if not self.found:
            yield from self._mistyped([meaning for meaning in rank if meaning not in mistyped])
        yield from self._most()

    def _together(self) -> Iterator[Round]:
        yield from self._joined()
        yield every([meaning.tokens() for meaning in self.meanings]), self.meanings

    def _joined(self) -> Iterator[Round]:
        """Words typed apart that stand in one word: Projekt Haut → Hautprojekt."""
        rank = self.meanings
        for at, first in enumerate(rank):
            for second in rank[at + 1 :] if len(rank) < 4 else rank[at + 1 : at + 2]:
                words = self._joint(first, second)
                if words:
                    rest = [other.tokens() for other in rank if other not in (first, second)]
                    yield every([words, *rest]), rank

    def _joint(self, first: Meaning, second: Meaning) -> list[str]:
        one, two = first.word, second.word
        if first.typos or second.typos:
            near = [*first.typos, *second.typos]
            return [text for text in near if all(m.word in text or text in m.typos for m in (first, second))][:SOME]
        words = list(self._vocabulary.beginning(fold(one + two), SOME))
        for left, right in product(first.bases(), second.bases()):
            words += [text for text in first.beginnings(left) if right in text[len(left) :]]
            words += [text for text in second.beginnings(right) if left in text[len(right) :]]
        if not words and len(one) + len(two) > 4:
            words = self._vocabulary.joining(one, two, SOME)
        return sorted(set(words), key=lambda word: (len(word), word))[:SOME]

    def _mistyped(self, suspects: list[Meaning]) -> Iterator[Round]:
        """The suspects with their typing errors put right: first inside words that hold another word of the query."""
        some = False
        for meaning in suspects:
            for other in self.meanings:
                if other is not meaning and len(other.word) > 2:
                    some = meaning.mistype_beside(other) or some
            if not meaning.typos and not meaning.known():
                some = meaning.mistype() or some
        if some:
            yield from self._joined()
        if some and not self.found:
            yield every([meaning.tokens() for meaning in self.meanings]), self.meanings

    def _everyday(self) -> list[tuple[set[str], list[str]]]:
        if self._known_phrases is None:
            self._known_phrases = self._synonyms.of(self._query.all)
        return self._known_phrases

    def _written(self, word: str) -> bool:
        """Whether texts or everyday language know the word, so that it is no typing error."""
        return self._vocabulary.in_body(word) or any({word} == covered for covered, _ in self._everyday())

    def _synonym(self, words: list[str] | None = None, least: int = 1, most: int = 99) -> Iterator[Round]:
        """What everyday words stand for, the phrase of the most words first."""
        for covered, office in self._synonyms.of(words) if words else self._everyday():
            if least <= len(covered) <= most:
                meant = Meaning(self._vocabulary, "", office=office)
                rest = [one for one in self.meanings if one.word not in covered] if not words else []
                yield every([part.tokens() for part in (meant, *rest)]), [meant, *rest]
                if rest and len(covered) > 1:  # a whole phrase says enough, whatever stands around it
                    yield every([meant.tokens()]), [meant]

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

    def _anywhere(self) -> Iterator[Round]:
        """All words, one of them at least in the title and others in the body."""
        rank = self.meanings
        titles = [meaning.tokens() for meaning in rank]
        for at in sorted(range(len(rank)), key=lambda number: rank[number].weight()):
            if len(rank) == 2 and not self._vocabulary.in_body(rank[1 - at].word):
                continue
            others = [
                meaning.texts() if len(rank) == 2 else titles[number] + meaning.texts()
                for number, meaning in enumerate(rank)
                if number != at
            ]
            yield every([titles[at], *others]), rank

    def _bodies(self) -> Iterator[Round]:
        if all(self._vocabulary.in_body(meaning.word) for meaning in self.meanings):
            yield every([meaning.texts() for meaning in self.meanings]), self.meanings

    def _most(self) -> Iterator[Round]:
        """As many of the words as there are; the rank puts the document with more of them first."""
        rank = self.meanings
        if len(rank) > 2:
            for left in rank:
                yield every([meaning.tokens() for meaning in rank if meaning is not left]), rank
        for meaning in sorted(rank, key=Meaning.weight)[:3]:  # what stands in fewer titles says more
            yield either(meaning.tokens()), rank
        for _, office in self._everyday():
            meant = Meaning(self._vocabulary, "", office=office)
            yield either(meant.tokens()), [meant]
