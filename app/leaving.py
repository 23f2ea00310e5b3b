"""Owns "Schnell verlassen": on which pages it stands, the button, Esc, and a page that was left by the browser itself.

In a browser assets/index.html does the same at once, without waiting for an answer, and empties the tab's history.
"""

from __future__ import annotations

from typing import Any

import flet as ft

from app.home import Home
from app.routes import Route, find
from app.traces import is_private
from views.kit.button import quiet_button
from views.kit.page import marked, side_by_side
from views.store import Store

#: By this name index.html finds the button (`flt-semantics-identifier`).
MARK = "schnell-verlassen"


def private_page(home: Home) -> bool:
    """Whether the page shown is one that nobody else shall see."""
    route, ident = find(home.frame.state.route)
    return is_private(route.path, _topics(home, ident))


def _topics(home: Home, ident: str) -> tuple[str, ...]:
    """What the open offer is about."""
    found = home.offer.state.found.value
    offer = found.record if found else None
    return offer.topics if offer and offer.id == ident else ()


def way_out(home: Home, route: Route, ident: str) -> list[ft.Control]:
    """The button under the top of every page that needs it."""
    if route.path == "/hilfe/{id}":
        return [_exit(home, home.offer, ident)]
    return [_button(home)] if is_private(route.path) else []


@ft.component
def _exit(home: Home, offer: Store[Any], ident: str) -> ft.Control:
    """Drawn anew when the offer is there: only then one knows what it is about."""
    return _button(home) if is_private("/hilfe/{id}", _topics(home, ident)) else side_by_side([])


def _button(home: Home) -> ft.Control:
    name = home.say("Schnell verlassen")
    return side_by_side([marked(quiet_button(name, home.traces.leave, icon="leave"), MARK)])


def pressed_key(home: Home, key: str) -> None:
    """Esc leaves, too."""
    if key == "Escape" and private_page(home):
        home.traces.leave()


def connected(home: Home, route: str) -> None:
    """The browser shows the app anew. Elsewhere than it was left: somebody left quickly, and all is forgotten."""
    if route != home.frame.state.route and private_page(home):
        home.traces.abandon()
