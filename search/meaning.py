"""Owns the ways in which one word of a query may stand in a title; must not rank or fetch documents."""

from __future__ import annotations

from search.query import STOPS
from search.schema import BODY, INNER
from search.stem import INFLECTIONS, related, trunk
from search.typo import allowed, near, pieces
from search.vocabulary import LETTERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from search.vocabulary import Vocabulary

    Near = dict[str, tuple[int, int]]

SCAN = 256  # words of the vocabulary looked at for one beginning or inner word
FEW, SOME = 8, 24  # tokens in one look-up; each costs some microseconds
MERGED = 1000  # documents up to which all words with one beginning are taken at once
STEPS = ((1, 1), (1, 2), (2, 1), (2, 2), (3, 1))  # errors, and how as in `Vocabulary.alike`
ALIKE = 400  # words compared letter by letter for one piece of a mistyped word


class Meaning:
    """One word (or, with `office`, one everyday phrase) and what it is widened to.

    `others` are words that mean the same, with what they cost in ranking; `typos` are words of the vocabulary that
    are near, {word: (distance, how)} as in `search.typo.near`; `finished`: another word follows.
    """

    def __init__(
        self, vocabulary: Vocabulary, word: str, typed: str = "", finished: bool = True, office: Iterable[str] = ()
    ) -> None:
        self.word = word
        self.finished = finished
        self.others: list[tuple[str, float]] = [(other, min(4.0 + at / 20, 4.9)) for at, other in enumerate(office)]
        self.typos: Near = {}
        self._typed = [word, typed] if typed else [word]
        self._vocabulary = vocabulary
        self._stemmed = not word
        self._tokens: dict[tuple[bool, int, int], list[str]] = {}
        self._beginnings: dict[str, dict[str, int]] = {}
        self._inside: bool | None = None
        self._holding: list[tuple[str, int, int]] | None = None

    def beginnings(self, base: str = "") -> list[str]:
        """Words that begin with it (or another base of it), itself first, then the shortest and the most used."""
        base = base or self.word
        if base not in self._beginnings:
            found = self._vocabulary.beginning(base, SCAN)
            self._beginnings[base] = dict(sorted(found.items(), key=lambda item: (len(item[0]), -item[1], item[0])))
        return list(self._beginnings[base])

    def holding(self) -> list[tuple[str, int, int]]:
        """(word, where, documents) of words inside which it stands."""
        if self._holding is None:
            self._holding = self._vocabulary.holding(self.word, SCAN) if len(self.word) > 2 else []
        return self._holding

    def known(self) -> bool:
        """Whether a word of the vocabulary begins with it or holds it."""
        return bool(self.beginnings()) or self.inside()

    def inside(self) -> bool:
        """Whether a word of the vocabulary holds it behind other letters."""
        if self._inside is None:
            self._inside = len(self.word) > 2 and bool(self._vocabulary.holding(self.word, 1))
        return self._inside

    def weight(self) -> int:
        """In how many titles a word begins with it; none is not few, for then it is only a part of words."""
        return sum(self._beginnings[self.word].values()) if self.beginnings() else MERGED * 1000

    def forms(self) -> list[str]:
        """Other forms of the word in the vocabulary: Ärzte → arzt; from then on they are among `others`."""
        if self._stemmed or len(self.word) < 4:
            return []
        self._stemmed = True
        base = trunk(self.word)
        # Longer parts share their key with others, and what they have in common with a word is told by its beginning.
        ends = set(self._vocabulary.ends([base + ending for ending in INFLECTIONS])) if len(base) < LETTERS else set()
        forms = ends | self._vocabulary.beginning(base, SCAN, 3).keys()
        others = (text for text in forms - STOPS if not text.startswith(self.word))
        found = sorted(text for text in others if related(self.word, text))
        self.others += [(text, 0.5) for text in found]
        return found

    def bases(self) -> list[str]:
        """The word and the forms of it that are known by now."""
        return [self.word, *(other for other, cost in self.others if cost < 1)]

    def tokens(self, wide: bool = False) -> list[str]:
        """Title tokens for one look-up: beginnings, ends and what else is known by now; `wide`: more of them."""
        known = (wide, len(self.others), len(self.typos))
        if known not in self._tokens:
            self._tokens[known] = self._look_wide(SOME if wide else FEW, wide)
        return self._tokens[known]

    def _look_wide(self, most: int, wide: bool) -> list[str]:
        found: list[str] = []
        if self.word:
            words = self.beginnings()
            few = len(words) <= most or len(words) == SCAN or self.weight() > MERGED
            found += words[:most] if few else [self.word + "*"]
            found += [INNER + self.word, *self.inners(most)] if wide else [INNER + self.word]
        for other, _ in self.others:
            found += [*self._vocabulary.beginning(other, FEW // 2), INNER + other]
        return found + self.corrected()[: SOME * 2]

    def corrected(self) -> list[str]:
        """Tokens for the words that are near, and for words that end with one of them."""
        return [*self.typos, *(INNER + text for text, (_, how) in self.typos.items() if how < 1)]

    def inners(self, most: int) -> list[str]:
        """Tokens for words inside which it stands: sucht → ·suchtberatung."""
        held = self.holding()
        rests = sorted({text[at:] for text, at, _ in held} - {self.word}, key=lambda rest: (len(rest), rest))
        few = len(rests) <= most or len(held) == SCAN or sum(docs for _, _, docs in held) > MERGED
        return [INNER + rest for rest in rests[:most]] if few else [INNER + self.word + "*"]

    def texts(self) -> list[str]:
        """Tokens of the body: the word and its other forms."""
        return [BODY + word for word in self.bases()]

    def anywhere(self) -> list[str]:
        """Tokens of the body: the word, its other forms and corrections."""
        words = [self.word, *self.beginnings()[:FEW], *self.typos, *(other for other, _ in self.others)]
        return [BODY + word for word in dict.fromkeys(words)][:SOME]

    def mistype(self, forgiven: int = 3) -> bool:
        """Find the words of the vocabulary that are nearest: as a whole or their beginnings, else inside them."""
        most = min(forgiven, max(allowed(word) for word in self._typed))
        # A long word is rather mistyped twice than meant as a part of another.
        steps = sorted(STEPS, key=lambda step: step[1]) if len(self.word) > 9 else STEPS
        for errors, how in (step for step in steps if step[0] <= most):
            found = self._alike(errors, errors, how)
            if found:
                self._keep(found)
                return True
        # Swapped neighbours on both sides of a cut spoil two pieces: cut once more.
        found = self._alike(most, most + 1, 1) if len(self.word) > 3 * most + 5 else {}
        self._keep(found)
        return bool(found)

    def mistype_beside(self, other: Meaning) -> bool:
        """Find words made of the other word and one that is near: bratung beside schuldner; is there one?"""
        rests: dict[str, list[str]] = {}
        held = [(text, at) for text, at, _ in other.holding()] + [(text, 0) for text in other.beginnings()]
        for text, at in held:
            behind = at + len(other.word)
            for rest in (text[:at], text[behind:], text[behind + 1 :]):  # + 1: a linking s
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

    def _keep(self, found: Near) -> None:
        least = min(found.values(), default=(0, 0))[0]
        best = sorted((rank, len(text), text) for text, rank in found.items() if rank[0] == least)[: SOME * 4]
        # The same letters in another order are the likelier slip: how -1.
        same = [sorted(word) for word in self._typed]
        self.typos.update(
            {text: (rank[0], -1 if rank[1] == 0 and sorted(text) in same else rank[1]) for rank, _, text in best}
        )

    def _alike(self, errors: int, cuts: int, how: int) -> Near:
        found: Near = {}
        for word in self._typed:
            if len(word) < (2, 2, 4)[how] * (cuts + 1):
                continue  # pieces of so few letters stand in every word
            others = self._vocabulary.alike(pieces(word, cuts), len(word), errors, how, ALIKE)
            if how == 1 and len(others) >= ALIKE:  # cut off: look for words of this length at least
                others = list({*others, *self._vocabulary.alike(pieces(word, cuts), len(word), errors, 0, ALIKE)})
            for text, rank in near(word, others, errors, how == 2).items() if others else ():
                found[text] = min(rank, found.get(text, rank))
        return found
