"""Owns the frame around every page: top, bottom bar, rail; it must not know routes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import flet as ft

from views.kit.button import Press, alert_button, pressed, style
from views.kit.picture import pictogram
from views.kit.text import words
from views.kit.tokens import XS, M, S


@dataclass(frozen=True)
class Tab:
    """One place of the navigation: its word, its pictogram, where it leads, whether one is there."""

    name: str
    icon: str
    press: Press
    here: bool = False


def _tab(tab: Tab, *, upright: bool) -> ft.Control:
    ink = ft.Colors.PRIMARY if tab.here else ft.Colors.ON_SURFACE_VARIANT
    name = words(tab.name, "label_small", colour=ink)
    name.text_align = ft.TextAlign.CENTER if upright else ft.TextAlign.START
    mark = pictogram(tab.icon, colour=ink)
    content: ft.Control
    if upright:
        content = ft.Column([mark, name], spacing=XS, tight=True, horizontal_alignment=ft.CrossAxisAlignment.CENTER)
    else:
        content = ft.Row([mark, ft.Container(name, expand=True, expand_loose=True)], spacing=S, tight=True)
    back = ft.Colors.PRIMARY_CONTAINER if tab.here else ft.Colors.TRANSPARENT
    button = ft.TextButton(
        content=content,
        style=style(back=back, ink=ink, padding=XS if upright else M),
        on_click=pressed(tab.press),
    )
    return ft.MergeSemantics(ft.Semantics(content=button, selected=tab.here))


def bottom_bar(tabs: Sequence[Tab]) -> ft.Control:
    """The tabs at the thumb side, each as wide as its word."""
    row = ft.Row([_tab(tab, upright=True) for tab in tabs], spacing=0, alignment=ft.MainAxisAlignment.SPACE_AROUND)
    return _edge(row)


def menu_bar(tabs: Sequence[Tab]) -> ft.Control:
    """The bar where words are too large for five beside each other: fewer, below each other if need be."""
    row = ft.Row([_tab(tab, upright=False) for tab in tabs], spacing=S, wrap=True)
    return _edge(ft.Row([ft.Container(row, expand=True)]))


def rail(tabs: Sequence[Tab], *, width: int) -> ft.Control:
    """The tabs on the left where there is room; scrolls when the window is low."""
    column = ft.Column([_tab(tab, upright=False) for tab in tabs], spacing=XS, scroll=ft.ScrollMode.AUTO)
    return ft.Container(column, width=width, padding=S)


def top_bar(left: ft.Control, tools: Sequence[ft.Control], crisis: tuple[str, Press]) -> ft.Control:
    """Left the way back or one's own page, right "Notfall": on every screen at the same place."""
    right = ft.Row([*tools, alert_button(*crisis)], spacing=S, tight=True)
    row = ft.Row([left, right], spacing=S, run_spacing=S, wrap=True, alignment=ft.MainAxisAlignment.SPACE_BETWEEN)
    # The outer row makes the inner one as wide as the window; alone it would only be as wide as its parts.
    return ft.Container(
        ft.Row([ft.Container(row, expand=True)]), padding=ft.Padding.symmetric(horizontal=M, vertical=S)
    )


def beside_edge(content: ft.Control) -> ft.Control:
    """Something more under the top, as far from the window's side as the top itself."""
    return ft.Container(content, padding=ft.Padding.symmetric(horizontal=M))


def _edge(content: ft.Control) -> ft.Control:
    return ft.Container(
        content,
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border(top=ft.BorderSide(1, ft.Colors.OUTLINE_VARIANT)),
        padding=XS,
    )


def frame(
    top: Sequence[ft.Control],
    panes: Sequence[ft.Control],
    *,
    side: ft.Control | None,
    bottom: ft.Control | None,
) -> ft.Control:
    """The whole window: top, then rail and one or two panes that scroll on their own, then the bar."""
    middle = ft.Row(
        [*([side] if side else []), *panes],
        spacing=0,
        expand=True,
        vertical_alignment=ft.CrossAxisAlignment.STRETCH,
    )
    # In a box of its own: what is between top and bar keeps its place, and so its state, when a ribbon comes or goes.
    above = ft.Column(list(top), spacing=0, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)
    column = ft.Column([above, middle, *([bottom] if bottom else [])], spacing=0, expand=True)
    return ft.SafeArea(content=column, expand=True)


def pane(content: Sequence[ft.Control], *, key: str, share: int = 1) -> ft.Control:
    """One scrolling part of the window. Another `key` starts at its top."""
    return ft.Container(
        ft.Column(list(content), key=key, spacing=M, scroll=ft.ScrollMode.AUTO, expand=True),
        padding=ft.Padding.only(left=M, right=M, top=S, bottom=S),
        expand=share,
    )
