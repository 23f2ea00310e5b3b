"""Owns the order of the documents that one look-up found; must not fetch any.

Closest match first (whole word, beginning, other form, end, inside, synonym, typo), then the asked place, then BM25
over title and keywords (Robertson and Zaragoza, 2009), then the newest.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from search.meaning import Meaning

STAGES = ("exact", "prefix", "inner", "inner", "synonym", "typo", "typo", "typo", "body")
MISSING = 8.0
KEYWORD = 0.4  # a keyword says a little less than the title
K1, B, USUAL = 1.2, 0.3, 4.0  # BM25: saturation, weight of the length, usual number of words in a title


def closeness(word: str, term: str, finished: bool = False) -> float:
    """0: the same; 1.x: begins with it; 2.x: ends with it; 3.x: holds it; MISSING: neither. x: letters left over.

    A finished word (another follows it) means the thing itself rather than a beginning: in German that is the end of
    a word (an Elternrat is a Rat, a Rathaus is not), so both change places.
    """
    if word == term:
        return 0.0
    at = term.find(word)
    if at < 0:
        return MISSING
    over = min(0.9, (len(term) - len(word)) / 50)
    begin, end = (2.0, 1.0) if finished else (1.0, 2.0)
    if len(word) > 2 and len(term) - len(word) > 1 and term.endswith(word):
        return min(end, begin) + over if at == 0 else end + over
    if at == 0:
        return begin + over
    return 3.0 + over if len(word) > 2 and at > 1 else MISSING


class Ranking:
    """The order for some meanings that a document should hold, seen from a place."""

    def __init__(self, meanings: list[Meaning], place: str) -> None:
        self.meanings = meanings
        self._place = place
        self._far: list[dict[str, float]] = [{} for _ in meanings]  # titles share many words

    def key(self, title: str, keywords: str, place: str, stamp: int) -> tuple[float, bool, float, int]:
        """Sorts the better document first; its first number is how far the document is from the query."""
        terms = title.split()
        extra = keywords.split()
        total, hits = 0.0, 0
        met: dict[str, int] = {}
        for number in range(len(self.meanings)):
            best, by = self._best(number, terms, extra)
            if best < MISSING:
                hits += terms.count(by) or 1
                if by in met and best >= 1:
                    best += self._joined(met[by], number, by)
                met[by] = number
            total += best
        lines = title.split("\n")
        length = len(terms) / len(lines) + len(extra) / 4
        weight = hits * (K1 + 1) / (hits + K1 * (1 - B + B * length / USUAL)) if hits else 0.0
        if not total and any(len(line.split()) == len(self.meanings) for line in lines):
            weight += 1.0  # the title, or one of its wordings, is the query
        return (round(total, 2), place != self._place, -round(weight, 3), -stamp)

    def stage(self, title: str, keywords: str) -> str:
        """How the document was found: the farthest of its words tells."""
        terms, extra = title.split(), keywords.split()
        return STAGES[int(max(self._best(number, terms, extra)[0] for number in range(len(self.meanings))))]

    def _joined(self, first: int, second: int, term: str) -> float:
        """What two words of the query gain by standing in one word: "Projekt Haut" meant Hautprojekt, not two things.

        Their own distances give way to what is left of the word, and to their order.
        """
        one, two = self.meanings[first].word, self.meanings[second].word
        left = (len(term) - len(one) - len(two)) / 50
        turned = 0.0 if term.find(one) <= term.find(two) else 0.4
        typos = max(0.0, self._far[first][term] - 4) + max(0.0, self._far[second][term] - 4)
        return 1.0 + left + turned + typos - self._far[first][term] - self._far[second][term]

    def _best(self, number: int, terms: list[str], extra: list[str]) -> tuple[float, str]:
        best, by = MISSING, ""
        known = self._far[number]
        for less, some in ((0.0, terms), (KEYWORD, extra)):
            for term in some:
                far = known.get(term)
                if far is None:
                    far = known[term] = distance(self.meanings[number], term)
                if far + less < best:
                    best, by = far + less, term
        return best, by


def distance(meaning: Meaning, term: str) -> float:
    """How far a word of a title is from what was meant, in the steps of `closeness`; 5 and more: a typo."""
    best = closeness(meaning.word, term, meaning.finished) if meaning.word else MISSING
    for other, cost in meaning.others:
        if best > cost and (far := closeness(other, term)) < MISSING:
            best = min(best, cost + far * (1.0 if cost < 1 else 0.02))
    return min(best, _mistyped(meaning, term)) if best >= 5 and meaning.typos else best


def _mistyped(meaning: Meaning, term: str) -> float:
    if term in meaning.typos:
        errors, how = meaning.typos[term]
        return min(4.7 + errors * 0.7 + how * 0.25 + abs(len(term) - len(meaning.word)) / 100, MISSING - 0.1)
    ends = [errors for near, (errors, how) in meaning.typos.items() if how < 1 and term.endswith(near)]
    return min(5.2 + min(ends) * 0.7, MISSING - 0.1) if ends else MISSING
