"""Owns what the screens of one person work with: which store gets which service, by hand; it must not draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import flet as ft

from app.desk import Desk
from app.device import Device, InBrowser
from app.house import House
from app.session import Follower, Frame, Refresh, Subscribe
from app.traces import Traces
from app.voice import voice
from contract.text import Text
from services.account.bookmarks import Bookmarks
from services.account.preferences import Preferences, Settings
from services.account.session import SignInState
from services.forum.calendar import Calendar
from services.forum.places import MeetingPlaces
from services.help.articles import Articles
from services.help.crisis_card import emergency_offers
from services.help.distance import Spot
from services.help.finder import Finder
from services.help.people import People
from services.home.start import Start
from services.language import Language
from services.local import PublicStore
from services.participation.projects import Projects
from services.sync import SyncStatus
from services.volunteer.guides import Guides
from views.account.account.store import AccountStore
from views.account.me.store import MeStore
from views.account.recovery.store import RecoveryStore
from views.account.sign_in.store import SignInStore
from views.account.sign_up.store import SignUpStore
from views.detail import DetailStore
from views.help.articles.store import ArticleStore, ShelfStore
from views.help.crisis.store import CrisisStore
from views.help.finder.store import FinderStore
from views.help.keywords.store import KeywordsStore
from views.help.offer.store import OfferStore
from views.help.people.store import PeopleStore
from views.home.search.store import SearchStore
from views.home.start.store import StartStore
from views.kit.theme import dress
from views.listing import ListStore, Reads

#: What is written here changes like a kind of record, and is followed like one.
OUTBOX = "outbox"
#: Where else one may sign in; asked of the hub, not kept.
ELSEWHERE = "elsewhere"
#: Somebody left quickly.
LEFT = "left"


class Home:
    """What the screens of one person work with."""

    def __init__(self, house: House, page: ft.Page) -> None:
        public, clock, go = house.public, house.clock, page.navigate
        self.clock = clock
        self._private, self._public = house.private(), house.public
        preferences = Preferences(self._private)
        self.frame = Frame(preferences, go, self._settled)
        self._page = page
        self._shared = house.settings.shared
        device = Device(page)
        start, calendar = Start(public), Calendar(public, clock)
        self._start = start
        places, projects, guides = MeetingPlaces(public), Projects(public), Guides(public)
        self.sign_in = house.sign_in(InBrowser())
        outbox = house.outbox(self._private, self.sign_in)
        self._carried = house.carry(outbox) if self._shared else None
        self.desk = Desk(outbox, Bookmarks(outbox, preferences, self.sign_in), public, clock, go, device, self.sign_in)
        self.search = SearchStore(start, go, clock, self.desk.miss)
        self.news = DetailStore(start.message, clock, go)
        self._open_help(house, device, go)
        self.start = StartStore(start, calendar, clock, go, self.search.look_for, self.finder.about)
        self.places = ListStore(places.list, clock, go, "/forum/orte")
        self.forum_place = DetailStore(places.get, clock, go, device.way)
        self.events = ListStore(calendar.coming, clock, go, "/forum/termine")
        self.event = DetailStore(calendar.get, clock, go)
        self.projects = ListStore(projects.list, clock, go, "/mitmachen")
        self.project = DetailStore(projects.get, clock, go)
        self.guides = ListStore(guides.list, clock, go, "/ehrenamt")
        self.guide = DetailStore(guides.get, clock, go)
        self.me = MeStore(self.frame.settle, start, go, clock, ages=public.ages, sync_now=house.sync.once)
        self._open_account(house, device, go)
        self._follower = Follower(house.sync, self.frame, self._refreshes())
        self._follower.follow(self.sign_in.subscribe, self._met)
        self._follower.follow(self.sign_in.subscribe, lambda _who: house.sync.nudge())
        self._follower.follow(house.sync.subscribe_status, self._reached)
        self._follower.follow(_telling(outbox.subscribe), self._written)

    def _open_help(self, house: House, device: Device, go: Callable[[str], None]) -> None:
        """The pages of the help-finder."""
        public, clock, finder = house.public, house.clock, Finder(house.public, house.clock)
        self.finder = FinderStore(finder, clock, go, self.desk.miss, None if self._shared else self._keep_spot)
        self.keywords = KeywordsStore(finder, lambda: self.say, self.finder.look_for, go)
        self.offer = OfferStore(finder.get, clock, go, device.share, device.way, device.save, house.reading)
        self.crisis = CrisisStore(_crisis_of(public), clock, go)
        self.people = PeopleStore(People(self._private), lasting=not self._shared, kept=self._stir)
        articles, aloud = Articles(public), voice(shared=self._shared)
        self.articles = ShelfStore(articles.list, clock, go, "/artikel")
        self.reading = ShelfStore(articles.list, clock, go, "/artikel")
        self.article = ArticleStore(articles.get, clock, go, self.finder.about, aloud)
        read = (self.article.forget, self.articles.forget, self.crisis.forget, self.people.forget)
        self.traces = Traces(
            *(public, clock, go, self.finder, (self.search.forget, self.offer.forget, *read)),
            turned=self.frame.turn,
            shown=lambda: self.frame.state.route,
            left=lambda: self._follower.changed(LEFT),
            seconds=house.settings.idle,
        )

    def _stir(self) -> None:
        """Something is there that must not stay when nobody is."""
        self.traces.stir()

    def _open_account(self, house: House, device: Device, go: Callable[[str], None]) -> None:
        """The pages about who one is."""
        self.entrance = SignInStore(
            self.sign_in,
            go,
            device.visit if self._shared else device.browse,
            demo=house.demo,
            # A served app is no computer of the visitor's: it needs an address that leads back to them.
            elsewhere=not self._shared or bool(house.settings.link),
        )
        self.sign_up = SignUpStore(self.sign_in, go, device.copy)
        self.recovery = RecoveryStore(self.sign_in, go, device.copy)
        self.account = AccountStore(self.sign_in, house.clock, go, device.save)

    def _refreshes(self) -> dict[str, list[Refresh]]:
        return {
            "help": [
                *(self.finder.refresh, self.keywords.refresh, self.offer.refresh, self.crisis.refresh),
                *(self.traces.wegweiser.renew, *self.desk.rereads()),
            ],
            "wegweiser": [self.traces.wegweiser.renew],
            "instruments": [self.traces.instrument.refresh],
            "articles": [self.articles.refresh, self.reading.refresh, self.article.refresh],
            "places": [self.name_places, self.start.refresh, self.me.refresh],
            "news": [self.start.refresh, self.news.refresh],
            "forum-places": [self.places.refresh, self.forum_place.refresh],
            "events": [self.start.refresh, self.events.refresh, self.event.refresh],
            "projects": [self.projects.refresh, self.project.refresh],
            "guides": [self.guides.refresh, self.guide.refresh],
            OUTBOX: self.desk.refreshes(),
            ELSEWHERE: [self.entrance.refresh],
            LEFT: [self.desk.callback.vanish],
        }

    async def name_places(self) -> None:
        """Learns what places are called."""
        self.frame.put(names={place.slug: place.name for place in await self._start.places()})

    def heed(self) -> None:
        """Takes up what happened to what is kept on this device; what many people share is nobody's own."""
        own = (self._private, self.desk.outbox)
        stores = own if self._shared else (*own, self._public)
        troubles = tuple(dict.fromkeys(store.trouble for store in stores if store.trouble))
        if troubles != self.frame.state.troubles:
            self.frame.put(troubles=troubles)
            self.me.put(troubles=troubles)

    def move(self, route: str) -> None:
        """The window shows another address."""
        self.frame.move(route)
        self.traces.moved()
        self.heed()

    async def wake(self) -> None:
        """Learns what places are called, and who is signed in."""
        await self.name_places()
        if self._shared:
            await self.sign_in.wake()
        self._met(self.sign_in.state)

    def _met(self, who: SignInState) -> None:
        """Somebody signed in or out."""
        for store in (self.me, self.entrance, self.account):
            store.put(who=who)
        self._follower.changed(OUTBOX)

    def _reached(self, status: SyncStatus) -> None:
        """The hub answers again: where else one may sign in is asked anew, if nobody knew it."""
        self.heed()
        if status.problem is None and self.entrance.state.providers.problem:
            self._follower.changed(ELSEWHERE)

    def _written(self, kind: str) -> None:
        """Something changed in the outbox, or a part of it was found damaged."""
        self.heed()
        self._follower.changed(kind)

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
        for store in (self.finder, self.traces.wegweiser, self.search, self.places, self.events, self.projects):
            store.put(place=settings.place)
        self.finder.wear(Spot.of(settings.spot), settings.scale)
        self.start.wear(settings.place, settings.topics, contrast=settings.contrast)

    async def _keep_spot(self, spot: Spot | None) -> None:
        """The device remembers where distances are reckoned from, or forgets it."""
        await self.frame.settle(spot=spot and (spot.name, spot.latitude, spot.longitude))

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
        self.traces.forget()
        self._follower.stop()
        if self._carried:
            self._carried()
            self._private.close()


def _telling(subscribe: Callable[[Callable[[], None]], Callable[[], None]]) -> Subscribe[str]:
    """The outbox says that something changed, not what: told like a kind of record."""
    return lambda listener: subscribe(lambda: listener(OUTBOX))


def _crisis_of(public: PublicStore) -> Reads:
    """The emergency offers as a list reads them: always all."""
    return lambda *, facets, place, limit: emergency_offers(public)
