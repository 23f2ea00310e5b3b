"""Owns how a page is laid out: one column of readable width; it must not know the shell."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from views.kit.card import strip
from views.kit.text import heading, words
from views.kit.tokens import LINE, L, M


def column(parts: Sequence[ft.Control], *, gap: int = M) -> ft.Control:
    """Things below each other, as wide as there is room."""
    return ft.Column(list(parts), spacing=gap, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def side_by_side(parts: Sequence[ft.Control]) -> ft.Control:
    """Things beside each other, in new lines where there is no room."""
    return ft.Row(list(parts), spacing=8, run_spacing=8, wrap=True)


def halves(left: ft.Control, right: ft.Control) -> ft.Control:
    """Two things to compare: beside each other in a wide window (from 992 logical pixels), else below."""
    return ft.ResponsiveRow(
        [ft.Container(part, col={"xs": 12, "lg": 6}) for part in (left, right)], spacing=M, run_spacing=8
    )


def page(title: str, parts: Sequence[ft.Control], *, lead: str = "", icon: str = "", level: int = 1) -> ft.Control:
    """A page: its name as heading (level 1, or 2 beside a list), one sentence, then its parts."""
    head: list[ft.Control]
    if icon:
        head = [strip(heading(title, level), lead, icon)]
    else:
        head = [heading(title, level), *([words(lead)] if lead else [])]
    return _readable(column([*head, *parts], gap=L))


def beneath(parts: Sequence[ft.Control]) -> ft.Control:
    """What stands below a page, in its column: ways that every page of its kind has."""
    return _readable(column(parts, gap=8))


def _readable(body: ft.Control) -> ft.Control:
    return ft.Row(
        [ft.Container(body, expand=True, expand_loose=True, width=LINE)],
        alignment=ft.MainAxisAlignment.CENTER,
    )


def marked(content: ft.Control, name: str) -> ft.Control:
    """Content that machines find by `name` (`flt-semantics-identifier` on the web); nobody sees or hears it."""
    return ft.Semantics(content=content, identifier=name, container=True)
