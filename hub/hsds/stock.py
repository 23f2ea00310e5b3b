"""Owns which offers, institutions and places a question of HSDS is about, as SQL; it must not know how they are told.

Lists go in the order of all lists (`contract.record.Record.order`). What HSDS gives an id and we do not (a service at a
location) is found by an index that is made once per change.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sqlalchemy import Select, func, select

from contract.help import HelpOffer
from hub.core.hub import Hub
from hub.core.tables import FACET, RECORD
from hub.hsds import service
from hub.hsds.profile import Json, nested

#: How many hits of a search count.
MOST_HITS = 200
METRES = 111_195.0


class Row(NamedTuple):
    offer: HelpOffer
    changed_at: int


class At(NamedTuple):
    """A service at a location: its id, whose it is, and where."""

    id: str
    offer: str
    postal_code: str
    point: tuple[float, float] | None


@dataclass(frozen=True)
class Wanted:
    """What is asked for. `facets` add up; `ids`: only those; `since`: changed then or later (Unix seconds)."""

    facets: tuple[str, ...] = ()
    since: int = 0
    ids: frozenset[str] | None = None


@dataclass(frozen=True)
class Index:
    """What is known of all offers together, as of one change."""

    number: tuple[str, int]
    at: tuple[At, ...] = ()
    by_id: dict[str, At] = field(default_factory=dict)
    organizations: dict[str, Json] = field(default_factory=dict)
    offers: dict[str, list[str]] = field(default_factory=dict)


class Stock:
    """Reads offers for HSDS."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._index = Index(("", -1))

    def count(self, wanted: Wanted) -> int:
        with self._hub.database.reading() as connection:
            return int(connection.execute(_where(select(func.count()).select_from(RECORD), wanted)).scalar_one())

    def rows(self, wanted: Wanted, first: int = 0, most: int | None = None) -> list[Row]:
        """Offers in their order, from the `first`th on."""
        query = _where(select(RECORD.c.body, RECORD.c.changed_at), wanted).order_by(RECORD.c.sort, RECORD.c.id)
        with self._hub.database.reading() as connection:
            found = connection.execute(query.offset(first).limit(most))
            return [Row(HelpOffer.model_validate_json(row.body), row.changed_at) for row in found]

    def ids(self, wanted: Wanted) -> set[str]:
        with self._hub.database.reading() as connection:
            return set(connection.execute(_where(select(RECORD.c.id), wanted)).scalars())

    def hits(self, words: str) -> frozenset[str]:
        """Ids of the offers that a search finds."""
        found = self._hub.search.find(words, HelpOffer.kind, limit=MOST_HITS)
        return frozenset(hit.id for hit in found.items)

    def index(self) -> Index:
        number = self._hub.log.epoch, self._hub.log.numbers()[HelpOffer.kind]
        if self._index.number != number:
            self._index = _indexed(number, (row.offer for row in self.rows(Wanted())))
        return self._index


def _where(query: Select[Any], wanted: Wanted) -> Select[Any]:
    query = query.where(RECORD.c.kind == HelpOffer.kind, RECORD.c.gone.is_(False))
    for facet in wanted.facets:
        having = select(FACET.c.id).where(FACET.c.kind == HelpOffer.kind, FACET.c.name == facet)
        query = query.where(RECORD.c.id.in_(having))
    if wanted.since:
        query = query.where(RECORD.c.changed_at >= wanted.since)
    return query if wanted.ids is None else query.where(RECORD.c.id.in_(wanted.ids))


def _indexed(number: tuple[str, int], offers: Iterable[HelpOffer]) -> Index:
    at: list[At] = []
    organizations: dict[str, Json] = {}
    of: dict[str, list[str]] = {}
    for offer in offers:
        who = service.organization(offer)
        organizations.setdefault(who["id"], who)
        of.setdefault(who["id"], []).append(offer.id)
        for place, each in enumerate(offer.locations):
            code = each.address.postal_code if each.address else ""
            there = each.latitude is not None and each.longitude is not None
            point = (each.latitude or 0.0, each.longitude or 0.0) if there else None
            at.append(At(nested(offer.id, "service_at_location", place), offer.id, code, point))
    return Index(number, tuple(at), {each.id: each for each in at}, organizations, of)


def near(at: Collection[At], postal_code: str, metres: int) -> list[At]:
    """Those in a postal code's area, or as near to the middle of its known places."""
    inside = [each for each in at if each.postal_code == postal_code]
    points = [each.point for each in inside if each.point]
    if not metres or not points:
        return inside
    middle = sum(each[0] for each in points) / len(points), sum(each[1] for each in points) / len(points)
    return [each for each in at if each.point and _metres(each.point, middle) <= metres]


def _metres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Flat, which is right to a metre within a county."""
    east = (a[1] - b[1]) * math.cos(math.radians((a[0] + b[0]) / 2))
    return METRES * math.hypot(a[0] - b[0], east)
