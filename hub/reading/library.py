"""Owns what the reading pages read: offers, articles, the emergency card; it must not draw or know a request."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from pydantic import ValidationError
from sqlalchemy import select

from contract.articles import Article
from contract.crisis_card import Card
from contract.help import HelpOffer
from contract.record import Record
from hub.core.hub import Hub
from hub.core.parameters import Asked
from hub.core.problems import Refusal
from hub.core.records import Shelf
from hub.core.tables import RECORD

ASSETS = Path(__file__).parents[2] / "assets"
PAGE = 50
#: What is looked through for filters, of what a search found.
FOUND = 100
#: Offers that are no more.
OVER = ("inactive", "defunct")
LOG = logging.getLogger(__name__)
R = TypeVar("R", bound=Record)


class Offers(NamedTuple):
    """A page of offers. `next`: where to go on, empty at the end. `meant`: a better word for what was asked."""

    offers: list[HelpOffer]
    next: str = ""
    meant: str = ""


class Library:
    """All of it blocks. What was looked for is neither kept nor logged."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._offers = Shelf(hub.database, HelpOffer.kind)

    def offer(self, id_: str) -> HelpOffer | None:
        return next(iter(self._read(HelpOffer, [id_])), None)

    def article(self, id_: str) -> Article | None:
        return next(iter(self._read(Article, [id_])), None)

    def articles(self) -> list[Article]:
        """All, by their titles."""
        return self._read(Article, None)

    def directory(self, facets: tuple[str, ...], cursor: str) -> Offers:
        """A page of all offers that have these facets (`contract.help.HelpOffer.facets`), as lists go."""
        asked = {"limit": PAGE, "cursor": cursor, "facet": facets, "place": ""}
        try:
            page = json.loads(self._offers.list(Asked({}, asked)).body)
        except Refusal:
            # A cursor that is none.
            return Offers([])
        return Offers(_shown(_models(HelpOffer, page["items"])), page["next"] or "")

    def search(self, words: str, facets: Sequence[str]) -> Offers:
        """What fits the words best, of what has these facets."""
        hits = self._hub.search.find(words, HelpOffer.kind, limit=FOUND)
        known = {offer.id: offer for offer in self._read(HelpOffer, [hit.id for hit in hits.items])}
        found = _shown(known[hit.id] for hit in hits.items if hit.id in known)
        fitting = [offer for offer in found if set(facets) <= set(offer.facets())]
        return Offers(fitting[:PAGE], meant=hits.suggestion or "")

    def emergency(self) -> list[HelpOffer]:
        """The lines for an emergency in the order of the card."""
        rank = {line.offer: place for place, line in enumerate(card().lines)}
        found = self.directory(("crisis:yes",), "").offers
        return sorted(found, key=lambda offer: rank.get(offer.id, len(rank)))

    def _read(self, model: type[R], ids: Sequence[str] | None) -> list[R]:
        query = select(RECORD.c.body).where(RECORD.c.kind == model.kind, RECORD.c.gone.is_(False))
        if ids is not None:
            query = query.where(RECORD.c.id.in_(ids))
        with self._hub.database.reading() as connection:
            bodies = connection.execute(query.order_by(RECORD.c.sort, RECORD.c.id)).scalars().all()
        return _models(model, (json.loads(body) for body in bodies))


@cache
def card() -> Card:
    """The emergency card in further languages."""
    return Card.model_validate_json((ASSETS / "crisis.json").read_bytes())


def _models(model: type[R], values: Iterable[object]) -> list[R]:
    """What cannot be understood costs only itself."""
    found = []
    for value in values:
        try:
            found.append(model.model_validate(value))
        except ValidationError:
            LOG.exception("A record of %s cannot be shown", model.kind)
    return found


def _shown(offers: Iterable[HelpOffer]) -> list[HelpOffer]:
    return [offer for offer in offers if offer.status not in OVER]
