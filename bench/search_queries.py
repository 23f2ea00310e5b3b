"""Owns the queries to the corpus of `bench.search_corpus`, by class; must not know how search works."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

from bench.search_corpus import CONCEPTS, HEADS, MODIFIERS, PLACES, compound

AE = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
PLAIN = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "Ä": "A", "Ö": "O", "Ü": "U", "ß": "ss"})
LETTERS = "abcdefghijklmnopqrstuvwxyzäöü"


def mistype(r: random.Random, word: str) -> str:
    """One typing error: another, a missing, an additional or two swapped letters, never the first."""
    at = r.randrange(1, len(word) - 1)
    return r.choice((
        word[:at] + r.choice(LETTERS) + word[at + 1 :],
        word[:at] + word[at + 1 :],
        word[:at] + r.choice(LETTERS) + word[at:],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    ))  # fmt: skip


def swapped(r: random.Random, word: str) -> str:
    """Two neighbours in the wrong order."""
    at = r.randrange(1, len(word) - 2)
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def _parts(concept: int) -> tuple[str, str]:
    return MODIFIERS[concept // len(HEADS)], HEADS[concept % len(HEADS)][0]


def _half_mistyped(r: random.Random, concept: int) -> str:
    modifier, head = _parts(concept)
    if len(modifier) > len(head):
        modifier = mistype(r, modifier)
    else:
        head = mistype(r, head)
    return f"{head} {modifier}" if r.random() < 0.5 else f"{modifier} {head}"


def _unlinked(concept: int) -> str:
    modifier, head = _parts(concept)
    return (modifier[:-1] if modifier[-1] == "s" and len(modifier) > 4 else modifier) + head.lower()


CLASSES: dict[str, Callable[[random.Random, int], str]] = {
    "exact": lambda r, c: compound(c),
    "upper": lambda r, c: compound(c).upper(),
    "lower": lambda r, c: compound(c).lower(),
    "prefix": lambda r, c: compound(c)[: max(len(_parts(c)[0]) + 3, len(compound(c)) * 3 // 4)],
    "plural": lambda r, c: compound(c, 1),
    "genitive": lambda r, c: compound(c, 2),
    "umlaut-ae": lambda r, c: compound(c).translate(AE),
    "umlaut-a": lambda r, c: compound(c).translate(PLAIN),
    "split": lambda r, c: " ".join(_parts(c)),
    "split-turned": lambda r, c: " ".join(_parts(c)[::-1]),
    "hyphen": lambda r, c: "-".join(_parts(c)),
    "dotted": lambda r, c: "·".join(_parts(c)).lower(),
    "unlinked": lambda r, c: _unlinked(c),
    "typo1": lambda r, c: mistype(r, compound(c)),
    "typo2": lambda r, c: mistype(r, mistype(r, compound(c))),
    "swapped": lambda r, c: swapped(r, compound(c)),
    "swapped-first": lambda r, c: compound(c)[1] + compound(c)[0].lower() + compound(c)[2:],
    "typo+ae": lambda r, c: mistype(r, compound(c).translate(AE)),
    "split+typo": _half_mistyped,
    "split+plural": lambda r, c: f"{_parts(c)[0]} {HEADS[c % len(HEADS)][1]}",
    "filler": lambda r, c: f"wo ist die {compound(c)} bitte",
    "unfinished+typo": lambda r, c: mistype(r, compound(c)[:-2]),
}


def queries(each: int = 60, seed: int = 99) -> list[dict[str, Any]]:
    """So many queries of each class; {k (class), q (text), c (concept) or hd ([head, place])}."""
    r = random.Random(seed)
    found: list[dict[str, Any]] = []
    for name, make in CLASSES.items():
        pool = [concept for concept in CONCEPTS if len(compound(concept)) > (11 if "2" in name else 8)]
        if name.startswith("umlaut") or name == "typo+ae":
            pool = [concept for concept in pool if compound(concept) != compound(concept).translate(PLAIN)]
        if name == "unlinked":
            pool = [concept for concept in pool if _unlinked(concept) != compound(concept)]
        for concept in r.sample(pool, each):
            found.append({"k": name, "q": make(r, concept), "c": concept, "hd": None})
    for _ in range(each):
        head, place = r.randrange(len(HEADS)), r.choice(PLACES)
        found.append({"k": "head+place", "q": f"{HEADS[head][0]} {place}", "c": None, "hd": [head, place]})
        concept, place = r.choice(CONCEPTS), r.choice(PLACES)
        found.append({"k": "split+place", "q": f"{' '.join(_parts(concept)[::-1])} {place}", "c": concept, "hd": None})
        found.append({"k": "compound+place", "q": f"{place} {compound(concept)}", "c": concept, "hd": None})
    return found
