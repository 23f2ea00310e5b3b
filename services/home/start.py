"""Owns what the start page may ask: news, places, a search over everything; it must not draw or fetch."""

from __future__ import annotations

from dataclasses import dataclass

from contract.home import News, Place
from contract.kinds import KINDS
from contract.record import Record
from services.local import PublicStore


@dataclass(frozen=True)
class Group:
    """The findings of one kind, best first."""

    kind: str
    records: tuple[Record, ...]


@dataclass(frozen=True)
class Everywhere:
    """Findings over all kinds, the kind of the best finding first."""

    groups: tuple[Group, ...]
    suggestion: str | None = None


class Start:
    """Questions to the device's store; works with and without a network."""

    def __init__(self, public: PublicStore) -> None:
        self._public = public

    async def news(self, limit: int = 10, place: str = "") -> tuple[News, ...]:
        """The newest messages; with a place, its own and those of the whole region."""
        return (await self._public.page(News.kind, place=place, limit=limit)).records

    async def message(self, id_: str) -> News | None:
        """One message, or None."""
        message: News | None = await self._public.get(News.kind, id_)
        return message

    async def places(self) -> tuple[Place, ...]:
        """The 65 places by name."""
        return (await self._public.page(Place.kind, limit=200)).records

    async def search(self, query: str, place: str = "", limit: int = 50) -> Everywhere:
        """What was typed, found in every kind."""
        if not query.strip():
            return Everywhere(())
        found = await self._public.find(query, place=place, limit=limit)
        groups: dict[str, list[Record]] = {}
        for record in found.records:
            groups.setdefault(record.kind, []).append(record)
        return Everywhere(tuple(Group(kind, tuple(some)) for kind, some in groups.items()), found.suggestion)

    async def record(self, kind: str, id_: str) -> Record | None:
        """One record of any kind, e.g. for a bookmark; None where kind or record is unknown."""
        record: Record | None = await self._public.get(kind, id_) if kind in KINDS else None
        return record
