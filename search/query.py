"""Owns what is read out of what a person typed; must not look anything up."""

from __future__ import annotations

from search.folding import LONGEST, plain, undouble, words

LONGEST_QUERY = 256  # letters that are read: nobody types more, and pasted pages must not take longer
MOST_WORDS = 6

# Words that say nothing about the thing sought; they count only when there are no others.
STOPS = frozenset(
    words(
        "aber alle als am an auch auf aus bei beim bin bis bitte brauche da das dass dem den der des die dir"
        " du ein eine einem einen einer eines er es etwas finde für gegen gibt hab habe haben hat ich ihr im"
        " in ist kann man mein meine meinem meinen meiner mich mir mit möchte muss nach nicht noch nur oder"
        " ohne sein seine sich sie sind so soll über um und uns unser unsere vom von vor wann war was weil"
        " wenn wer werden wie will wir wird wo wohin zu zum zur mehr viel sehr ganz kein keine keinen einfach"
        " doch mal schon immer jetzt hier dort dann diese dieser dieses welche welcher welches e v ev gmbh the"
        " a of for to and my i how where is mei net ned brauch"
        " seit suche finden bekomme bekommt bekommen kriege kriegen fühle fühl gerne gern lange wieder dass ob"
        " gerade glaube machen macht mache gehen geht tun alles nichts etwas"
    )
)

# Words that say for whom and not what: they are tried last, but "meine Frau schlägt mich" means what it says.
PERSONS = frozenset(
    words(
        "mann frau vater mutter papa mama mutti vati eltern oma opa großmutter großvater sohn tochter kind kinder"
        " kindern bub bruder schwester freund freundin partner partnerin ehemann ehefrau nachbar nachbarin jemand"
        " mensch menschen leute person familie familien tante onkel enkel baby niemand"
    )
)


class Query:
    """The folded words of a query: `all` in their order, `words` those that must be found, each once.

    `typed` has, where ae, oe or ue were folded, the word as it was typed: in a mistyped word they may be chance
    ("Freiwilligenptae").
    """

    def __init__(self, text: str) -> None:
        self.all: list[str] = []
        self.typed: dict[str, str] = {}
        letters = plain(text[:LONGEST_QUERY])
        # A hyphen typed is a blank typed: words typed apart are joined again while searching.
        for typed in "".join(letter if letter.isalnum() else " " for letter in letters).split()[: MOST_WORDS * 2]:
            word = undouble(typed)[:LONGEST]
            self.all.append(word)
            if word != typed:
                self.typed[word] = typed[:LONGEST]
        content = [word for word in self.all if word not in STOPS] or self.all
        self.words = list(dict.fromkeys(content))[:MOST_WORDS]
