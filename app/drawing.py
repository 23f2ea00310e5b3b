"""Owns how a store's state becomes a picture that is drawn anew when it changes; it must not know a page.

`app.pages` and `app.help_pages` draw every page of `app.routes` with these.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

import flet as ft

from app.home import Home
from views.bookmarks import foot
from views.detail import DetailStore
from views.form import FormStore
from views.kinds import address
from views.kit.page import column
from views.kit.tokens import L
from views.store import Store

Load = Callable[[], Awaitable[None]]
#: `screen(state, act, say, level, …)`, as every feature draws itself.
Screen = Callable[..., ft.Control]


@ft.component
def drawn(store: Store[Any], picture: Callable[[Any], ft.Control], load: Load, turn: str) -> ft.Control:
    """A picture of a store's state, drawn anew when it changes; `load` runs when `turn` differs.

    Who leaves the page and comes back finds its first rows: all that were unfolded would be one large message.
    """

    async def fetch() -> None:
        await load()

    ft.use_effect(fetch, [turn], store.fold)
    return picture(store.state)


def form(act: FormStore, about: str, picture: Callable[[Any], ft.Control], begin: Load) -> ft.Control:
    """A form about something. Until it is begun there is none: what one wrote would be about something else."""
    return drawn(act, lambda s: picture(s) if s.about == about else column([]), begin, about)


def shown(home: Home, act: Any, screen: Screen, level: int, **more: Any) -> ft.Control:
    """A page that shows what its store reads by itself."""
    return drawn(act, lambda s: screen(s, act, home.say, level, **more), act.refresh, screen.__name__)


def detail(
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
    below = drawn(marks, lambda s: foot(record, address(kind, ident), s, marks, home.say), marks.refresh, record)
    return column([drawn(act, lambda s: screen(s, act, home.say, level, **more), load, ident), below], gap=L)
