"""Owns what happens when a person opens the app: fonts, theme, first picture; it must not start a server."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import flet as ft

from app.house import Home, House
from app.shell import shell
from services.account.preferences import Settings
from views.kit.theme import dress


def welcome(house: House) -> Callable[[ft.Page], Awaitable[None]]:
    """The `main` that Flet calls for each person."""

    async def main(page: ft.Page) -> None:
        page.title = "WueApp"
        page.locale_configuration = ft.LocaleConfiguration(
            supported_locales=[ft.Locale("de", "DE")], current_locale=ft.Locale("de", "DE")
        )
        home = Home(house, page, lambda settings: _wear(page, settings))
        await home.frame.wake()
        home.frame.put(route=page.route, width=page.width or home.frame.state.width)
        page.on_route_change = lambda event: home.frame.put(route=event.route)
        page.on_resize = lambda event: home.frame.put(width=event.width)
        page.on_view_pop = lambda event: home.frame.go(event.view.route if event.view else "/")
        page.on_close = lambda _event: home.close()
        page.render_views(shell, home, home.frame)

    return main


def _wear(page: ft.Page, settings: Settings) -> None:
    """Puts the person's settings on the window."""
    dress(
        page,
        mode=settings.mode,
        contrast=settings.contrast,
        scale=settings.scale,
        simple=settings.language == "de-simple",
    )
    page.update()
