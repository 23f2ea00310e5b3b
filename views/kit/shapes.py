"""Owns the lines and signs of a map as shapes in pixels; it must not know offers, nor be touched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, radians
from typing import Any

import flet as ft
import flet.canvas as cv

from views.kit.tokens import TOUCH

#: Metres of a degree of latitude.
DEGREE = 111_195.0
#: Height of the drawing as a share of its width, and the most, in logical pixels.
TALL, TALLEST = 0.9, 480.0
#: Sides in logical pixels at scale 1.
PIN, DOT, LETTER = 18.0, 3.0, 16.0
#: Left, top, right, bottom in pixels.
_Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Window:
    """The middle of what is seen in degrees, its width in metres, and the scale of letters."""

    latitude: float
    longitude: float
    across: float
    scale: float = 1.0


@dataclass(frozen=True)
class Point:
    """Something at a place: `text` stands beside a dot, or in a pin. `chosen`: larger, with a ring."""

    text: str
    latitude: float
    longitude: float
    chosen: bool = False


@dataclass(frozen=True)
class Scene:
    """All there is to draw: soft named `dots`, a `river` as points, numbered `pins`, and where one is."""

    window: Window
    dots: Sequence[Point] = ()
    river: Sequence[tuple[float, float]] = ()
    pins: Sequence[Point] = ()
    here: Point | None = None


@dataclass(frozen=True)
class _Paper:
    """Turns degrees into pixels of a drawing."""

    window: Window
    width: float
    height: float

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        scale = self.width / self.window.across * DEGREE
        east = (longitude - self.window.longitude) * cos(radians(self.window.latitude))
        return self.width / 2 + east * scale, self.height / 2 - (latitude - self.window.latitude) * scale

    def shows(self, x: float, y: float) -> bool:
        return 0 <= x <= self.width and 0 <= y <= self.height


def height_of(width: float) -> float:
    """How high a drawing of that width is, in logical pixels."""
    return min(TALLEST, round(width * TALL))


def shapes(scene: Scene, width: float) -> list[cv.Shape]:
    """What the canvas draws, the lowest first."""
    paper = _Paper(scene.window, width, height_of(width))
    drawn: list[cv.Shape] = [*_river(scene.river, paper)]
    taken: list[_Box] = []
    big = PIN * scene.window.scale
    for pin in scene.pins:
        x, y = paper.at(pin.latitude, pin.longitude)
        taken.append((x - big, y - big, x + big, y + big))
    over: list[cv.Shape] = []
    if scene.here:
        over += _here(scene.here, paper, taken)
    drawn += _dots(scene.dots, paper, taken, taken[: len(scene.pins)])
    # The chosen one lies on top, should two touch.
    for pin in sorted(scene.pins, key=lambda pin: pin.chosen):
        over += _pin(pin, paper, big)
    return [*drawn, *over]


def pin_at(scene: Scene, width: float, x: float, y: float) -> int | None:
    """Which pin a finger at these pixels means; None: none is near."""
    paper = _Paper(scene.window, width, height_of(width))
    reach = max(TOUCH / 2, PIN * scene.window.scale)
    near = [(hypot(paper.at(p.latitude, p.longitude)[0] - x, paper.at(p.latitude, p.longitude)[1] - y), n)
            for n, p in enumerate(scene.pins)]  # fmt: skip
    return min(near)[1] if near and min(near)[0] <= reach else None


def _river(points: Sequence[tuple[float, float]], paper: _Paper) -> list[cv.Shape]:
    if not points:
        return []
    x, y = paper.at(*points[0])
    line: list[Any] = [cv.Path.MoveTo(x, y)]
    spots = [paper.at(*point) for point in points]
    for (x, y), (next_x, next_y) in zip(spots[1:], [*spots[2:], spots[-1]], strict=True):
        line.append(cv.Path.QuadraticTo(x, y, (x + next_x) / 2, (y + next_y) / 2))
    paint = ft.Paint(
        color=ft.Colors.OUTLINE_VARIANT,
        stroke_width=8,
        style=ft.PaintingStyle.STROKE,
        stroke_cap=ft.StrokeCap.ROUND,
        stroke_join=ft.StrokeJoin.ROUND,
    )
    return [cv.Path(line, paint)]


def _dots(dots: Sequence[Point], paper: _Paper, taken: list[_Box], pins: list[_Box]) -> list[cv.Shape]:
    """Places with their names, as far as there is room; what lies under a pin has its name beside that."""
    soft = ft.Colors.ON_SURFACE_VARIANT
    drawn: list[cv.Shape] = []
    named: list[tuple[str, float, float]] = []
    for dot in dots:
        x, y = paper.at(dot.latitude, dot.longitude)
        if not paper.shows(x, y):
            continue
        over = next((pin for pin in pins if pin[0] < x + DOT and x - DOT < pin[2] and pin[1] < y < pin[3]), None)
        named.append((dot.text, over[2] if over else x, y))
        if not over:
            drawn.append(cv.Circle(x, y, DOT, ft.Paint(color=soft)))
            taken.append((x - DOT, y - DOT, x + DOT, y + DOT))
    for text, x, y in named:
        drawn += _label(text, x, y, soft, paper, taken)
    return drawn


def _label(text: str, x: float, y: float, ink: str, paper: _Paper, taken: list[_Box]) -> list[cv.Shape]:
    """A name right of a point, or left of it; where it would lie over another one there is none."""
    size = LETTER * paper.window.scale
    wide, high = len(text) * size * 0.56, size * 1.3
    for left in (x + 8, x - 8 - wide):
        box = (left, y - high / 2, left + wide, y + high / 2)
        if box[0] < 2 or box[2] > paper.width - 2 or box[1] < 0 or box[3] > paper.height:
            continue
        if any(box[0] < r and l < box[2] and box[1] < b and t < box[3] for l, t, r, b in taken):  # noqa: E741
            continue
        taken.append(box)
        return [cv.Text(left, box[1], text, ft.TextStyle(size=size, color=ink, font_family="Atkinson"))]
    return []


def _pin(pin: Point, paper: _Paper, big: float) -> list[cv.Shape]:
    x, y = paper.at(pin.latitude, pin.longitude)
    if not paper.shows(x, y):
        return []
    radius = big * 1.2 if pin.chosen else big
    drawn: list[cv.Shape] = [
        cv.Circle(x, y, radius + 2, ft.Paint(color=ft.Colors.SURFACE)),
        cv.Circle(x, y, radius, ft.Paint(color=ft.Colors.PRIMARY)),
    ]
    if pin.chosen:
        ring = ft.Paint(color=ft.Colors.ON_SURFACE, style=ft.PaintingStyle.STROKE, stroke_width=3)
        drawn.append(cv.Circle(x, y, radius + 3, ring))
    style = ft.TextStyle(size=LETTER * paper.window.scale, color=ft.Colors.ON_PRIMARY, font_family="Atkinson Bold")
    drawn.append(cv.Text(x, y, pin.text, style, alignment=ft.Alignment.CENTER))
    return drawn


def _here(here: Point, paper: _Paper, taken: list[_Box]) -> list[cv.Shape]:
    """Where one is: a ring with a dot in it, told apart from numbers by its form."""
    x, y = paper.at(here.latitude, here.longitude)
    if not paper.shows(x, y):
        return []
    ink = ft.Colors.ON_SURFACE
    taken.append((x - 10, y - 10, x + 10, y + 10))
    ring = ft.Paint(color=ink, style=ft.PaintingStyle.STROKE, stroke_width=3)
    return [
        cv.Circle(x, y, 9, ft.Paint(color=ft.Colors.SURFACE)),
        cv.Circle(x, y, 9, ring),
        cv.Circle(x, y, 3, ft.Paint(color=ink)),
        *_label(here.text, x, y, ink, paper, taken),
    ]
