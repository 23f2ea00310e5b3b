"""Owns what the Heldenhelfer may ask about guides; it must not draw or fetch."""

from __future__ import annotations

from contract.volunteer import Guide
from services.local import Page, PublicStore


class Guides:
    """Questions to the device's store; works with and without a network."""

    def __init__(self, public: PublicStore) -> None:
        self._public = public

    async def list(
        self, *, facets: tuple[str, ...] = (), place: str = "", limit: int = 50, offset: int = 0
    ) -> Page[Guide]:
        """A page in order; with a place, its own and those of the whole region."""
        return await self._public.page(Guide.kind, facets=facets, place=place, limit=limit, offset=offset)

    async def get(self, id_: str) -> Guide | None:
        """One, or None."""
        record: Guide | None = await self._public.get(Guide.kind, id_)
        return record
