"""Owns which store each page is drawn from; it must not hold words or wiring.

Each function draws one page of `app.routes`: `page(home, id, level)`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from app.house import Home
from views.account.me.screen import me_screen
from views.detail import DetailStore
from views.forum.events.screen import event_screen
from views.forum.places.screen import forum_place_screen, forum_screen
from views.gallery.index import measure_of
from views.gallery.screen import gallery_screen, sample_screen
from views.help.crisis.screen import crisis_screen
from views.help.finder.screen import finder_screen
from views.help.offer.screen import offer_screen
from views.home.news.screen import news_screen
from views.home.search.screen import search_screen
from views.home.start.menu import menu_screen
from views.home.start.screen import start_screen
from views.kit.theme import toned
from views.participation.projects.screen import project_screen, projects_screen
from views.store import Store
from views.volunteer.guides.screen import guide_screen, guides_screen

Load = Callable[[], Awaitable[None]]


@ft.component
def _drawn(store: Store[Any], picture: Callable[[Any], ft.Control], load: Load, turn: str) -> ft.Control:
    """A picture of a store's state, drawn anew when it changes; `load` runs when `turn` differs.

    Who leaves the page and comes back finds its first rows: all that were unfolded would be one large message.
    """

    async def fetch() -> None:
        await load()

    ft.use_effect(fetch, [turn], store.fold)
    return picture(store.state)


def _shows(act: DetailStore[Any], ident: str, beside: Store[Any] | None = None) -> Load:
    """Reads a thing, and marks it in the list that may stand beside it."""

    async def load() -> None:
        if beside is not None:
            beside.put(open_id=ident)
        await act.show(ident)

    return load


def start(home: Home, _id: str, level: int) -> ft.Control:
    return _drawn(home.start, lambda s: start_screen(s, home.start, home.say, level), home.start.refresh, "start")


def search(home: Home, _id: str, level: int) -> ft.Control:
    act = home.search
    return _drawn(act, lambda s: search_screen(s, act, home.say, level), act.refresh, "search")


def news(home: Home, ident: str, level: int) -> ft.Control:
    act = home.news
    return _drawn(act, lambda s: news_screen(s, act, home.say, level), _shows(act, ident), ident)


def forum(home: Home, _id: str, level: int) -> ft.Control:
    places, events, say = home.places, home.events, home.say

    def both(found: Any) -> ft.Control:
        return _drawn(
            events,
            lambda coming: forum_screen(found, coming, places, events, say, level, names=home.names),
            events.refresh,
            "events",
        )

    return _drawn(places, both, places.refresh, "places")


def forum_place(home: Home, ident: str, level: int) -> ft.Control:
    act = home.forum_place
    return _drawn(
        act,
        lambda s: forum_place_screen(s, act, home.say, level, names=home.names),
        _shows(act, ident, home.places),
        ident,
    )


def event(home: Home, ident: str, level: int) -> ft.Control:
    act = home.event
    return _drawn(
        act,
        lambda s: event_screen(s, act, home.say, level, names=home.names),
        _shows(act, ident, home.events),
        ident,
    )


def finder(home: Home, _id: str, level: int) -> ft.Control:
    act = home.finder
    return _drawn(act, lambda s: finder_screen(s, act, home.say, level), act.refresh, "finder")


def offer(home: Home, ident: str, level: int) -> ft.Control:
    act = home.offer
    return _drawn(act, lambda s: offer_screen(s, act, home.say, level), _shows(act, ident, home.finder), ident)


def crisis(home: Home, _id: str, level: int) -> ft.Control:
    act = home.crisis
    return _drawn(act, lambda s: crisis_screen(s, act, home.say, level), act.refresh, "crisis")


def projects(home: Home, _id: str, level: int) -> ft.Control:
    act = home.projects
    return _drawn(
        act,
        lambda s: projects_screen(s, act, home.say, level, names=home.names),
        act.refresh,
        "projects",
    )


def project(home: Home, ident: str, level: int) -> ft.Control:
    act = home.project
    return _drawn(
        act,
        lambda s: project_screen(s, act, home.say, level, names=home.names),
        _shows(act, ident, home.projects),
        ident,
    )


def guides(home: Home, _id: str, level: int) -> ft.Control:
    act = home.guides
    return _drawn(act, lambda s: guides_screen(s, act, home.say, level), act.refresh, "guides")


def guide(home: Home, ident: str, level: int) -> ft.Control:
    act = home.guide
    return _drawn(act, lambda s: guide_screen(s, act, home.say, level), _shows(act, ident, home.guides), ident)


def me(home: Home, _id: str, level: int) -> ft.Control:
    act = home.me
    return _drawn(act, lambda s: me_screen(s, act, home.say, level), act.refresh, "me")


def menu(home: Home, _id: str, level: int) -> ft.Control:
    return menu_screen(home.frame.go, home.say, level, contrast=home.frame.state.settings.contrast)


def gallery(home: Home, _id: str, level: int) -> ft.Control:
    return gallery_screen(home.frame.go, home.say, level)


def sample(home: Home, ident: str, level: int) -> ft.Control:
    settings = home.frame.state.settings
    worn = f"{settings.language} {settings.scale} {settings.mode} {settings.contrast}"
    return toned(measure_of(ident), sample_screen(ident, home.frame.go, home.say, worn), contrast=settings.contrast)
