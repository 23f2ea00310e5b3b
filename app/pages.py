"""Owns which store each page is drawn from; it must not hold words or wiring.

Each function draws one page of `app.routes`: `page(home, id, level)`.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import flet as ft

from app.home import Home
from contract.help import HelpOffer
from views.account.account.screen import account_screen
from views.account.bookmarks.screen import bookmarks_screen
from views.account.contributions.screen import contribution_screen, contributions_screen
from views.account.feedback.screen import feedback_screen
from views.account.me.screen import me_screen
from views.account.receipt.screen import receipt_screen
from views.account.recovery.screen import recovery_screen
from views.account.sign_in.screen import return_screen, sign_in_screen
from views.account.sign_up.screen import sign_up_screen
from views.bookmarks import foot, kept_shortly
from views.detail import DetailStore
from views.form import FormStore
from views.forum.events.screen import event_screen
from views.forum.places.screen import forum_place_screen, forum_screen
from views.gallery.index import measure_of
from views.gallery.screen import gallery_screen, sample_screen
from views.help.crisis.screen import crisis_screen
from views.help.finder.screen import finder_screen
from views.help.offer.check import offer_check
from views.help.offer.screen import offer_screen
from views.help.people.parts import people_calls, people_section
from views.help.people.store import PeopleState
from views.home.news.screen import news_screen
from views.home.search.screen import search_screen
from views.home.start.menu import menu_screen
from views.home.start.screen import start_screen
from views.kinds import about_of, address
from views.kit.page import column
from views.kit.theme import toned
from views.kit.tokens import L
from views.participation.projects.screen import project_screen, projects_screen
from views.store import Store
from views.volunteer.guides.screen import guide_screen, guides_screen

Load = Callable[[], Awaitable[None]]
#: `screen(state, act, say, level, …)`, as every feature draws itself.
Screen = Callable[..., ft.Control]


@ft.component
def _drawn(store: Store[Any], picture: Callable[[Any], ft.Control], load: Load, turn: str) -> ft.Control:
    """A picture of a store's state, drawn anew when it changes; `load` runs when `turn` differs.

    Who leaves the page and comes back finds its first rows: all that were unfolded would be one large message.
    """

    async def fetch() -> None:
        await load()

    ft.use_effect(fetch, [turn], store.fold)
    return picture(store.state)


def _form(act: FormStore, about: str, picture: Callable[[Any], ft.Control], begin: Load) -> ft.Control:
    """A form about something. Until it is begun there is none: what one wrote would be about something else."""
    return _drawn(act, lambda s: picture(s) if s.about == about else column([]), begin, about)


def _all(home: Home, act: Any, screen: Screen, level: int, **more: Any) -> ft.Control:
    """A page that shows what its store reads by itself."""
    return _drawn(act, lambda s: screen(s, act, home.say, level, **more), act.refresh, screen.__name__)


def _one(
    home: Home,
    act: DetailStore[Any],
    ident: str,
    screen: Screen,
    level: int,
    beside: Store[Any] | None = None,
    *,
    kind: str,
    **more: Any,
) -> ft.Control:
    """A page about one record; it is marked in the list that may stand beside it. Below it one keeps it in mind."""

    async def load() -> None:
        if beside is not None:
            beside.put(open_id=ident)
        await act.show(ident)

    marks, record = home.desk.bookmarks, f"{kind}/{ident}"
    below = _drawn(marks, lambda s: foot(record, address(kind, ident), s, marks, home.say), marks.refresh, record)
    return column([_drawn(act, lambda s: screen(s, act, home.say, level, **more), load, ident), below], gap=L)


def start(home: Home, _id: str, level: int) -> ft.Control:
    marks, act, say = home.desk.bookmarks, home.start, home.say

    def whole(kept: Any) -> ft.Control:
        short = kept_shortly(kept, marks, say, level + 1)
        return _drawn(act, lambda s: start_screen(s, act, say, level, kept=short), act.refresh, "start")

    return _drawn(marks, whole, marks.refresh, "kept")


def search(home: Home, _id: str, level: int) -> ft.Control:
    return _all(home, home.search, search_screen, level)


def news(home: Home, ident: str, level: int) -> ft.Control:
    return _one(home, home.news, ident, news_screen, level, kind="news")


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
    return _one(
        home, home.forum_place, ident, forum_place_screen, level, home.places, kind="forum-places", names=home.names
    )


def event(home: Home, ident: str, level: int) -> ft.Control:
    return _one(home, home.event, ident, event_screen, level, home.events, kind="events", names=home.names)


def finder(home: Home, _id: str, level: int) -> ft.Control:
    return _all(home, home.finder, finder_screen, level)


def offer(home: Home, ident: str, level: int) -> ft.Control:
    check, say = home.desk.check, home.say

    def ask(found: HelpOffer, below: int) -> ft.Control:
        begin = partial(check.show, found.id, say.text(found.name))
        return _form(check, found.id, lambda s: offer_check(s, check, say, below), begin)

    return _one(home, home.offer, ident, offer_screen, level, home.finder, kind="help", check=ask)


def crisis(home: Home, _id: str, level: int) -> ft.Control:
    act, people, say = home.crisis, home.people, home.say

    def whole(kept: PeopleState) -> ft.Control:
        near, own = people_calls(kept, say, level + 1), [people_section(kept, people, say, level + 1)]
        return _drawn(act, lambda s: crisis_screen(s, act, say, level, near=near, own=own), act.refresh, "crisis")

    return _drawn(people, whole, people.refresh, "people")


def projects(home: Home, _id: str, level: int) -> ft.Control:
    return _all(home, home.projects, projects_screen, level, names=home.names)


def project(home: Home, ident: str, level: int) -> ft.Control:
    return _one(home, home.project, ident, project_screen, level, home.projects, kind="projects", names=home.names)


def guides(home: Home, _id: str, level: int) -> ft.Control:
    return _all(home, home.guides, guides_screen, level)


def guide(home: Home, ident: str, level: int) -> ft.Control:
    return _one(home, home.guide, ident, guide_screen, level, home.guides, kind="guides")


def me(home: Home, _id: str, level: int) -> ft.Control:
    return _all(home, home.me, me_screen, level)


def sign_in(home: Home, _id: str, level: int) -> ft.Control:
    return _all(home, home.entrance, sign_in_screen, level)


def returned(home: Home, _id: str, level: int) -> ft.Control:
    """A provider sent the browser back here, with what proves it in the address."""
    act, address = home.entrance, home.frame.state.route
    return _drawn(act, lambda s: return_screen(s, act, home.say, level), lambda: act.finish(address), address)


def sign_up(home: Home, _id: str, level: int) -> ft.Control:
    return _all(home, home.sign_up, sign_up_screen, level)


def recovery(home: Home, _id: str, level: int) -> ft.Control:
    return _all(home, home.recovery, recovery_screen, level)


def account(home: Home, _id: str, level: int) -> ft.Control:
    return _all(home, home.account, account_screen, level)


def contributions(home: Home, _id: str, level: int) -> ft.Control:
    return _all(home, home.desk.mine, contributions_screen, level)


def contribution(home: Home, ident: str, level: int) -> ft.Control:
    one = home.desk.one
    return _drawn(one, lambda s: contribution_screen(s, one, home.say, level), partial(one.show, ident), ident)


def feedback(home: Home, _id: str, level: int) -> ft.Control:
    act, about = home.desk.feedback, about_of(home.frame.state.route)
    begin = partial(home.desk.write_about, about, home.say)
    return _form(act, about, lambda s: feedback_screen(s, act, home.say, level), begin)


def bookmarks(home: Home, _id: str, level: int) -> ft.Control:
    return _all(home, home.desk.bookmarks, bookmarks_screen, level)


def receipt(home: Home, _id: str, level: int) -> ft.Control:
    return _all(home, home.desk.receipt, receipt_screen, level)


def menu(home: Home, _id: str, level: int) -> ft.Control:
    return menu_screen(home.frame.go, home.say, level, contrast=home.frame.state.settings.contrast)


def gallery(home: Home, _id: str, level: int) -> ft.Control:
    return gallery_screen(home.frame.go, home.say, level)


def sample(home: Home, ident: str, level: int) -> ft.Control:
    settings = home.frame.state.settings
    worn = f"{settings.language} {settings.scale} {settings.mode} {settings.contrast}"
    return toned(measure_of(ident), sample_screen(ident, home.frame.go, home.say, worn), contrast=settings.contrast)
