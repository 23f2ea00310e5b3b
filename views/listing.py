"""Owns the one way lists of records are shown and filtered; it must not know which records."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from contract.record import Record
from services.clock import Clock
from services.local import Page
from views.kit.loading import Loadable
from views.store import Store

#: Rows at a time (flet.md §8): more come on request.
ROWS = 50


class Reads(Protocol):
    """How a service gives a page of its records."""

    def __call__(self, *, facets: tuple[str, ...], place: str, limit: int) -> Awaitable[Page[Any]]: ...


@dataclass(frozen=True)
class ListState:
    """Records of one kind as they are shown. `facets` are chosen filters, e.g. `("status:open",)`."""

    page: Loadable[Page[Any]] = Loadable()
    facets: tuple[str, ...] = ()
    place: str = ""
    limit: int = ROWS
    now: datetime | None = None
    open_id: str = ""

    @property
    def records(self) -> tuple[Record, ...]:
        """What there is to show; empty while nothing was read."""
        return self.page.value.records if self.page.value else ()


class ListStore(Store[ListState]):
    """The verbs of a list. `path` is its address; a record lies below it."""

    def __init__(self, reads: Reads, clock: Clock, go: Callable[[str], None], path: str) -> None:
        super().__init__(ListState())
        self._reads = reads
        self._clock = clock
        self._go = go
        self._path = path

    async def refresh(self) -> None:
        """Reads what the device holds."""
        state = self.state
        self.note(now=self._clock.now())
        await self.run("page", self._reads(facets=state.facets, place=state.place, limit=state.limit))

    async def choose(self, facet: str) -> None:
        """Filters by a facet; choosing the chosen one takes it back. Facets of one name replace each other."""
        name = facet.partition(":")[0]
        others = tuple(chosen for chosen in self.state.facets if not chosen.startswith(f"{name}:"))
        self.put(facets=others if facet in self.state.facets else (*others, facet), limit=ROWS)
        await self.refresh()

    async def settle_in(self, place: str) -> None:
        """Shows what belongs to a place; empty: the whole region."""
        self.put(place=place, limit=ROWS)
        await self.refresh()

    async def more(self) -> None:
        """Shows fifty rows more."""
        self.note(limit=self.state.limit + ROWS)
        await self.refresh()

    def fold(self) -> None:
        page = self.state.page
        if page.value and self.state.limit > ROWS:
            first = page.value._replace(records=page.value.records[:ROWS])
            self.put(limit=ROWS, page=replace(page, value=first))

    def open(self, ident: str) -> None:
        """Goes to one of the records."""
        self._go(f"{self._path}/{ident}")

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)
