"""Owns the index of keywords from A to Z; it must not draw it or search.

The order is that of German dictionaries (DIN 5007-1): ä as a, ß as ss; digits stand before A, other scripts after Z.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple
from unicodedata import normalize

from contract.help import HelpOffer
from contract.text import LanguageTag

DIGITS, OTHERS = "0–9", "…"
_DOT = "\u00b7"  # for the eye only: simple language splits long words with it


class Keyword(NamedTuple):
    """`letter`: the heading it stands under. `word` finds `offers` offers; whoever chooses it searches for it."""

    letter: str
    word: str
    offers: int


def keywords(offers: Iterable[HelpOffer], language: LanguageTag, topics: Mapping[str, str]) -> tuple[Keyword, ...]:
    """Names in this language, terms, and the words of `topics` {slug: word}, each with how many offers have it."""
    written: dict[tuple[str, str], str] = {}
    holders: dict[tuple[str, str], set[str]] = {}
    for offer in offers:
        names = [offer.name, offer.alternate_name] if offer.alternate_name else [offer.name]
        words = [*(name.pick(language) for name in names), *offer.terms]
        words += [topics[topic] for topic in offer.topics if topic in topics]
        for word in filter(None, map(str.strip, words)):
            key = _key(word)
            # "App" and "app" are one keyword; a noun keeps its capital.
            written[key] = min(word, written.get(key, word))
            holders.setdefault(key, set()).add(offer.id)
    return tuple(Keyword(_letter(key[0]), written[key], len(holders[key])) for key in sorted(written, key=_place))


def _key(word: str) -> tuple[str, str]:
    """(letters without marks, letters with them), in small letters: "schon" and "schön" stay two words."""
    small = normalize("NFC", word.replace(_DOT, "").casefold())
    bare = "".join(letter for letter in normalize("NFKD", small) if not "\u0300" <= letter <= "\u036f")
    return bare, small


def _letter(bare: str) -> str:
    first = next((letter for letter in bare if letter.isalnum()), "")
    if first.isdigit():
        return DIGITS
    return first.upper() if "a" <= first <= "z" else OTHERS


def _place(key: tuple[str, str]) -> tuple[int, str, str]:
    """Where it stands: marks do not count but between words that are the same without them."""
    letter, bare = _letter(key[0]), key[0].lstrip(" \"'„“(«»–-")
    return ({DIGITS: 0, OTHERS: 2}.get(letter, 1), bare, key[1])
