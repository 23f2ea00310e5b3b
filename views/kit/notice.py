"""Owns how the app speaks up: ribbon, notices, sample flag, empty and broken states."""

from __future__ import annotations

import flet as ft

from views.kit.button import Press, main_button, quiet_button
from views.kit.picture import pictogram
from views.kit.text import heading, words
from views.kit.tokens import CORNER, M, S


def ribbon(text: str, *, icon: str = "offline", close: tuple[str, Press] | None = None) -> ft.Control:
    """The quiet line under the top: "Ohne Netz – Stand: …". A screen reader is told once.

    `close`: the words on a button that takes it away, and what that does.
    """
    said: ft.Control = words(text, "body_small")
    if close:
        said = ft.Column([said, quiet_button(*close)], spacing=S, tight=True)
    row = ft.Row(
        [pictogram(icon, size=20, colour=ft.Colors.ON_SURFACE_VARIANT), ft.Container(said, expand=True)], spacing=S
    )
    return ft.Semantics(
        content=ft.Container(
            row, padding=ft.Padding.symmetric(horizontal=M, vertical=S), bgcolor=ft.Colors.SURFACE_CONTAINER
        ),
        live_region=True,
        container=True,
    )


def notice(text: str, *, icon: str = "source", urgent: bool = False) -> ft.Control:
    """A few words that matter here. `urgent` in the colour of alerts."""
    ink = ft.Colors.ON_ERROR_CONTAINER if urgent else ft.Colors.ON_SURFACE
    return ft.Container(
        ft.Row(
            [pictogram(icon, colour=ink), ft.Container(words(text, colour=ink), expand=True)],
            spacing=M,
            vertical_alignment=ft.CrossAxisAlignment.START,
        ),
        padding=M,
        bgcolor=ft.Colors.ERROR_CONTAINER if urgent else ft.Colors.SURFACE_CONTAINER,
        border=ft.Border.all(1, ink if urgent else ft.Colors.OUTLINE_VARIANT),
        border_radius=CORNER,
    )


def told(text: str, *, icon: str = "source", urgent: bool = False) -> ft.Control:
    """A notice that comes after one did something: a screen reader says it at once (WCAG 4.1.3)."""
    return ft.Semantics(content=notice(text, icon=icon, urgent=urgent), live_region=True, container=True)


def flag(text: str) -> ft.Control:
    """A small mark on a thing, e.g. "Muster": what no source backs says so."""
    return ft.Row(
        [
            ft.Container(
                words(text, "label_small", colour=ft.Colors.ON_SURFACE_VARIANT),
                border=ft.Border.all(1, ft.Colors.OUTLINE),
                border_radius=CORNER,
                padding=ft.Padding.symmetric(horizontal=S, vertical=2),
                expand=True,
                expand_loose=True,
            )
        ]
    )


def speaking(what: str, why: str, *, step: str = "", press: Press | None = None, icon: str = "empty") -> ft.Control:
    """An empty or broken state: what it is, why, and what to do now as a button."""
    parts: list[ft.Control] = [pictogram(icon, size=48), heading(what, 2), words(why)]
    if step and press:
        parts.append(main_button(step, press))
    return ft.Container(ft.Column(parts, spacing=M, tight=True), padding=ft.Padding.symmetric(vertical=M))
