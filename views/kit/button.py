"""Owns everything one can press; each has a name, 48 dp, and a focus ring of 3 px."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any

import flet as ft

from views.kit.picture import pictogram
from views.kit.text import words
from views.kit.tokens import CORNER, FOCUS_RING, M, S

#: A verb without arguments; Flet awaits it if it is async.
Press = Callable[[], Any]


def pressed(press: Press) -> Callable[[Any], Awaitable[None]]:
    """Flet hands an event over; our verbs want none, and may be async behind a lambda or a partial."""

    async def handle(_event: Any) -> None:
        done = press()
        if isawaitable(done):
            await done

    return handle


def style(
    *, back: str, ink: str, edge: str | None = None, padding: int = M, focus: str = ft.Colors.TERTIARY
) -> ft.ButtonStyle:
    """The one style of all that can be pressed."""
    rest = ft.BorderSide(1, edge) if edge else ft.BorderSide(0, ft.Colors.TRANSPARENT)
    return ft.ButtonStyle(
        color=ink,
        bgcolor=back,
        elevation=0,
        padding=ft.Padding.symmetric(horizontal=padding, vertical=12),
        side={
            ft.ControlState.FOCUSED: ft.BorderSide(FOCUS_RING, focus),
            ft.ControlState.DEFAULT: rest,
        },
        shape=ft.RoundedRectangleBorder(radius=CORNER),
        overlay_color={
            ft.ControlState.HOVERED: ft.Colors.with_opacity(0.08, ink),
            ft.ControlState.PRESSED: ft.Colors.with_opacity(0.16, ink),
            ft.ControlState.DEFAULT: ft.Colors.TRANSPARENT,
        },
        visual_density=ft.VisualDensity.STANDARD,
        animation_duration=0,
    )


def _button(text: str, press: Press, look: ft.ButtonStyle, ink: str, icon: str | None) -> ft.Control:
    parts: list[ft.Control] = [pictogram(icon, colour=ink)] if icon else []
    parts.append(ft.Container(words(text, "label_large", colour=ink), expand=True, expand_loose=True))
    row = ft.Row(parts, spacing=S, tight=True, vertical_alignment=ft.CrossAxisAlignment.CENTER)
    return ft.TextButton(content=row, style=look, on_click=pressed(press))


def main_button(text: str, press: Press, *, icon: str | None = None) -> ft.Control:
    """The one filled button of a screen."""
    ink = ft.Colors.ON_PRIMARY
    return _button(text, press, style(back=ft.Colors.PRIMARY, ink=ink), ink, icon)


def quiet_button(text: str, press: Press, *, icon: str | None = None) -> ft.Control:
    """Every other button: outlined, in the colour of the measure."""
    ink = ft.Colors.PRIMARY
    look = style(back=ft.Colors.SURFACE_CONTAINER, ink=ink, edge=ft.Colors.OUTLINE)
    return _button(text, press, look, ink, icon)


def alert_button(text: str, press: Press) -> ft.Control:
    """ "Notfall": same place, same look, on every screen."""
    ink = ft.Colors.ON_ERROR
    return _button(text, press, style(back=ft.Colors.ERROR, ink=ink), ink, "crisis")


def icon_button(name: str, icon: str, press: Press) -> ft.Control:
    """A button of a pictogram alone, for where words have no room; `name` is what a screen reader says."""
    ink = ft.Colors.PRIMARY
    look = style(back=ft.Colors.SURFACE_CONTAINER, ink=ink, edge=ft.Colors.OUTLINE)
    return ft.TextButton(content=pictogram(icon, colour=ink, name=name), style=look, on_click=pressed(press))


def choice(text: str, press: Press, *, chosen: bool, icon: str | None = None) -> ft.Control:
    """One of several things one can switch on; chosen ones are filled and ticked."""
    ink = ft.Colors.ON_PRIMARY if chosen else ft.Colors.PRIMARY
    back = ft.Colors.PRIMARY if chosen else ft.Colors.SURFACE_CONTAINER
    button = _button(text, press, style(back=back, ink=ink, edge=ft.Colors.OUTLINE), ink, "tick" if chosen else icon)
    return ft.MergeSemantics(ft.Semantics(content=button, selected=chosen))


def big_choice(text: str, press: Press, *, chosen: bool, icon: str | None = None) -> ft.Control:
    """An answer as wide as the page, with a large picture: one of few, or of several that may hold; chosen: ticked."""
    ink = ft.Colors.ON_PRIMARY if chosen else ft.Colors.ON_SURFACE
    back = ft.Colors.PRIMARY if chosen else ft.Colors.SURFACE_CONTAINER
    mark = "tick" if chosen else icon
    parts: list[ft.Control] = []
    if mark:
        parts.append(pictogram(mark, size=32, colour=ft.Colors.ON_PRIMARY if chosen else ft.Colors.PRIMARY))
    parts.append(ft.Container(words(text, "title_medium", colour=ink), expand=True))
    row = ft.Row(parts, spacing=M, vertical_alignment=ft.CrossAxisAlignment.CENTER)
    button = ft.TextButton(
        content=row, style=style(back=back, ink=ink, edge=ft.Colors.OUTLINE), on_click=pressed(press)
    )
    return ft.MergeSemantics(ft.Semantics(content=button, selected=chosen))


def tappable(content: ft.Control, press: Press, *, edge: str = "") -> ft.Control:
    """A whole card or row that can be pressed. Its name is all the words in it.

    Its look stands in the theme, so that fifty rows do not each send it; only another `edge` is sent.
    """
    look = style(back=ft.Colors.SURFACE_CONTAINER, ink=ft.Colors.ON_SURFACE, edge=edge) if edge else None
    return ft.TextButton(content=content, style=look, on_click=pressed(press))
