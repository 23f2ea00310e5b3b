"""Owns the one folding of text and query; must not know where a word comes from or what is done with it."""

from __future__ import annotations

from unicodedata import category, normalize

LONGEST = 48  # letters of a word that are kept: longer ones are addresses and noise

# Simple language splits long words with a middle dot ("Bundes·tag"), layout with a soft hyphen; both are one word.
# So are letters with an apostrophe or a direction mark between them.
SPLIT_MARKS = "\u00b7\u2027\u2219\u30fb\u00ad'\u2019\u02bc"


class _Letters(dict[int, str]):
    """Code point -> what it folds to; filled as letters are met, so that the table stays as small as the languages."""

    def __missing__(self, code: int) -> str:
        letter = chr(code)
        if letter in SPLIT_MARKS or category(letter) in ("Mn", "Me", "Cf"):
            folded = ""
        else:
            plain = normalize("NFKD", normalize("NFKD", letter).casefold())
            folded = "".join(part for part in plain if category(part) not in ("Mn", "Me", "Cf"))
            folded = "".join(part for part in folded if part not in SPLIT_MARKS).replace("\0", " ")
        self[code] = folded
        return folded


class _Spaces(dict[int, str]):
    """Code point of a folded text -> itself if it is part of a word, else a blank (a hyphen stays, see `words`)."""

    def __missing__(self, code: int) -> str:
        self[code] = kept = chr(code) if chr(code).isalnum() or code == 0x2D else " "
        return kept


_LETTERS = _Letters()
_SPACES = _Spaces(dict.fromkeys((45, 8208, 8209), "-"))


def fold(text: str) -> str:
    """The text in lower case, ß as ss, without marks, ä = ae = a (ö, ü likewise); folding twice changes nothing."""
    return undouble(plain(text))


def plain(text: str) -> str:
    """The text in lower case, ß as ss, without marks; ae, oe and ue stay as they were typed."""
    return text.translate(_LETTERS)


def undouble(text: str) -> str:
    """ae, oe, ue as a, o, u: the way ä, ö, ü are written where the keyboard has none."""
    while "eee" in text:  # keeps the loops below short, whatever the text
        text = text.replace("eee", "ee")
    for digraph in ("ae", "oe"):
        while digraph in text:
            text = text.replace(digraph, digraph[0])
    if "ue" in text:
        # Behind a vowel or q it is no umlaut: Bauer, Steuer, Quelle keep their letters, and typos their distance.
        for before in "aeouq":
            text = text.replace(before + "ue", before + "\0e")
        while "ue" in text:
            text = text.replace("ue", "u")
        text = text.replace("\0e", "ue")
    return text


def words(text: str) -> list[str]:
    """The folded words of a text in their order; "Haut-Projekt" gives hautprojekt, haut, projekt."""
    found: list[str] = []
    for chunk in fold(text).translate(_SPACES).split():
        if "-" in chunk:
            parts = [part for part in chunk.split("-") if part]
            if len(parts) > 1 and len(chunk) <= LONGEST:
                found.append(fold("".join(parts)))
            found += [part[:LONGEST] for part in parts]
        else:
            found.append(chunk[:LONGEST])
    return found
