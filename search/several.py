"""Owns the order in which a query of several words is tried; must not fetch or rank documents."""

from __future__ import annotations

from itertools import combinations, pairwise, product

from search.folding import fold
from search.meaning import SOME, Meaning
from search.parts import Parts
from search.query import PERSONS
from search.rounds import Rounds, either, every
from search.schema import BODY, INNER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.rounds import Round

RAREST = 3  # words of a long query that are tried alone


class Several(Rounds):
    """All words in the title, in one compound or apart; everyday phrases; typing errors; some words in the body; most
    words. Two words are tried in more ways than many, of which a title with some is as good."""

    def all(self) -> Iterator[Round]:
        """All rounds, best first."""
        unknown = [meaning for meaning in self.meanings if not meaning.known()]
        yield from self._titles(unknown)
        yield from self.synonym(least=2)
        mistyped = [meaning for meaning in unknown if not meaning.others and not self._written(meaning.word)]
        if not self.found and mistyped:
            yield from self._mistyped(mistyped)
        if not self.found or not mistyped:
            yield from self._partly()
            if self._two or not self.found:
                yield from self.synonym(most=1)
            yield from self._bodies()
        if not self.found and self._two:
            yield from self._mistyped([meaning for meaning in self.meanings if meaning not in mistyped])
        yield from self._most()

    @property
    def _two(self) -> bool:
        return len(self.meanings) == 2

    def _titles(self, unknown: list[Meaning]) -> Iterator[Round]:
        rank = self.meanings
        if not unknown:
            yield from self._together()
        if [form for meaning in rank for form in meaning.forms()] and all(one.others for one in unknown):
            yield from self._together()
        if not self.found and not unknown and self._two:
            yield every([meaning.tokens(wide=True) for meaning in rank]), rank

    def _together(self) -> Iterator[Round]:
        apart = every([meaning.tokens() for meaning in self.meanings])
        if self._two:
            yield from self._joined()
        yield apart, self.meanings
        if not self._two and not self.found:
            yield from self._joined()

    def _joined(self) -> Iterator[Round]:
        """Words typed apart that stand in one word: Projekt Haut → Hautprojekt."""
        for first, second in self._pairs():
            words = self._joint(first, second)
            if words:
                rest = [other.tokens() for other in self.meanings if other not in (first, second)]
                yield every([words, *rest]), self.meanings

    def _pairs(self) -> list[tuple[Meaning, Meaning]]:
        # In a long query only neighbours are taken for parts of one word.
        rank = self.meanings
        return list(combinations(rank, 2)) if len(rank) < 4 else list(pairwise(rank))

    def _joint(self, first: Meaning, second: Meaning) -> list[str]:
        one, two = first.word, second.word
        if first.typos or second.typos:
            near = [*first.typos, *second.typos]
            return [text for text in near if all(m.word in text or text in m.typos for m in (first, second))][:SOME]
        words = list(self._vocabulary.beginning(fold(one + two), SOME))
        for left, right in product(first.bases(), second.bases()):
            words += [text for text in first.beginnings(left) if right in text[len(left) :]]
            words += [text for text in second.beginnings(right) if left in text[len(right) :]]
        if not words and first.inside() and second.inside():
            words = self._vocabulary.joining(one, two, SOME)
        return sorted(set(words), key=lambda word: (len(word), word))[:SOME]

    def _written(self, word: str) -> bool:
        """Whether texts or everyday language know the word, so that it is no typing error."""
        return self._vocabulary.in_body(word) or any({word} == covered for covered, _ in self.everyday())

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

    def _partly(self) -> Iterator[Round]:
        """All words, one of them at least in the title and others in the body; the one that says most first."""
        rank = sorted(self.meanings, key=Meaning.weight)
        if self._two:
            for title, text in (rank, rank[::-1]):
                if self._vocabulary.in_body(text.word):
                    yield every([title.tokens(), text.texts()]), self.meanings
        else:
            others = [meaning.tokens() + meaning.texts() for meaning in rank[1:]]
            yield every([rank[0].tokens(), *others]), self.meanings

    def _bodies(self) -> Iterator[Round]:
        if all(self._vocabulary.in_body(meaning.word) for meaning in self.meanings):
            yield every([[BODY + base for base in meaning.bases()] for meaning in self.meanings]), self.meanings

    def _most(self) -> Iterator[Round]:
        """As many of the words as there are; the rank puts the document with more of them first."""
        # What stands in fewer titles says more.
        rank = sorted(self.meanings, key=lambda meaning: (meaning.word in PERSONS, meaning.weight()))
        if not self._two:
            compounds = [word for first, second in self._pairs() for word in self._joint(first, second)]
            yield either(compounds[:SOME] or [INNER]), self.meanings
        if 2 < len(rank) < 5:
            for left in reversed(rank):
                yield every([meaning.tokens() for meaning in rank if meaning is not left]), self.meanings
        elif len(rank) > 4:
            for other in rank[1:RAREST]:
                yield every([rank[0].tokens(), other.tokens()]), self.meanings
        yield from self._alone([meaning for meaning in rank[:RAREST] if meaning.word not in PERSONS], whom=False)
        yield from self._alone([meaning for meaning in rank[:RAREST] if meaning.word in PERSONS], whom=True)

    def _alone(self, some: list[Meaning], whom: bool) -> Iterator[Round]:
        """One of the words each; what everyday language knows is surer than a typing error guessed."""
        for meaning in some:
            if meaning.known():
                yield either(meaning.tokens()), self.meanings
        yield from self.office([entry for entry in self.everyday() if (entry[0] <= PERSONS) == whom])
        for meaning in some:
            if not meaning.known():
                yield from self._guessed(meaning)

    def _guessed(self, meaning: Meaning) -> Iterator[Round]:
        """A word that no title knows: by its typing errors, else by what it is made of."""
        parts = Parts(self._vocabulary, self._synonyms, meaning.word)
        yield from parts.sure()
        if meaning.typos:
            yield either(meaning.tokens()), self.meanings
        elif not self.found:
            for vague in (parts.apart, parts.everyday, parts.shared):
                if not self.found:
                    yield from vague()
