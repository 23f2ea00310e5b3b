"""Owns all wiring, by hand: which hub, which store, which screen gets which service; it must not draw.

One `House` a process: hub, public store, sync. One `Home` a person: settings and the stores of the screens.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import flet as ft

from app.device import Device
from app.session import Follower, Frame, Refresh
from contract.help import HelpOffer
from contract.text import Text
from services.account.preferences import Preferences, Settings
from services.bundle import load_bundle
from services.clock import Clock
from services.forum.calendar import Calendar
from services.forum.places import MeetingPlaces
from services.help.finder import Finder
from services.home.start import Start
from services.hub import HubClient
from services.language import Language
from services.local import Page, PublicStore
from services.local_private import PrivateStore
from services.participation.projects import Projects
from services.sync import Sync
from services.volunteer.guides import Guides
from views.account.me.store import MeStore
from views.detail import DetailStore
from views.help.finder.store import FinderStore
from views.help.offer.store import OfferStore
from views.home.search.store import SearchStore
from views.home.start.store import StartStore
from views.kit.theme import dress
from views.listing import ListStore, Reads

MEMORY = ":memory:"
#: A name that never leads anywhere (RFC 6761).
NOWHERE = "http://hub.invalid"


@dataclass(frozen=True)
class HouseSettings:
    """`data`: the durable folder; None: all in memory. `hub_url`: a hub elsewhere; "": embedded here.

    `shared`: many people use this process (a public web server, a kiosk): then what is private lives in
    memory for each of them and ends with the session.
    """

    data: Path | None = None
    hub_url: str = ""
    shared: bool = False


class House:
    """What all people of this process share."""

    def __init__(self, settings: HouseSettings, clock: Clock | None = None) -> None:
        self.settings = settings
        self.clock = clock or Clock()
        if settings.data:
            settings.data.mkdir(parents=True, exist_ok=True)
        self.public = PublicStore(settings.data / "public.db" if settings.data else MEMORY)
        self.hub = _hub_of(settings)
        self.sync = Sync(self.hub, self.public, self.clock)
        self._own = None if settings.shared else self._private()
        self._stop = asyncio.Event()
        self._loop: asyncio.Task[None] | None = None

    def _private(self) -> PrivateStore:
        folder = None if self.settings.shared else self.settings.data
        return PrivateStore(folder / "private.db" if folder else MEMORY)

    def private(self) -> PrivateStore:
        """The person's own store: the one of this device, or a new one in memory where many share it."""
        return self._own or self._private()

    async def open(self) -> None:
        """First content into an empty store, then the sync in the background."""
        await load_bundle(self.public)
        await self.sync.recall()
        self._loop = asyncio.create_task(self.sync.run(self._stop))

    async def close(self) -> None:
        """Ends the sync and closes what is open."""
        self._stop.set()
        self.sync.nudge()
        if self._loop:
            await self._loop
        await self.hub.close()
        self.public.close()
        if self._own:
            self._own.close()


def _hub_of(settings: HouseSettings) -> HubClient:
    """The hub elsewhere, or the one embedded here; a phone that was told of none carries none and is offline."""
    if settings.hub_url:
        return HubClient.at(settings.hub_url)
    try:
        import hub.settings  # noqa: F401
    except ModuleNotFoundError:
        return HubClient.at(NOWHERE)
    return HubClient.embedded(_Embedded(settings))


class _Embedded:
    """The hub in this process, made when it is first asked, away from the event loop."""

    def __init__(self, settings: HouseSettings) -> None:
        self._url = f"sqlite:///{settings.data / 'hub.db'}" if settings.data else "sqlite://"
        self._lock = asyncio.Lock()
        self._app: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async with self._lock:
            if self._app is None:
                self._app = await asyncio.to_thread(self._build)
        await self._app(scope, receive, send)

    def _build(self) -> Any:
        from hub.asgi import create_hub
        from hub.settings import HubSettings

        return create_hub(HubSettings(database_url=self._url))


class Home:
    """What the screens of one person work with."""

    def __init__(self, house: House, page: ft.Page) -> None:
        public, clock, go = house.public, house.clock, page.navigate
        self.clock = clock
        self._private = house.private()
        self.frame = Frame(Preferences(self._private), go, self._settled)
        self._page = page
        self._shared = house.settings.shared
        device = Device(page)
        finder, start, calendar = Finder(public, clock), Start(public), Calendar(public, clock)
        self._start = start
        places, projects, guides = MeetingPlaces(public), Projects(public), Guides(public)
        self.search = SearchStore(start, go)
        self.news = DetailStore(start.message, clock, go)
        self.finder = FinderStore(finder, clock, go)
        self.start = StartStore(start, calendar, clock, go, self.search.look_for, self.finder.about)
        self.offer = OfferStore(finder.get, clock, go, device.share, device.way)
        self.crisis = ListStore(_crisis_of(finder), clock, go, "/hilfe")
        self.places = ListStore(places.list, clock, go, "/forum/orte")
        self.forum_place = DetailStore(places.get, clock, go, device.way)
        self.events = ListStore(calendar.coming, clock, go, "/forum/termine")
        self.event = DetailStore(calendar.get, clock, go)
        self.projects = ListStore(projects.list, clock, go, "/mitmachen")
        self.project = DetailStore(projects.get, clock, go)
        self.guides = ListStore(guides.list, clock, go, "/ehrenamt")
        self.guide = DetailStore(guides.get, clock, go)
        self.me = MeStore(self.frame.settle, start, go, clock, ages=public.ages, sync_now=house.sync.once)
        self._follower = Follower(house.sync, self.frame, self._refreshes())

    def _refreshes(self) -> dict[str, list[Refresh]]:
        return {
            "help": [self.finder.refresh, self.offer.refresh, self.crisis.refresh],
            "places": [self.name_places, self.start.refresh, self.me.refresh],
            "news": [self.start.refresh, self.news.refresh],
            "forum-places": [self.places.refresh, self.forum_place.refresh],
            "events": [self.start.refresh, self.events.refresh, self.event.refresh],
            "projects": [self.projects.refresh, self.project.refresh],
            "guides": [self.guides.refresh, self.guide.refresh],
        }

    async def name_places(self) -> None:
        """Learns what places are called."""
        self.frame.put(names={place.slug: place.name for place in await self._start.places()})

    def _settled(self, settings: Settings) -> None:
        """Settings changed: the window wears them, and the stores that draw from them know."""
        dress(
            self._page,
            mode=settings.mode,
            contrast=settings.contrast,
            scale=settings.scale,
            simple=settings.language == "de-simple",
        )
        self._page.update()
        self.me.put(settings=settings, kept=not self._shared)
        for store in (self.finder, self.search, self.places, self.events, self.projects):
            store.put(place=settings.place)
        self.start.wear(settings.place, settings.topics, contrast=settings.contrast)

    @property
    def say(self) -> Language:
        """How the app speaks to this person."""
        return self.frame.say

    @property
    def names(self) -> Mapping[str, Text]:
        """What places are called, by their slug."""
        return self.frame.state.names

    def close(self) -> None:
        """The person has left."""
        self._follower.stop()
        if self._shared:
            self._private.close()


def _crisis_of(finder: Finder) -> Reads:
    """The emergency offers as a list reads them: always all."""

    async def reads(*, facets: tuple[str, ...], place: str, limit: int) -> Page[HelpOffer]:
        offers = await finder.crisis()
        return Page(offers, len(offers))

    return reads
