"""Owns the line pictograms; each is decoration beside words and never the only sign."""

from __future__ import annotations

import flet as ft


def pictogram(name: str, *, size: int = 24, colour: str = ft.Colors.PRIMARY) -> ft.Control:
    """A pictogram of `assets/pictograms`, `size` logical pixels a side, in a colour of the theme."""
    return ft.Image(src=f"pictograms/{name}.svg", width=size, height=size, color=colour, exclude_from_semantics=True)


def code_picture(png: bytes, *, name: str, size: int = 220) -> ft.Control:
    """A QR code as PNG bytes; `name` says what it holds."""
    return ft.Container(
        ft.Image(src=png, width=size, height=size, semantics_label=name, fit=ft.BoxFit.CONTAIN),
        bgcolor="#FFFFFF",
        padding=8,
        border_radius=12,
    )
