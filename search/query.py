"""Owns what is read out of what a person typed; must not look anything up."""

from __future__ import annotations

from search.folding import words

LONGEST_QUERY = 256  # letters that are read: nobody types more, and pasted pages must not take longer
MOST_WORDS = 8

# Words that say nothing about the thing sought; they count only when there are no others.
STOPS = frozenset(
    words(
        "aber alle als am an auch auf aus bei beim bin bis bitte brauche da das dass dem den der des die dir du ein eine"
        " einem einen einer eines er es etwas finde für gegen gibt hab habe haben hat ich ihr im in ist kann man mein"
        " meine meinem meinen meiner mich mir mit möchte muss nach nicht noch nur oder ohne sein seine sich sie sind so"
        " soll über um und uns unser unsere vom von vor wann war was weil wenn wer werden wie will wir wird wo wohin"
        " zu zum zur zwischen e v ev gmbh the a of for to and my i in how where is"
    )
)


class Query:
    """The folded words of a query: `all` in their order, `words` those that must be found, each once."""

    def __init__(self, text: str) -> None:
        self.all = [word for word in _apart(text[:LONGEST_QUERY])][: MOST_WORDS * 2]
        self.words = list(dict.fromkeys(word for word in self.all if word not in STOPS))[:MOST_WORDS]
        if not self.words:
            self.words = list(dict.fromkeys(self.all))[:MOST_WORDS]


def _apart(text: str) -> list[str]:
    # A hyphen typed is a blank typed: words typed apart are joined again while searching.
    return words(text.replace("-", " ").replace("\u2010", " ").replace("\u2011", " "))
