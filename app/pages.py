"""Owns which store each page is drawn from; it must not hold words or wiring.

Each function draws one page of `app.routes`: `page(home, id, level)`.
"""

from __future__ import annotations

from functools import partial
from typing import Any

import flet as ft

from app.drawing import detail, drawn, form, shown
from app.home import Home
from views.account.account.screen import account_screen
from views.account.bookmarks.screen import bookmarks_screen
from views.account.contributions.screen import contribution_screen, contributions_screen
from views.account.feedback.screen import feedback_screen
from views.account.me.screen import me_screen
from views.account.receipt.screen import receipt_screen
from views.account.recovery.screen import recovery_screen
from views.account.sign_in.screen import return_screen, sign_in_screen
from views.account.sign_up.screen import sign_up_screen
from views.bookmarks import kept_shortly
from views.forum.events.screen import event_screen
from views.forum.places.screen import forum_place_screen, forum_screen
from views.gallery.index import measure_of
from views.gallery.screen import gallery_screen, sample_screen
from views.home.news.screen import news_screen
from views.home.search.screen import search_screen
from views.home.start.menu import menu_screen
from views.home.start.screen import start_screen
from views.kinds import about_of
from views.kit.theme import toned
from views.participation.projects.screen import project_screen, projects_screen
from views.volunteer.guides.screen import guide_screen, guides_screen


def start(home: Home, _id: str, level: int) -> ft.Control:
    marks, act, say = home.desk.bookmarks, home.start, home.say

    def whole(kept: Any) -> ft.Control:
        short = kept_shortly(kept, marks, say, level + 1)
        return drawn(act, lambda s: start_screen(s, act, say, level, kept=short), act.refresh, "start")

    return drawn(marks, whole, marks.refresh, "kept")


def search(home: Home, _id: str, level: int) -> ft.Control:
    return shown(home, home.search, search_screen, level)


def news(home: Home, ident: str, level: int) -> ft.Control:
    return detail(home, home.news, ident, news_screen, level, kind="news")


def forum(home: Home, _id: str, level: int) -> ft.Control:
    places, events, say = home.places, home.events, home.say

    def both(found: Any) -> ft.Control:
        return drawn(
            events,
            lambda coming: forum_screen(found, coming, places, events, say, level, names=home.names),
            events.refresh,
            "events",
        )

    return drawn(places, both, places.refresh, "places")


def forum_place(home: Home, ident: str, level: int) -> ft.Control:
    return detail(
        home, home.forum_place, ident, forum_place_screen, level, home.places, kind="forum-places", names=home.names
    )


def event(home: Home, ident: str, level: int) -> ft.Control:
    return detail(home, home.event, ident, event_screen, level, home.events, kind="events", names=home.names)


def projects(home: Home, _id: str, level: int) -> ft.Control:
    return shown(home, home.projects, projects_screen, level, names=home.names)


def project(home: Home, ident: str, level: int) -> ft.Control:
    return detail(home, home.project, ident, project_screen, level, home.projects, kind="projects", names=home.names)


def guides(home: Home, _id: str, level: int) -> ft.Control:
    return shown(home, home.guides, guides_screen, level)


def guide(home: Home, ident: str, level: int) -> ft.Control:
    return detail(home, home.guide, ident, guide_screen, level, home.guides, kind="guides")


def me(home: Home, _id: str, level: int) -> ft.Control:
    return shown(home, home.me, me_screen, level)


def sign_in(home: Home, _id: str, level: int) -> ft.Control:
    return shown(home, home.entrance, sign_in_screen, level)


def returned(home: Home, _id: str, level: int) -> ft.Control:
    """A provider sent the browser back here, with what proves it in the address."""
    act, address = home.entrance, home.frame.state.route
    return drawn(act, lambda s: return_screen(s, act, home.say, level), lambda: act.finish(address), address)


def sign_up(home: Home, _id: str, level: int) -> ft.Control:
    return shown(home, home.sign_up, sign_up_screen, level)


def recovery(home: Home, _id: str, level: int) -> ft.Control:
    return shown(home, home.recovery, recovery_screen, level)


def account(home: Home, _id: str, level: int) -> ft.Control:
    return shown(home, home.account, account_screen, level)


def contributions(home: Home, _id: str, level: int) -> ft.Control:
    mine = home.desk.mine
    return drawn(mine, lambda s: contributions_screen(s, mine, home.say, level), mine.show, "contributions")


def contribution(home: Home, ident: str, level: int) -> ft.Control:
    one = home.desk.one
    return drawn(one, lambda s: contribution_screen(s, one, home.say, level), partial(one.show, ident), ident)


def feedback(home: Home, _id: str, level: int) -> ft.Control:
    act, about = home.desk.feedback, about_of(home.frame.state.route)
    begin = partial(home.desk.write_about, about, home.say)
    return form(act, about, lambda s: feedback_screen(s, act, home.say, level), begin)


def bookmarks(home: Home, _id: str, level: int) -> ft.Control:
    return shown(home, home.desk.bookmarks, bookmarks_screen, level)


def receipt(home: Home, _id: str, level: int) -> ft.Control:
    return shown(home, home.desk.receipt, receipt_screen, level)


def menu(home: Home, _id: str, level: int) -> ft.Control:
    return menu_screen(home.frame.go, home.say, level, contrast=home.frame.state.settings.contrast)


def gallery(home: Home, _id: str, level: int) -> ft.Control:
    return gallery_screen(home.frame.go, home.say, level)


def sample(home: Home, ident: str, level: int) -> ft.Control:
    settings = home.frame.state.settings
    worn = f"{settings.language} {settings.scale} {settings.mode} {settings.contrast}"
    return toned(measure_of(ident), sample_screen(ident, home.frame.go, home.say, worn), contrast=settings.contrast)
