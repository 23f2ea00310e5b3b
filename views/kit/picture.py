"""Owns the line pictograms; each is decoration beside words and never the only sign."""

from __future__ import annotations

import flet as ft


def pictogram(icon: str, *, size: int = 24, colour: str = ft.Colors.PRIMARY, name: str = "") -> ft.Control:
    """A pictogram of `assets/pictograms`, `size` logical pixels a side, in a colour of the theme.

    Beside words it says nothing; where it stands alone it has a `name`.
    """
    return ft.Image(
        src=f"pictograms/{icon}.svg",
        width=size,
        height=size,
        color=colour,
        semantics_label=name or None,
        exclude_from_semantics=not name,
    )


def code_picture(png: bytes, *, name: str, size: int = 220) -> ft.Control:
    """A QR code as PNG bytes; `name` says what it holds."""
    return ft.Container(
        ft.Image(src=png, width=size, height=size, semantics_label=name, fit=ft.BoxFit.CONTAIN),
        bgcolor="#FFFFFF",
        padding=8,
        border_radius=12,
    )


def photo(jpeg: bytes, *, name: str, size: int = 120) -> ft.Control:
    """A photo as a person took it, small and whole; `name` says which one it is."""
    return ft.Image(src=jpeg, width=size, height=size, semantics_label=name, fit=ft.BoxFit.CONTAIN)
