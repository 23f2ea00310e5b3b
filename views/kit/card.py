"""Owns cards, rows and tiles: things lists are made of; it must not know what they show."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from views.kit.button import Press, pressed, style, tappable
from views.kit.picture import pictogram
from views.kit.text import small, words
from views.kit.tokens import CORNER, XS, M


def card(parts: Sequence[ft.Control]) -> ft.Control:
    """A quiet field that holds things together; nothing to press in itself."""
    return ft.Container(
        ft.Column(list(parts), spacing=M, tight=True),
        padding=M,
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        border_radius=CORNER,
    )


def entry(
    title: str,
    lines: Sequence[str],
    press: Press,
    *,
    answer: str = "",
    icon: str = "",
    chosen: bool = False,
    faded: bool = False,
) -> ft.Control:
    """A row of a list: the answer first ("Heute offen bis 18:00 Uhr"), then what it is, then the rest.

    `faded`: in soft ink, for what is old; one of its lines must say so.
    """
    soft = ft.Colors.ON_SURFACE_VARIANT
    texts: list[ft.Control] = [words(title, "title_medium", colour=soft if faded else None)]
    if answer:
        texts.insert(0, words(answer, "label_medium", colour=soft if faded else ft.Colors.PRIMARY))
    texts += [small(line) for line in lines if line]
    parts: list[ft.Control] = [pictogram(icon, size=28, colour=soft if faded else ft.Colors.PRIMARY)] if icon else []
    parts.append(ft.Column(texts, spacing=XS, expand=True, tight=True))
    row = ft.Row(parts, spacing=M, vertical_alignment=ft.CrossAxisAlignment.START)
    return tappable(row, press, edge=ft.Colors.PRIMARY if chosen else "")


def tile(title: str, line: str, icon: str, press: Press) -> ft.Control:
    """A tile in the colour of its measure, with its picture."""
    texts: list[ft.Control] = [words(title, "title_medium", colour=ft.Colors.PRIMARY)]
    if line:
        texts.append(words(line, "body_small"))
    row = ft.Row(
        [pictogram(icon, size=36), ft.Column(texts, spacing=XS, expand=True, tight=True)],
        spacing=M,
        vertical_alignment=ft.CrossAxisAlignment.CENTER,
    )
    look = style(back=ft.Colors.PRIMARY_CONTAINER, ink=ft.Colors.ON_SURFACE, edge=ft.Colors.OUTLINE_VARIANT)
    return ft.TextButton(content=row, style=look, on_click=pressed(press))


def strip(title: ft.Control, lead: str, icon: str) -> ft.Control:
    """The header of a page in the colour of its measure; `title` is its heading of level 1."""
    texts: list[ft.Control] = [title]
    if lead:
        texts.append(words(lead))
    return ft.Container(
        # The picture stands above: beside it, large text would have no room on a phone.
        ft.Column([pictogram(icon, size=36), *texts], spacing=XS, tight=True),
        bgcolor=ft.Colors.PRIMARY_CONTAINER,
        padding=M,
        border_radius=CORNER,
    )


def fact(icon: str, label: str, lines: Sequence[str]) -> ft.Control:
    """One thing one wants to know, with its picture: what it costs, when, how to get there."""
    texts: list[ft.Control] = [words(label, "label_medium", colour=ft.Colors.ON_SURFACE_VARIANT)]
    texts += [words(line) for line in lines]
    return ft.Row(
        [pictogram(icon), ft.Column(texts, spacing=XS, expand=True, tight=True)],
        spacing=M,
        vertical_alignment=ft.CrossAxisAlignment.START,
    )
