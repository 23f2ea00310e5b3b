"""Owns what the finder shows and what one can do there; it must not draw."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from services.clock import Clock
from services.help.chart import Sight
from services.help.distance import Spot
from services.help.filters import Filters
from services.help.finder import Finder, Findings
from views.kit.loading import Loadable
from views.store import Store

#: Rows at a time (flet.md §8): more come on request.
PAGE = 50


@dataclass(frozen=True)
class FinderState:
    """What the person typed and chose, and what was found. `open_id`: the offer beside the list.

    `here`: the spot distances are reckoned from, `kept` if the device remembers it; `where` is typed to find one among
    `spots`. `near`: the nearest first. `sight`: what of the map is seen, None: all; `mark`: the chosen number on it;
    `width`: the room for it in logical pixels. `place` and `scale` are settings.
    """

    query: str = ""
    filters: Filters = field(default_factory=Filters)
    filtering: bool = False
    all_topics: bool = False
    place: str = ""
    scale: float = 1.0
    limit: int = PAGE
    findings: Loadable[Findings] = Loadable()
    now: datetime | None = None
    open_id: str = ""
    asking: bool = False
    where: str = ""
    spots: tuple[Spot, ...] = ()
    here: Spot | None = None
    kept: bool = False
    near: bool = False
    mapped: bool = False
    sight: Sight | None = None
    mark: int = 0
    width: float = 326
    middles: Mapping[str, Spot] = field(default_factory=dict)


class FinderStore(Store[FinderState]):
    """The verbs of the finder. `missed` is told what was looked for in vain, when the person wants that.

    `keep` remembers a spot on this device, or forgets it; None: this device is not the person's own.
    """

    def __init__(
        self,
        finder: Finder,
        clock: Clock,
        go: Callable[[str], None],
        missed: Callable[[str], object] | None = None,
        keep: Callable[[Spot | None], Awaitable[None]] | None = None,
    ) -> None:
        super().__init__(FinderState())
        self.miss = missed or (lambda _query: go("/rueckmeldung?zu=/suche"))
        self.keep = keep
        self._finder = finder
        self._clock = clock
        self._go = go

    async def search(self, query: str) -> None:
        """Looks for what stands in the field, as it is typed."""
        self.note(query=query, limit=PAGE, mark=0)
        await self.refresh()

    async def choose(self, **change: object) -> None:
        """Changes filters, e.g. `choose(topic="geld")`; choosing what is chosen takes it back."""
        filters = self.state.filters
        turned = {name: (type(value)() if getattr(filters, name) == value else value) for name, value in change.items()}
        self.put(filters=replace(filters, **turned), limit=PAGE, mark=0)  # type: ignore[arg-type]
        await self.refresh()

    async def drop(self, *names: str) -> None:
        """Takes filters back for good that were dropped to find anything."""
        self.put(filters=self.state.filters.without(*names), limit=PAGE)
        await self.refresh()

    def about(self, topic: str) -> None:
        """Goes to the finder with a topic chosen."""
        self.put(query="", filters=Filters(topic=topic), limit=PAGE, mark=0)
        self._go("/hilfe")

    async def look_for(self, word: str) -> None:
        """Goes to the finder with a word typed."""
        self.note(query=word, filters=Filters(), limit=PAGE, mark=0)
        self._go("/hilfe")
        await self.refresh()

    async def clear(self) -> None:
        """Takes back the search and all filters."""
        self.note(query="", filters=Filters(), limit=PAGE, mark=0)
        await self.refresh()

    def forget(self) -> None:
        """Nothing is left of what was looked for; what the device remembers by wish stays."""
        state = self.state
        bare = FinderState(place=state.place, scale=state.scale, width=state.width)
        spot = {"here": state.here, "kept": True, "near": True} if state.kept else {}
        self._asked["findings"] = self._asked.get("findings", 0) + 1
        self.state = replace(bare, **spot)  # type: ignore[arg-type]

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

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)

    def wear(self, spot: Spot | None, scale: float) -> None:
        """Takes the person's settings: the spot the device remembers, and the scale of letters."""
        state = self.state
        if spot and (state.kept or state.here in (None, spot)):
            self.put(scale=scale, here=spot, kept=True, near=True)
        else:
            self.put(scale=scale, kept=False)

    async def ask_where(self) -> None:
        """Opens or closes the question where one is. First the place stands there that one chose for oneself."""
        self.put(asking=not self.state.asking, where="", spots=())
        if self.state.asking and self.state.place:
            own = (await self._finder.streets.middles()).get(self.state.place)
            self.put(spots=(own,) if own and not self.state.where else self.state.spots)

    async def type_where(self, typed: str) -> None:
        """Looks for spots, as it is typed."""
        self.note(where=typed)
        spots = await self._finder.streets.find(typed)
        if self.state.where == typed:
            self.put(spots=spots)

    async def take_first(self) -> None:
        """Takes the first spot that was found."""
        if self.state.spots:
            await self.stand(self.state.spots[0])

    async def stand(self, spot: Spot | None) -> None:
        """Distances are reckoned from this spot, for now; None: no longer."""
        filters = self.state.filters if spot else self.state.filters.without("within")
        self.put(here=spot, kept=False, near=bool(spot), asking=False, where="", spots=(), sight=None, filters=filters)
        await self.refresh()

    async def remember(self) -> None:
        """The device remembers the spot."""
        if self.keep and self.state.here:
            await self.keep(self.state.here)

    async def move_away(self) -> None:
        """No distances any more, and the device forgets the spot."""
        if self.keep and self.state.kept:
            await self.keep(None)
        await self.stand(None)

    async def sort(self) -> None:
        """The nearest first, or what fits best."""
        self.put(near=not self.state.near, limit=PAGE)
        await self.refresh()

    async def turn(self, *, mapped: bool) -> None:
        """Shows the list alone, or a map above it."""
        middles = self.state.middles or (await self._finder.streets.middles() if mapped else {})
        self.put(mapped=mapped, mark=0, middles=middles)

    def look(self, sight: Sight | None) -> None:
        """Shows this part of the map; None: all."""
        self.put(sight=sight, mark=0)

    def point(self, number: int) -> None:
        """Chooses a number on the map; choosing it again shows all."""
        self.put(mark=0 if self.state.mark == number else number)

    async def refresh(self) -> None:
        """Finds anew with what is typed and chosen."""
        state = self.state
        self.note(now=self._clock.now())
        found = self._finder.find(
            state.query,
            filters=state.filters,
            place=state.place,
            here=state.here,
            near=state.near,
            limit=state.limit,
        )
        await self.run("findings", found)
