"""Owns how words of another language stand on a page; it must not know which language it is."""

from __future__ import annotations

import flet as ft

#: Begins the identifier by which `assets/index.html` knows the language of a part: Flet names none itself.
MARK = "lang:"


def in_language(content: ft.Control, tag: str, *, rtl: bool = False, name: str = "") -> ft.Control:
    """A part in the language of a BCP 47 tag, `rtl` laid out and read from right to left (WCAG 3.1.2).

    In a browser it becomes the `lang` of the part; a phone's screen reader knows a script by its letters. `name`: what
    a screen reader calls the part; one with several things in it needs it, or they are read in the wrong direction.
    """
    # The card is seen by nobody: it keeps a screen reader from hearing all words of the part as one name.
    apart = ft.Card(
        content,
        semantic_container=False,
        elevation=0,
        margin=0,
        bgcolor=ft.Colors.TRANSPARENT,
        shape=ft.RoundedRectangleBorder(radius=0),
    )
    part = ft.Semantics(content=apart, identifier=f"{MARK}{tag}", label=name or None, container=True)
    return ft.Container(part, rtl=rtl)
