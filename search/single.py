"""Owns the order in which a query of one word is tried; must not fetch or rank documents."""

from __future__ import annotations

from search.meaning import SOME, Meaning
from search.parts import Parts
from search.rounds import Rounds, either
from search.schema import BODY, INNER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.rounds import Round


class Single(Rounds):
    """Exact, beginning, other forms, ends and insides of compounds, everyday words, typing errors, the body."""

    def all(self) -> Iterator[Round]:
        """All rounds, best first."""
        (meaning,) = rank = self.meanings
        if len(self._query.all) > 1:
            yield from self.synonym(least=2)  # "ich kann nicht mehr" is more than its one word that says something
        words = meaning.beginnings()
        if meaning.word in words:
            yield either([meaning.word]), rank
            words = words[1:]
        for start in range(0, min(len(words), SOME * 4), SOME):
            yield either(words[start : start + SOME]), rank
        forms = meaning.forms()
        yield either([*forms, *(INNER + form for form in [meaning.word, *forms])]), rank
        inners = meaning.inners(SOME)
        if inners:
            yield either(inners), rank
        yield from self.synonym()
        yield from self._otherwise(meaning)
        yield either(meaning.anywhere()), rank
        if not self.found and len(meaning.word) > 4:
            yield either([BODY + meaning.word + "*"]), rank

    def _otherwise(self, meaning: Meaning) -> Iterator[Round]:
        """When no title knows the word: typing errors, its parts, everyday words it is made with or nearly is."""
        rank, word = [meaning], meaning.word
        parts = Parts(self._vocabulary, self._synonyms, word)
        if not self.found:
            yield from parts.sure()
        written = not self.found and self._vocabulary.in_body(word)
        if written and len(word) < 6:
            yield either(meaning.anywhere()), rank  # among short words nearly every word is near another
        if not self.found and meaning.mistype(2 if written else 3):  # what somebody wrote is rarely far off
            typos = meaning.corrected()
            for start in range(0, len(typos), SOME):
                yield either(typos[start : start + SOME]), rank
        for vague in (parts.apart, parts.everyday, parts.shared):
            if not self.found:
                yield from vague()
