"""Owns which institutions are likely the same one; it must not join them.

Compared are only institutions that share something rare: a folded name, a seldom word of it, a number, a page, an
address. So ten thousand need some ten thousand comparisons, not fifty million.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Literal, NamedTuple

from contract.help import Location
from contract.help_desk import Institution
from search.folding import fold

Why = Literal["name", "phone", "address", "website"]

#: What says only in which form of law somebody works.
FORMS = frozenset(
    {"ev", "e", "v", "gmbh", "ggmbh", "mbh", "ug", "ag", "kg", "stiftung", "verein", "eingetragener"}
    | {"der", "die", "das", "des", "und", "fur", "in", "im", "am"}
)
#: From here on they are shown; and how much each sameness weighs.
LIKELY = 0.6
WEIGHTS: dict[Why, float] = {"phone": 0.62, "website": 0.5, "address": 0.35}
#: Names are the same from here on (share of pairs of letters in common).
SAME_NAME = 0.75
#: What so many have (a street of offices, "Würzburg") tells nothing.
MOST_ALIKE = 30
#: How many pairs are shown at most.
SHOWN = 200


class Pair(NamedTuple):
    first: str
    second: str
    why: tuple[Why, ...]
    likeness: float


@dataclass(frozen=True)
class Traits:
    """What an institution is known by, each in a form that is the same however it was written."""

    id: str
    name: str
    phones: frozenset[str]
    addresses: frozenset[str]
    website: str


def traits(one: Institution, phones: Iterable[str], places: Iterable[Location]) -> Traits:
    """Of an institution, with numbers and places of its offers."""
    numbers = {international(each) for each in (*(phone.number for phone in one.phones), *phones)}
    addresses = {_address(place) for place in places}
    return Traits(
        one.id, _name(one.name), frozenset(numbers - {""}), frozenset(addresses - {""}), host(one.website or "")
    )


def likely(known: Collection[Traits], apart: Collection[tuple[str, str]] = ()) -> list[Pair]:
    """Pairs that are likely one, the likeliest first. `apart`: those that are not, lesser id first."""
    by = {each.id: each for each in known}
    found: list[Pair] = []
    for first, second in candidates(known) - set(apart):
        why, likeness = _compared(by[first], by[second])
        if likeness >= LIKELY:
            found.append(Pair(first, second, why, likeness))
    return sorted(found, key=lambda pair: (-pair.likeness, pair.first, pair.second))[:SHOWN]


def international(number: str) -> str:
    """A number in the form of E.164, as dialled in Germany: `0931 12-3` is `+49931123`. Empty: too short to tell."""
    digits = re.sub(r"[^0-9+]", "", number.replace("(0)", ""))
    if digits.startswith("00"):
        digits = f"+{digits[2:]}"
    elif digits.startswith("0"):
        digits = f"+49{digits[1:]}"
    elif not digits.startswith("+"):
        # 110, 116 117: everybody's numbers.
        return ""
    return digits if len(digits) >= 8 else ""


def host(url: str) -> str:
    """Whose page it is, without `www.`; and with its path, where many have theirs at one host."""
    plain = re.sub(r"^[a-z]+://", "", url.strip().lower()).split("?")[0].split("#")[0].rstrip("/")
    return plain.removeprefix("www.")


def _name(name: str) -> str:
    words = re.findall(r"[a-z0-9]+", fold(name.replace("e.V.", " ").replace("e. V.", " ")))
    return " ".join(word for word in words if word not in FORMS) or " ".join(words)


def _address(place: Location) -> str:
    if not place.address:
        return ""
    street = fold(place.address.address_1)
    street = re.sub(r"str(asse|\.)?(?=\s|$|\d)", "str", street)
    return f"{place.address.postal_code} {' '.join(re.findall('[a-z0-9]+', street))}"


def candidates(known: Collection[Traits]) -> set[tuple[str, str]]:
    """Pairs of ids that share something rare, lesser id first."""
    seldom = Counter(word for each in known for word in set(each.name.split()))
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for each in known:
        for key in _keys(each, seldom):
            blocks[key].append(each.id)
    pairs: set[tuple[str, str]] = set()
    for ids in blocks.values():
        if len(ids) <= MOST_ALIKE:
            pairs.update((min(pair), max(pair)) for pair in combinations(ids, 2))
    return pairs


def _keys(each: Traits, seldom: Counter[str]) -> Iterator[str]:
    yield f"n:{each.name}"
    # The two rarest words of a name: enough for twins, and few share them.
    words = sorted({word for word in each.name.split() if len(word) > 3}, key=lambda word: (seldom[word], word))
    yield from (f"w:{word}" for word in words[:2])
    yield from (f"p:{number}" for number in each.phones)
    yield from (f"a:{address}" for address in each.addresses)
    if each.website:
        yield f"u:{each.website}"


def _compared(one: Traits, other: Traits) -> tuple[tuple[Why, ...], float]:
    same: list[Why] = []
    alike = _alike(one.name, other.name)
    unlike = 1.0
    if alike >= SAME_NAME:
        same.append("name")
        unlike *= 1 - 0.9 * alike
    if one.phones & other.phones:
        same.append("phone")
    if one.addresses & other.addresses:
        same.append("address")
    if one.website and one.website == other.website:
        same.append("website")
    for each in same:
        unlike *= 1 - WEIGHTS.get(each, 0.0)
    return tuple(same), round(1 - unlike, 3)


def _alike(one: str, other: str) -> float:
    """Share of pairs of letters that both have (Dice), 0 to 1."""
    first, second = _pairs(one), _pairs(other)
    return 2 * len(first & second) / (len(first) + len(second)) if first and second else float(one == other)


@lru_cache(maxsize=20_000)
def _pairs(name: str) -> frozenset[str]:
    plain = f" {name} "
    return frozenset(plain[at : at + 2] for at in range(len(plain) - 1))
