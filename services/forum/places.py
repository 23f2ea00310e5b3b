"""Owns what the Heimatforum may ask about places to meet; it must not draw or fetch."""

from __future__ import annotations

from contract.forum import ForumPlace
from services.local import Page, PublicStore


class MeetingPlaces:
    """Questions to the device's store; works with and without a network."""

    def __init__(self, public: PublicStore) -> None:
        self._public = public

    async def list(
        self, *, facets: tuple[str, ...] = (), place: str = "", limit: int = 50, offset: int = 0
    ) -> Page[ForumPlace]:
        """A page in order; with a place, its own and those of the whole region."""
        return await self._public.page(ForumPlace.kind, facets=facets, place=place, limit=limit, offset=offset)

    async def get(self, id_: str) -> ForumPlace | None:
        """One, or None."""
        record: ForumPlace | None = await self._public.get(ForumPlace.kind, id_)
        return record
