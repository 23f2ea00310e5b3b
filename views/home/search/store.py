"""Owns what the search over everything shows and what one can do there; it must not draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from services.clock import Clock
from services.home.start import Everywhere, Start
from views.kinds import address
from views.kit.loading import Loadable
from views.store import Store


@dataclass(frozen=True)
class SearchState:
    """What was typed and what was found. `place`: what belongs to it comes first."""

    query: str = ""
    place: str = ""
    found: Loadable[Everywhere] = Loadable()
    now: datetime | None = None

    @property
    def total(self) -> int:
        """How many findings are shown."""
        return sum(len(group.records) for group in self.found.value.groups) if self.found.value else 0


class SearchStore(Store[SearchState]):
    """The verbs of the search page. `missed` is told what was looked for in vain, when the person wants that."""

    def __init__(
        self,
        start: Start,
        go: Callable[[str], None],
        clock: Clock | None = None,
        missed: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(SearchState())
        self.miss = missed or (lambda _query: go("/rueckmeldung?zu=/suche"))
        self._start = start
        self._go = go
        self._clock = clock or Clock()

    async def search(self, query: str) -> None:
        """Looks for what stands in the field, as it is typed."""
        self.note(query=query)
        await self.refresh()

    async def look_for(self, query: str) -> None:
        """Goes to the search page and looks there, e.g. for what was typed on the start page."""
        self._go("/suche")
        await self.search(query)

    async def clear(self) -> None:
        """Empties the field."""
        await self.search("")

    async def refresh(self) -> None:
        """Looks anew for what is typed."""
        self.note(now=self._clock.now())
        await self.run("found", self._start.search(self.state.query, self.state.place))

    def open(self, kind: str, ident: str) -> None:
        """Goes to a finding."""
        self._go(address(kind, ident))

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)

    def forget(self) -> None:
        """What was typed and found is gone."""
        self._asked["found"] = self._asked.get("found", 0) + 1  # what is still being found is not shown
        self.state = SearchState(place=self.state.place)
