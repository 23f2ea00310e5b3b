"""Owns buttons that lead out of the app: a call, a mail, a map; the device opens them without the hub."""

from __future__ import annotations

import flet as ft

from views.kit.button import style
from views.kit.picture import pictogram
from views.kit.text import small, words
from views.kit.tokens import M, S


def link_button(text: str, url: str, *, icon: str, main: bool = False, note: str = "") -> ft.Control:
    """Opens `url` (tel:, mailto:, geo:, https:). It works with no network and no hub: the device does it."""
    ink = ft.Colors.ON_PRIMARY if main else ft.Colors.PRIMARY
    look = (
        style(back=ft.Colors.PRIMARY, ink=ink)
        if main
        else style(back=ft.Colors.SURFACE_CONTAINER, ink=ink, edge=ft.Colors.OUTLINE)
    )
    texts: list[ft.Control] = [words(text, "label_large", colour=ink)]
    if note:
        texts.append(words(note, "body_small", colour=ink) if main else small(note))
    row = ft.Row(
        [
            pictogram(icon, colour=ink),
            ft.Column(texts, spacing=0, tight=True, expand=True, expand_loose=True),
        ],
        spacing=S if not note else M,
        tight=True,
    )
    return ft.TextButton(content=row, style=look, url=url)


def dial(number: str) -> str:
    """The `tel:` address of a number (RFC 3966, local form): digits only, a leading + kept."""
    return "tel:" + "".join(sign for sign in number if sign.isdigit() or sign == "+")
