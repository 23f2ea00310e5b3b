"""Owns what Mach mit may ask about projects; it must not draw or fetch."""

from __future__ import annotations

from contract.participation import Project
from services.local import Page, PublicStore


class Projects:
    """Questions to the device's store; works with and without a network."""

    def __init__(self, public: PublicStore) -> None:
        self._public = public

    async def list(
        self, *, facets: tuple[str, ...] = (), place: str = "", limit: int = 50, offset: int = 0
    ) -> Page[Project]:
        """A page in order; with a place, its own and those of the whole region."""
        return await self._public.page(Project.kind, facets=facets, place=place, limit=limit, offset=offset)

    async def get(self, id_: str) -> Project | None:
        """One, or None."""
        record: Project | None = await self._public.get(Project.kind, id_)
        return record
