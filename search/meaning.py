"""Owns the ways in which one word of a query may stand in a title; must not rank or fetch documents."""

from __future__ import annotations

from search.schema import BODY, INNER
from search.stem import ENDINGS, stem, trunk
from search.typo import allowed, near, pieces

TYPE_CHECKING = False
if TYPE_CHECKING:
    from search.vocabulary import Vocabulary

SCAN = 256  # words of the vocabulary looked at for one beginning or inner word
FEW = 24  # tokens in one look-up; each costs some microseconds
ALIKE = 400  # words compared letter by letter for one piece of a mistyped word


class Meaning:
    """One word (or, with `office`, one everyday phrase) and what it is widened to.

    `others` are words that mean the same, with what they cost in ranking; `typos` are words of the vocabulary that
    are near, {word: (distance, how)} as in `search.typo.near`.
    """

    def __init__(
        self, vocabulary: Vocabulary, word: str, office: list[str] | None = None, finished: bool = False
    ) -> None:
        self.word = word
        self.finished = finished
        self.others: list[tuple[str, float]] = [(other, 4.0) for other in office or ()]
        self.typos: dict[str, tuple[int, int]] = {}
        self._vocabulary = vocabulary
        self._office = office is not None
        self._beginnings: dict[str, list[str]] = {}
        self._stemmed = False

    def beginnings(self, word: str | None = None) -> list[str]:
        """Words that begin with it, itself first, then the shortest and the most used."""
        word = word or self.word
        if word not in self._beginnings:
            found = self._vocabulary.beginning(word, SCAN)
            self._beginnings[word] = sorted(found, key=lambda text: (len(text), -found[text], text))
        return self._beginnings[word]

    def forms(self) -> list[str]:
        """Other forms of the word in the vocabulary: Ärzte → arzt; they are kept in `others`."""
        if self._stemmed or self._office or len(self.word) < 4:
            return []
        self._stemmed = True
        base = trunk(self.word)
        others = {
            text
            for text in self._vocabulary.beginning(base, SCAN)
            if text[len(base) :] in ENDINGS and not text.startswith(self.word)
        }
        inner = {
            text[at:]
            for text, at in (self._vocabulary.holding(base, SCAN) if base != self.word else ())
            if text[at + len(base) :] in ENDINGS and text[at:] != self.word
        }
        if not others and not inner:
            return []
        same = stem(self.word)
        forms = [text for text in others | inner if text.startswith(same) and text[len(same) :] in ENDINGS]
        self.others += [(text, 0.5) for text in sorted(forms, key=len)]
        return forms

    def inners(self) -> list[str]:
        """Tokens of words inside which it stands without ending them: sucht → ·suchtberatung."""
        found = {text[at:] for text, at in self._vocabulary.holding(self.word, SCAN)} if len(self.word) > 2 else set()
        return [INNER + rest for rest in sorted(found - {self.word}, key=lambda rest: (len(rest), rest))]

    def tokens(self, wide: bool = False) -> list[str]:
        """Title tokens for one look-up: beginnings and ends; `wide` with all else that is known by now."""
        words = [other for other, _ in self.others] if self._office else [self.word]
        if wide and not self._office:
            self.forms()
            words += [other for other, _ in self.others]
        found: list[str] = []
        for word in words:
            found += [*self.beginnings(word)[: FEW * 4 if wide else FEW], INNER + word]
        if wide and not self._office:
            found += self.inners()[:FEW]
        return found + list(self.typos)[: FEW * 2]

    def anywhere(self) -> list[str]:
        """Tokens of the body: the word and its beginnings and forms, as far as titles know them."""
        words = [self.word, *self.beginnings()[:FEW], *self.typos, *(other for other, _ in self.others)]
        return [BODY + word for word in dict.fromkeys(words)]

    def mistype(self) -> bool:
        """Find the words of the vocabulary that are nearest; is there one?"""
        for errors in range(1, allowed(self.word) + 1):
            found = self._near(errors, inside=False)
            if not found and errors < 3:
                found = self._near(errors, inside=True)
            if found:
                self._keep(found)
                return True
        return False

    def mistype_beside(self, other: str) -> bool:
        """Find words made of the other word and one that is near: bratung beside schuldner; is there one?"""
        rests: dict[str, list[str]] = {}
        for text in [*self._vocabulary.beginning(other, SCAN), *self._vocabulary.ending(other, SCAN)]:
            at = text.find(other) if text.startswith(other) else len(text) - len(other)
            for rest in (text[:at], text[at + len(other) :], text[at + len(other) + 1 :]):
                if len(rest) > 2:
                    rests.setdefault(rest, []).append(text)
        if not rests:
            return False
        for errors in range(1, max(1, allowed(self.word)) + 1):
            found = near(self.word, list(rests), errors)
            if len(self.word) < 4:
                found = {rest: rank for rest, rank in found.items() if rank[1] == 0}
            if found:
                self._keep({text: rank for rest, rank in found.items() for text in rests[rest]})
                return True
        return False

    def _keep(self, found: dict[str, tuple[int, int]]) -> None:
        least = min(found.values())[0]
        best = sorted((rank, len(text), text) for text, rank in found.items() if rank[0] == least)
        self.typos.update({text: rank for rank, _, text in best[: FEW * 4]})

    def _near(self, errors: int, inside: bool) -> dict[str, tuple[int, int]]:
        parts = pieces(self.word, errors)
        if inside and len(self.word) < 4 * (errors + 1):
            return {}  # pieces of two letters stand in every word
        others = self._vocabulary.alike(parts, len(self.word), errors, inside, ALIKE)
        return near(self.word, others, errors, inside) if others else {}
