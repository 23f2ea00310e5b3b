"""Owns what the finder shows and what one can do there; it must not draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.clock import Clock
from services.help.filters import Filters
from services.help.finder import Finder, Findings
from views.kit.loading import Loadable
from views.store import Store

#: Rows at a time (flet.md §8): more come on request.
PAGE = 50


@dataclass(frozen=True)
class FinderState:
    """What the person typed and chose, and what was found. `open_id`: the offer beside the list."""

    query: str = ""
    filters: Filters = field(default_factory=Filters)
    filtering: bool = False
    all_topics: bool = False
    place: str = ""
    limit: int = PAGE
    findings: Loadable[Findings] = Loadable()
    now: datetime | None = None
    open_id: str = ""


class FinderStore(Store[FinderState]):
    """The verbs of the finder. `missed` is told what was looked for in vain, when the person wants that."""

    def __init__(
        self,
        finder: Finder,
        clock: Clock,
        go: Callable[[str], None],
        missed: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(FinderState())
        self.miss = missed or (lambda _query: go("/rueckmeldung?zu=/suche"))
        self._finder = finder
        self._clock = clock
        self._go = go

    async def search(self, query: str) -> None:
        """Looks for what stands in the field, as it is typed."""
        self.note(query=query, limit=PAGE)
        await self.refresh()

    async def choose(self, **change: object) -> None:
        """Changes filters, e.g. `choose(topic="geld")`; choosing what is chosen takes it back."""
        filters = self.state.filters
        turned = {name: (type(value)() if getattr(filters, name) == value else value) for name, value in change.items()}
        self.put(filters=replace(filters, **turned), limit=PAGE)  # type: ignore[arg-type]
        await self.refresh()

    def about(self, topic: str) -> None:
        """Goes to the finder with a topic chosen."""
        self.put(query="", filters=Filters(topic=topic), limit=PAGE)
        self._go("/hilfe")

    async def clear(self) -> None:
        """Takes back the search and all filters."""
        self.note(query="", filters=Filters(), limit=PAGE)
        await self.refresh()

    async def more(self) -> None:
        """Shows fifty rows more."""
        self.note(limit=self.state.limit + PAGE)
        await self.refresh()

    def fold(self) -> None:
        findings = self.state.findings
        if findings.value and self.state.limit > PAGE:
            first = replace(findings.value, offers=findings.value.offers[:PAGE])
            self.put(limit=PAGE, findings=replace(findings, value=first))

    def unfold(self) -> None:
        """Opens or closes the filters."""
        self.put(filtering=not self.state.filtering)

    def unfold_topics(self) -> None:
        """Shows all topics, or only the first again."""
        self.put(all_topics=not self.state.all_topics)

    def open(self, offer_id: str) -> None:
        """Goes to an offer."""
        self._go(f"/hilfe/{offer_id}")

    def crisis(self) -> None:
        """Goes to the emergency page."""
        self._go("/notfall")

    async def refresh(self) -> None:
        """Finds anew with what is typed and chosen."""
        state = self.state
        self.note(now=self._clock.now())
        await self.run(
            "findings",
            self._finder.find(state.query, filters=state.filters, place=state.place, limit=state.limit),
        )
