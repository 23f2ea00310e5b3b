"""Owns what the help-finder may ask: find, filter, crisis; it must not draw or fetch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import inf

from contract.help import HelpOffer
from contract.text import LanguageTag
from services.clock import Clock
from services.help.distance import Distance, Spot, nearest
from services.help.filters import ANYTHING, Filters
from services.help.hours import offer_state
from services.help.keywords import Keyword, keywords
from services.help.streets import Streets
from services.local import PublicStore

KIND = HelpOffer.kind
#: More offers than a region has: so many are looked at one by one, where the store cannot sift or sort.
EVERY = 20_000
#: How well a finding fits, by the stage at which the search found it; all others fit best.
FIT = {"typo": 1, "body": 2, "some": 2}


@dataclass(frozen=True)
class Wish:
    """What a person looks for. `here`: where they are, `near`: whether what is nearest comes first.

    `place` (a slug) raises what belongs to it among the findings; it hides nothing, help may be next door.
    """

    query: str = ""
    filters: Filters = field(default_factory=Filters)
    place: str = ""
    here: Spot | None = None
    near: bool = False


@dataclass(frozen=True)
class Findings:
    """Offers, best first, how many there are in all, and what was perhaps meant. `broken`: offers set aside.

    `away`: how far each is, by its id. `dropped`: filters without which these were found, since with them was nothing.
    """

    offers: tuple[HelpOffer, ...]
    total: int
    suggestion: str | None = None
    broken: int = 0
    away: Mapping[str, Distance] = field(default_factory=dict)
    dropped: tuple[str, ...] = ()


class Finder:
    """Questions to the device's store; works with and without a network."""

    def __init__(self, public: PublicStore, clock: Clock) -> None:
        self._public, self._clock = public, clock
        self.streets = Streets(public)

    async def find(
        self,
        query: str = "",
        *,
        filters: Filters = ANYTHING,
        place: str = "",
        here: Spot | None = None,
        near: bool = False,
        limit: int = 50,
        offset: int = 0,
    ) -> Findings:
        """Offers for what was typed; nothing typed: all, crisis first, then by name; or from the nearest on.

        Where all filters together leave nothing, the narrowest of them is dropped, or else all, and told.
        """
        wish = Wish(query, filters, place, here, near)
        middles = await self.streets.middles() if here else {}
        found = await self._look(wish, middles, limit, offset)
        if found.total or not filters.chosen():
            return found
        return await self._wider(wish, middles, limit, found)

    async def get(self, id_: str) -> HelpOffer | None:
        """One offer, or None."""
        offer: HelpOffer | None = await self._public.get(KIND, id_)
        return offer

    async def crisis(self) -> tuple[HelpOffer, ...]:
        """The offers for an emergency, in their order."""
        page = await self._public.page(KIND, facets=("crisis:yes",))
        return page.records

    async def topics(self) -> dict[str, int]:
        """How many offers each topic has; topics without offers are left out."""
        return await self._public.counts(KIND, "topic")

    async def keywords(self, language: LanguageTag, topics: Mapping[str, str]) -> tuple[Keyword, ...]:
        """The index from A to Z in one language, of all offers here; `topics` has the words for topics by slug."""
        page = await self._public.page(KIND, limit=EVERY)
        return keywords(page.records, language, topics)

    async def _look(self, wish: Wish, middles: Mapping[str, Spot], limit: int, offset: int = 0) -> Findings:
        by_one = wish.filters.open_now or (wish.here and (wish.near or wish.filters.within))
        if not by_one:
            found, _ = await self._ask(wish, limit, offset)
            return replace(found, away=_away(found.offers, wish.here, middles))
        found, fits = await self._ask(wish, EVERY, 0)
        away = _away(found.offers, wish.here, middles)
        kept = [(fit, offer) for fit, offer in zip(fits, found.offers, strict=True) if self._holds(offer, wish, away)]
        if wish.near:
            kept.sort(key=lambda pair: _order(pair[0], pair[1], away))
        offers = tuple(offer for _, offer in kept[offset : offset + limit])
        near = {offer.id: away[offer.id] for offer in offers if offer.id in away}
        return replace(found, offers=offers, total=len(kept), away=near)

    async def _ask(self, wish: Wish, limit: int, offset: int) -> tuple[Findings, Sequence[int]]:
        """What the store finds, and how well each fits: the smaller the better."""
        facets = wish.filters.facets()
        if not wish.query.strip():
            page = await self._public.page(KIND, facets=facets, limit=limit, offset=offset)
            return Findings(page.records, page.total, broken=page.broken), [0] * len(page.records)
        found = await self._public.find(wish.query, KIND, facets=facets, place=wish.place, limit=offset + limit)
        fits = [FIT.get(stage, 0) for stage in found.stages]
        return Findings(found.records[offset:], found.total, found.suggestion), fits[offset:]

    def _holds(self, offer: HelpOffer, wish: Wish, away: Mapping[str, Distance]) -> bool:
        if wish.filters.open_now and not offer_state(offer, self._clock.now()).open:
            return False
        there = away.get(offer.id)
        # Whom one calls or writes to from anywhere is within every circle.
        return not (wish.here and wish.filters.within and there) or there.metres <= wish.filters.within

    async def _wider(self, wish: Wish, middles: Mapping[str, Spot], limit: int, nothing: Findings) -> Findings:
        chosen = wish.filters.chosen()
        circles = [(name,) for name in chosen] if len(chosen) > 1 else []
        found: list[Findings] = []
        for dropped in (*circles, chosen):
            if dropped == chosen and any(each.total for each in found):
                break
            wider = replace(wish, filters=wish.filters.without(*dropped))
            found.append(replace(await self._look(wider, middles, limit), dropped=dropped))
        best = max(found, key=lambda each: each.total)
        return replace(best, suggestion=nothing.suggestion or best.suggestion) if best.total else nothing


def _away(offers: Sequence[HelpOffer], here: Spot | None, middles: Mapping[str, Spot]) -> dict[str, Distance]:
    known = ((offer.id, nearest(offer, here, middles)) for offer in offers)
    return {ident: distance for ident, distance in known if distance}


def _order(fit: int, offer: HelpOffer, away: Mapping[str, Distance]) -> tuple[int, float]:
    """Fit first, then the nearest; what is nowhere in particular comes last, in the order in which it was found."""
    there = away.get(offer.id)
    return fit, there.metres if there else inf
