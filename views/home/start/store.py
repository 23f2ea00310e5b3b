"""Owns what the start page shows and what one can do there; it must not draw."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contract.forum import Event
from contract.home import News, Place
from services.clock import Clock
from services.forum.calendar import Calendar
from services.home.start import Start
from views.kinds import address
from views.kit.loading import Loadable
from views.store import Store

#: Messages and events at first, and how many messages more come on request.
NEWS, EVENTS = 4, 3
#: How far back one's own place is looked for among the newest messages, and how many of them are shown.
LOOKED_AT, LOCAL = 100, 3


@dataclass(frozen=True)
class Here:
    """One's own place and its newest messages. `place` None: none was chosen, or it is not on the device."""

    place: Place | None = None
    news: tuple[News, ...] = ()


@dataclass(frozen=True)
class StartState:
    """What is new and what was chosen. `news` holds some more than the `limit` that is shown.

    `topics` (slugs of `contract.help.TOPICS`) and `contrast` are the person's settings; the shell puts them.
    """

    query: str = ""
    slug: str = ""
    here: Loadable[Here] = Loadable()
    news: Loadable[tuple[News, ...]] = Loadable()
    events: Loadable[tuple[Event, ...]] = Loadable()
    limit: int = NEWS
    topics: tuple[str, ...] = ()
    contrast: bool = False
    now: datetime | None = None

    @property
    def place(self) -> Place | None:
        """One's own place, once it is read."""
        return self.here.value.place if self.here.value else None

    @property
    def trouble(self) -> str:
        """The problem where nothing at all could be read, so that it is told once and not three times."""
        parts = (self.here, self.news, self.events)
        return self.here.problem if all(part.problem and part.value is None for part in parts) else ""


class StartStore(Store[StartState]):
    """The verbs of the start page.

    `look_for` leads to the search over everything, `about` to the help-finder with a topic chosen.
    """

    def __init__(
        self,
        start: Start,
        calendar: Calendar,
        clock: Clock,
        go: Callable[[str], None],
        look_for: Callable[[str], object],
        about: Callable[[str], object] | None = None,
    ) -> None:
        super().__init__(StartState())
        self._start = start
        self._calendar = calendar
        self._clock = clock
        self._go = go
        self._look_for = look_for
        self._about = about or (lambda _topic: go("/hilfe"))

    async def refresh(self) -> None:
        """Reads what the device holds."""
        self.put(now=self._clock.now())
        await asyncio.gather(
            self._read("here", lambda: self._here(self.state.slug)),
            self._read("news", lambda: self._start.news(self.state.limit + LOCAL + 1)),
            self._read("events", self._events),
        )

    async def _read(self, field: str, ask: Callable[[], Awaitable[Any]]) -> None:
        """Asks only when its turn has come: who leaves before that leaves no question behind that nobody awaits."""
        await self.run(field, ask())

    def wear(self, slug: str, topics: tuple[str, ...], *, contrast: bool) -> None:
        """Takes the person's settings; what belongs to another place is read when the page is shown."""
        here = self.state.here if slug == self.state.slug else Loadable()
        self.put(slug=slug, topics=topics, contrast=contrast, here=here)

    async def settle_in(self, slug: str) -> None:
        """Shows what belongs to a place; empty: no place is chosen."""
        if slug != self.state.slug:
            self.put(slug=slug, here=Loadable())
        await self.refresh()

    async def more_news(self) -> None:
        """Shows some more messages."""
        self.put(limit=self.state.limit + 2 * NEWS)
        await self.refresh()

    def type(self, query: str) -> None:
        """Keeps what stands in the field. The search begins on request: a page that left while
        one types would take the focus, and the next letter, with it."""
        self.put(query=query)

    def search(self) -> object:
        """Goes to the search over everything with what stands in the field."""
        query = self.state.query
        self.put(query="")
        return self._look_for(query)

    def open_news(self, ident: str) -> None:
        """Goes to a message."""
        self._go(address(News.kind, ident))

    def open_event(self, ident: str) -> None:
        """Goes to an event."""
        self._go(address(Event.kind, ident))

    def open_topic(self, topic: str) -> object:
        """Goes to the help-finder's offers on a topic."""
        return self._about(topic)

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)

    async def _here(self, slug: str) -> Here:
        place = next((place for place in await self._start.places() if place.slug == slug), None)
        if place is None:
            return Here()
        news = await self._start.news(LOOKED_AT, slug)
        return Here(place, tuple(message for message in news if message.where == slug)[:LOCAL])

    async def _events(self) -> tuple[Event, ...]:
        return (await self._calendar.coming(limit=EVENTS)).records
