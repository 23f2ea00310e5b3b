"""Owns what all plans share: look-ups as FTS5 expressions, and what everyday words stand for; must not fetch or rank.

A plan yields rounds (FTS5 expression, meanings to rank by), best first; whoever runs it stops as soon as the page is
full and tells in `found` how many documents there are, for a word that was found is no typing error.
"""

from __future__ import annotations

from search.meaning import Meaning
from search.query import STOPS

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


class Rounds:
    """The rounds for one query; `Single` and `Several` say which and in which order."""

    def __init__(self, query: Query, vocabulary: Vocabulary, synonyms: Synonyms) -> None:
        self.found = 0
        self.meanings = [
            Meaning(vocabulary, word, query.typed.get(word, ""), finished=word != query.words[-1])
            for word in query.words
        ]
        self._query = query
        self._vocabulary = vocabulary
        self._synonyms = synonyms
        self._everyday: list[tuple[set[str], list[str]]] | None = None

    def all(self) -> Iterator[Round]:
        """All rounds, best first."""
        raise NotImplementedError

    def everyday(self) -> list[tuple[set[str], list[str]]]:
        """(words of the query, office words that they stand for), read once."""
        if self._everyday is None:
            self._everyday = self._synonyms.of(self._query.all)
            small = [entry for entry in self._everyday if entry[0] <= STOPS]
            content = [meaning.word for meaning in self.meanings if meaning.word not in STOPS]
            if small and content:
                # "Kann nicht mehr" says all, but not in "kann die Raten nicht mehr bezahlen": there it comes last.
                self._everyday = [each for each in self._everyday if each not in small] or self._synonyms.of(content)
                self._everyday += small
        return self._everyday

    def synonym(self, least: int = 1, most: int = 99) -> Iterator[Round]:
        """Everyday phrases of so many words by their office words, beside the words they do not cover."""
        content = not STOPS.issuperset(meaning.word for meaning in self.meanings)
        for covered, office in self.everyday():
            if least <= len(covered) <= most and not (content and covered <= STOPS):
                meant = Meaning(self._vocabulary, "", office=office)
                rest = [one for one in self.meanings if one.word not in covered]
                yield every([part.tokens() for part in (meant, *rest)]), [meant, *rest]
                if rest and len(covered) > 1:  # a whole phrase says enough, whatever stands around it
                    yield every([meant.tokens()]), [meant]

    def office(self, everyday: list[tuple[set[str], list[str]]]) -> Iterator[Round]:
        """Office words alone."""
        for _, office in everyday:
            meant = Meaning(self._vocabulary, "", office=office)
            yield either(meant.tokens()), [meant]
