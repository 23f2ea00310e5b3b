"""Owns what happens when a person opens the app: language of the device, first picture; it must not start a server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from app.home import Home
from app.house import House
from app.leaving import connected, pressed_key
from app.routes import way_back
from app.shell import shell

GERMAN = ft.Locale("de", "DE")
#: Logical pixels, for a client that does not say how wide it is.
PHONE = 390


def welcome(house: House) -> Callable[[ft.Page], Awaitable[None]]:
    """The `main` that Flet calls for each person."""

    async def main(page: ft.Page) -> None:
        page.title = "WueApp"
        page.locale_configuration = ft.LocaleConfiguration(supported_locales=[GERMAN], current_locale=GERMAN)
        home = Home(house, page)
        await home.wake()
        await home.frame.wake(page.route, page.width or PHONE)
        home.heed()
        page.on_route_change = lambda event: home.move(event.route)
        page.on_resize = lambda event: home.frame.put(width=event.width)
        # A page that is loaded anew keeps its session, but its window may have another size.
        page.on_connect = lambda _event: _back(home, page)
        if not page.web:  # a browser's page hears Esc itself, and need not tell every key
            page.on_keyboard_event = lambda event: pressed_key(home, event.key)
        page.on_view_pop = lambda _event: home.frame.go(way_back(home.frame.state.route))
        page.on_close = lambda _event: home.close()
        page.render_views(shell, home, home.frame)

    return main


def _back(home: Home, page: ft.Page) -> None:
    connected(home, page.route)
    home.frame.put(width=page.width or PHONE)
