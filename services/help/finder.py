"""Owns what the help-finder may ask: find, filter, crisis; it must not draw or fetch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contract.help import HelpOffer
from contract.text import LanguageTag
from services.clock import Clock
from services.help.hours import offer_state
from services.help.keywords import Keyword, keywords
from services.local import PublicStore

KIND = HelpOffer.kind
#: How many offers are looked at one by one for "open now".
LOOKED_AT = 2000
STEP = 200
#: More offers than a region has.
EVERY = 100_000


@dataclass(frozen=True)
class Filters:
    """What a person narrows by; empty and False narrow nothing. `channel`: phone, mail, chat, site."""

    topic: str = ""
    audience: str = ""
    language: str = ""
    channel: str = ""
    free: bool = False
    open_now: bool = False
    step_free: bool = False

    def facets(self) -> tuple[str, ...]:
        """As the store filters; `open_now` depends on the hour and is not among them."""
        pairs = (
            ("topic", self.topic),
            ("for", self.audience),
            ("language", self.language),
            ("channel", self.channel),
        )
        flags = (("cost:free", self.free), ("barrier:wheelchair", self.step_free))
        return (*(f"{name}:{value}" for name, value in pairs if value), *(facet for facet, on in flags if on))


@dataclass(frozen=True)
class Findings:
    """Offers, best first, how many there are in all, and what was perhaps meant. `broken`: offers set aside."""

    offers: tuple[HelpOffer, ...]
    total: int
    suggestion: str | None = None
    broken: int = 0


class Finder:
    """Questions to the device's store; works with and without a network."""

    def __init__(self, public: PublicStore, clock: Clock) -> None:
        self._public, self._clock = public, clock

    async def find(
        self,
        query: str = "",
        *,
        filters: Filters = Filters(),
        place: str = "",
        limit: int = 50,
        offset: int = 0,
    ) -> Findings:
        """Offers for what was typed; nothing typed: all, crisis first, then by name.

        `place` raises what belongs to it among the findings; it hides nothing, help may be next door.
        """
        if filters.open_now:
            return await self._open_now(query, filters, place, limit, offset)
        return await self._ask(query, filters, place, limit, offset)

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

    async def _ask(self, query: str, filters: Filters, place: str, limit: int, offset: int) -> Findings:
        if not query.strip():
            page = await self._public.page(KIND, facets=filters.facets(), limit=limit, offset=offset)
            return Findings(page.records, page.total, broken=page.broken)
        found = await self._public.find(query, KIND, facets=filters.facets(), place=place, limit=offset + limit)
        return Findings(found.records[offset:], found.total, found.suggestion)

    async def _open_now(self, query: str, filters: Filters, place: str, limit: int, offset: int) -> Findings:
        now = self._clock.now()
        is_open: list[HelpOffer] = []
        suggestion = None
        for start in range(0, LOOKED_AT, STEP):
            part = await self._ask(query, filters, place, STEP, start)
            suggestion = suggestion or part.suggestion
            is_open.extend(offer for offer in part.offers if offer_state(offer, now).open)
            if len(part.offers) < STEP:
                break
        return Findings(tuple(is_open[offset : offset + limit]), len(is_open), suggestion)
