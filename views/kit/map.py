"""Owns the map: a drawing of our own, so that no map service learns what somebody looks at; it must not know offers.

It is decoration beside a list that says the same: nothing on it can be reached only by a finger.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from inspect import isawaitable
from typing import Any

import flet as ft
import flet.canvas as cv

from views.kit.shapes import Point, Scene, Window, height_of, pin_at, shapes
from views.kit.tokens import CORNER

__all__ = ["Point", "Scene", "Touch", "Window", "map_picture"]


@dataclass(frozen=True)
class Touch:
    """What fingers do. `press(n)`: on the nth pin. `fit(width)`: the room there is, in logical pixels.

    `move(east, north, factor)`: shares of the width it was dragged by, and how much closer two fingers pulled it.
    """

    press: Callable[[int], Any]
    fit: Callable[[float], Any]
    move: Callable[[float, float, float], Any]


def map_picture(scene: Scene, name: str, width: float, touch: Touch) -> ft.Control:
    """The drawing, `width` logical pixels wide. `name` says to ears what it shows."""
    dragged, dropped = _dragging(width, touch)
    drawing = ft.GestureDetector(
        cv.Canvas(shapes(scene, width), width=width, height=height_of(width)),
        on_tap_up=_tapped(scene, width, touch),
        on_scale_update=dragged,
        on_scale_end=dropped,
        drag_interval=30,
        exclude_from_semantics=True,
    )
    framed = ft.Container(
        ft.Column([_measure(width, touch), drawing], spacing=0, horizontal_alignment=ft.CrossAxisAlignment.CENTER),
        bgcolor=ft.Colors.SURFACE_CONTAINER,
        border=ft.Border.all(1, ft.Colors.OUTLINE_VARIANT),
        border_radius=CORNER,
        clip_behavior=ft.ClipBehavior.ANTI_ALIAS,
    )
    return ft.Semantics(content=framed, label=name, image=True, exclude_semantics=True, container=True)


def _measure(width: float, touch: Touch) -> ft.Control:
    """Nothing to see: a line as wide as there is room, which tells how wide that is."""

    async def resized(event: Any) -> None:
        if event.width and abs(event.width - width) > 1:
            await _done(touch.fit(float(event.width)))

    return cv.Canvas(on_resize=resized, width=float("inf"), height=1)


def _tapped(scene: Scene, width: float, touch: Touch) -> Callable[[Any], Any]:
    async def handle(event: Any) -> None:
        where = event.local_position
        pin = pin_at(scene, width, where.x, where.y) if where else None
        if pin is not None:
            await _done(touch.press(pin))

    return handle


def _dragging(width: float, touch: Touch) -> tuple[Callable[[Any], Any], Callable[[Any], Any]]:
    """The map stays while fingers move and follows once they leave: every step would be a message."""
    east, north, factor = 0.0, 0.0, 1.0

    def dragged(event: Any) -> None:
        nonlocal east, north, factor
        east -= event.focal_point_delta.x / width
        north += event.focal_point_delta.y / width
        factor = event.scale

    async def dropped(_event: Any) -> None:
        await _done(touch.move(east, north, factor))

    return dragged, dropped


async def _done(result: Any) -> None:
    if isawaitable(result):
        await result
