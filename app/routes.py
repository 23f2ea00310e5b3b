"""Owns which address shows which page; it must not draw and must not wire."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

import flet as ft

from app import help_pages, pages
from app.home import Home
from views.kinds import about_of
from views.kit.tokens import Measure

Draw = Callable[[Home, str, int], ft.Control]


@dataclass(frozen=True)
class Route:
    """An address with at most one `{id}`. A detail names its `parent`, the list it lies beside.

    `draw(session, id, level)`: level is that of the page's heading, 2 beside a list.
    """

    path: str
    tab: Measure
    draw: Draw
    parent: str = ""

    def match(self, path: str) -> str | None:
        """The id in a path of this route ("" where it has none), or None."""
        pattern = re.escape(self.path).replace(r"\{id\}", "(?P<id>[^/]+)")
        found = re.fullmatch(pattern, path)
        return None if found is None else unquote(found.groupdict().get("id") or "")


ROUTES = (
    Route("/", "home", pages.start),
    Route("/suche", "home", pages.search, parent="/"),
    Route("/nachrichten/{id}", "home", pages.news, parent="/"),
    Route("/forum", "forum", pages.forum),
    Route("/forum/orte/{id}", "forum", pages.forum_place, parent="/forum"),
    Route("/forum/termine/{id}", "forum", pages.event, parent="/forum"),
    Route("/hilfe", "help", help_pages.finder),
    Route("/hilfe/{id}", "help", help_pages.offer, parent="/hilfe"),
    Route("/hilfe-a-z", "help", help_pages.keywords, parent="/hilfe"),
    Route("/wegweiser", "help", help_pages.wegweiser),
    Route("/wie-geht-es-mir", "help", help_pages.instrument),
    Route("/wie-geht-es-mir/{id}", "help", help_pages.instrument),
    Route("/artikel", "help", help_pages.articles),
    Route("/artikel/{id}", "help", help_pages.article, parent="/artikel"),
    Route("/mitmachen", "participation", pages.projects),
    Route("/mitmachen/{id}", "participation", pages.project, parent="/mitmachen"),
    Route("/ehrenamt", "volunteer", pages.guides),
    Route("/ehrenamt/{id}", "volunteer", pages.guide, parent="/ehrenamt"),
    Route("/rueckruf/{id}", "help", help_pages.callback),
    Route("/notfall", "help", help_pages.crisis),
    Route("/einrichtung", "help", help_pages.desk),
    Route("/einrichtung/{id}", "help", help_pages.entry),
    Route("/redaktion", "help", help_pages.office),
    Route("/ich", "home", pages.me),
    Route("/anmelden", "home", pages.sign_in),
    Route("/anmeldung", "home", pages.returned),
    Route("/konto-anlegen", "home", pages.sign_up),
    Route("/passwort-vergessen", "home", pages.recovery),
    Route("/konto", "home", pages.account),
    Route("/beitraege", "home", pages.contributions),
    Route("/beitraege/{id}", "home", pages.contribution, parent="/beitraege"),
    Route("/rueckmeldung", "home", pages.feedback),
    Route("/gemerkt", "home", pages.bookmarks),
    Route("/beleg", "home", pages.receipt),
    Route("/menue", "home", pages.menu),
    Route("/galerie", "home", pages.gallery),
    Route("/galerie/{id}", "home", pages.sample),
)

#: Pages that are no tab and have no list beside them, and where "back" leads from them.
ASIDE = {
    "/notfall": "/",
    "/wegweiser": "/hilfe",
    "/wie-geht-es-mir": "/hilfe",
    "/wie-geht-es-mir/{id}": "/wie-geht-es-mir",
    "/artikel": "/hilfe",
    "/einrichtung": "/ich",
    "/einrichtung/{id}": "/einrichtung",
    "/redaktion": "/ich",
    "/ich": "/",
    "/anmelden": "/ich",
    "/anmeldung": "/ich",
    "/konto-anlegen": "/anmelden",
    "/passwort-vergessen": "/anmelden",
    "/konto": "/ich",
    "/beitraege": "/ich",
    "/rueckmeldung": "/",
    "/gemerkt": "/ich",
    "/beleg": "/ich",
    "/menue": "/",
    "/galerie": "/",
    "/galerie/{id}": "/galerie",
}


def find(address: str) -> tuple[Route, str]:
    """The route and id of an address; an unknown one leads to the start page."""
    path = urlsplit(address).path.rstrip("/") or "/"
    for route in ROUTES:
        ident = route.match(path)
        if ident is not None:
            return route, ident
    return ROUTES[0], ""


def back_of(route: Route, address: str = "") -> str:
    """Where the way back leads; empty on a tab's own page. From what is written about a page: to that page."""
    if route.path == "/rueckmeldung":
        return about_of(address)
    if route.path == "/rueckruf/{id}":
        return f"/hilfe/{route.match(urlsplit(address).path) or ''}"
    return route.parent or ASIDE.get(route.path, "")


def way_back(address: str) -> str:
    """Where the device's own way back leads; from a tab to the start page."""
    return back_of(find(address)[0], address) or "/"


def has_details(route: Route) -> bool:
    """Whether a wide window shows this list with a detail beside it; the start page stands alone."""
    return route.path != "/" and any(other.parent == route.path for other in ROUTES)


def parent_of(route: Route) -> Route | None:
    """The list a detail lies beside."""
    return find(route.parent)[0] if route.parent else None
