"""Owns how it is shown which of several steps are done; it must not know what they are."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from views.kit.page import column
from views.kit.picture import pictogram
from views.kit.text import words
from views.kit.tokens import M


def steps(names: Sequence[str], *, done: int, spoken: str) -> ft.Control:
    """Steps below each other, the first `done` of them ticked. `spoken`: how it stands, for who does not see ticks."""
    rows = [
        ft.Row(
            [
                pictogram("tick" if place < done else "todo", colour=_ink(place < done)),
                ft.Container(words(name, colour=_ink(place < done), bold=place == max(done - 1, 0)), expand=True),
            ],
            spacing=M,
        )
        for place, name in enumerate(names)
    ]
    return ft.Semantics(
        content=column(rows, gap=8), label=spoken, exclude_semantics=True, live_region=True, container=True
    )


def _ink(done: bool) -> str:
    return ft.Colors.PRIMARY if done else ft.Colors.ON_SURFACE_VARIANT
