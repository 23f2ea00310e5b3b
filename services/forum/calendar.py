"""Owns what the Heimatforum may ask about events; it must not know places to meet."""

from __future__ import annotations

from contract.forum import Event
from services.clock import Clock
from services.local import Page, PublicStore


class Calendar:
    """Events in the order of their beginning."""

    def __init__(self, public: PublicStore, clock: Clock) -> None:
        self._public, self._clock = public, clock

    async def coming(
        self, *, facets: tuple[str, ...] = (), place: str = "", limit: int = 50, offset: int = 0
    ) -> Page[Event]:
        """Events that begin today or later, the next one first."""
        midnight = self._clock.now().replace(hour=0, minute=0, second=0, microsecond=0)
        after = f"{int(midnight.timestamp()):011d}"
        return await self._public.page(Event.kind, facets=facets, place=place, after=after, limit=limit, offset=offset)

    async def get(self, id_: str) -> Event | None:
        """One event, or None."""
        event: Event | None = await self._public.get(Event.kind, id_)
        return event
