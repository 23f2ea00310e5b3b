"""Owns how words of another language stand on a page; it must not know which language it is."""

from __future__ import annotations

import flet as ft

#: Begins the identifier by which `assets/index.html` knows the language of a part: Flet names none itself.
MARK = "lang:"


def in_language(content: ft.Control, tag: str, *, rtl: bool = False) -> ft.Control:
    """A part in the language of a BCP 47 tag, `rtl` laid out from right to left (WCAG 3.1.2).

    In a browser it becomes the `lang` of the part; a phone's screen reader knows a script by its letters.
    """
    return ft.Semantics(content=ft.Container(content, rtl=rtl), identifier=f"{MARK}{tag}", container=True)
