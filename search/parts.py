"""Owns what a compound that no title knows is made of; must not correct typing errors, fetch or rank.

A German compound is about its last part and tells by its first ones which: Giftpilz has to do with Gift, as the
Giftnotruf has. So a part that titles or everyday language know is better than nothing.
"""

from __future__ import annotations

from search.meaning import SOME, Meaning
from search.rounds import either, every

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from search.rounds import Round
    from search.synonyms import Synonyms
    from search.vocabulary import Vocabulary

SHORTEST = 4  # letters of a beginning that two words share because they have to do with each other


class Parts:
    """The look-ups for the parts of one word, from sure to vague."""

    def __init__(self, vocabulary: Vocabulary, synonyms: Synonyms, word: str) -> None:
        self._vocabulary = vocabulary
        self._synonyms = synonyms
        self._word = word
        self._cuts = [(word[:at], word[at:]) for at in range(3, len(word) - 2)]

    def sure(self) -> Iterator[Round]:
        """An everyday word beside a word that titles know: Job-suche, Asyl-beratung. That is no typing error."""
        known = self._vocabulary.docs({second for _, second in self._cuts}) if self._cuts else {}
        rests = {first: second for first, second in self._cuts if second in known}
        for covered, office in self._synonyms.of(list(rests)):
            meant = Meaning(self._vocabulary, "", office=office)
            for first in covered:
                yield every([meant.tokens(), Meaning(self._vocabulary, rests[first]).tokens()]), [meant]
            yield either(meant.tokens()), [meant]

    def apart(self) -> Iterator[Round]:
        """One word typed that titles write as two, or only a part of which they know."""
        known = self._vocabulary.docs({part for cut in self._cuts for part in cut}) if self._cuts else {}
        for first, second in self._cuts:
            if first in known and second in known:
                both = [Meaning(self._vocabulary, part) for part in (first, second)]
                yield every([part.tokens() for part in both]), both
        largest = max((part for part in known if len(part) > SHORTEST), key=len, default="")
        if largest:
            yield either([largest]), [Meaning(self._vocabulary, largest)]

    def everyday(self) -> Iterator[Round]:
        """An everyday word that it begins or ends with, or nearly is: Drogen-problem."""
        for _, office in self._synonyms.of(self._synonyms.near(self._word)):
            meant = Meaning(self._vocabulary, "", office=office)
            yield either(meant.tokens()), [meant]

    def shared(self) -> Iterator[Round]:
        """Words that begin as it does, for half of it at least: Gift-pilz, Gift-notruf."""
        for first, _ in reversed(self._cuts):
            if len(first) < max(SHORTEST, len(self._word) / 2):
                return
            if found := list(self._vocabulary.beginning(first, SOME)):
                yield either(found), [Meaning(self._vocabulary, first)]
                return
