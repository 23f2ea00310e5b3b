"""Owns which words are forms of one word; must not import the stemmer before a word needs it (it costs 25 ms)."""

from __future__ import annotations

from functools import lru_cache

# What German puts behind a stem: plural, case, diminutive of use, feminine.
ENDINGS = frozenset(("", "e", "en", "em", "er", "ern", "es", "n", "nen", "s", "se", "sen", "ses", "ens", "in", "innen"))
LATIN = frozenset(("um", "us", "on", "a"))  # Museum, Museen: another ending in place of the stem's, not behind it
INFLECTIONS = tuple(sorted(ENDINGS | LATIN))
_STEMMER: list[object] = []


def trunk(word: str) -> str:
    """The word without its longest ending: a cheap first look, so that most words never need the stemmer."""
    for size in (3, 2, 1):
        if len(word) - size >= 3 and word[-size:] in ENDINGS:
            return word[:-size]
    return word[:-2] if len(word) > 5 and word[-2:] in LATIN else word


def related(word: str, other: str) -> bool:
    """Whether two folded words are forms of one; `other` begins with the trunk of the word."""
    base = trunk(word)
    mine, its = word[len(base) :], other[len(base) :]
    if (mine == "en" and its in LATIN) or (its == "en" and mine in LATIN):
        return True
    if {mine, its} == {"", "s"}:
        return True  # Büros, Cafés: the stemmer leaves an s behind a vowel
    return its in ENDINGS and mine in ENDINGS and stem(word) == stem(other)


@lru_cache(maxsize=512)
def stem(word: str) -> str:
    """The stem after Snowball's German algorithm, of a folded word; it is always a beginning of the word."""
    if not _STEMMER:
        from snowballstemmer import stemmer

        _STEMMER.append(stemmer("german"))
    found = str(_STEMMER[0].stemWord(word))  # type: ignore[attr-defined]
    return found if len(found) >= 3 and word.startswith(found) else word
