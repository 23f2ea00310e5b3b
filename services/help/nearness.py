"""Owns which of many offers is nearer, at once for all; it must not round or say a distance.

Points lie on a ball of radius 1. Of two, the nearer by the straight line through the ball is the nearer on its ground.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import cos, inf, radians, sin

from contract.help import HelpOffer
from services.help.distance import EARTH, Spot
from services.help.tally import bits_of

#: East, north, up, on a ball of radius 1.
Point = tuple[float, float, float]


class Nearness:
    """How near each of many offers is. `middles`: of places, for offers without a point of their own."""

    def __init__(self, offers: Sequence[HelpOffer], middles: Mapping[str, Spot]) -> None:
        self._n = len(offers)
        self._points = [
            (at, *_point(*degrees)) for at, offer in enumerate(offers) for degrees in _degrees(offer, middles)
        ]
        self._here: Spot | None = None
        self._lines: list[float] = []

    def of(self, here: Spot) -> list[float]:
        """For each offer a number that grows with its distance; infinity where none is known."""
        if here != self._here:
            lines = [inf] * self._n
            x, y, z = _point(here.latitude, here.longitude)
            for at, px, py, pz in self._points:
                line = (px - x) * (px - x) + (py - y) * (py - y) + (pz - z) * (pz - z)
                if line < lines[at]:
                    lines[at] = line
            self._here, self._lines = here, lines
        return self._lines

    def within(self, here: Spot, metres: float) -> int:
        """The offers that are at most so far away, as bits."""
        line = (2 * sin(metres / EARTH / 2)) ** 2
        return bits_of([at for at, far in enumerate(self.of(here)) if far <= line])


def _degrees(offer: HelpOffer, middles: Mapping[str, Spot]) -> Iterator[tuple[float, float]]:
    """Latitude and longitude of its doors, else of the middle it lies in: by the rule of `distance.nearest`."""
    doors = [spot for spot in offer.locations if spot.location_type == "physical"]
    known = [(door.latitude, door.longitude) for door in doors]
    exact = [(north, east) for north, east in known if north is not None and east is not None]
    if exact:
        yield from exact
        return
    codes = [door.address.postal_code for door in doors if door.address]
    keys = (*codes, offer.where) if doors or not offer.locations else ()
    middle = next((middles[key] for key in keys if key in middles), None)
    if middle:
        yield middle.latitude, middle.longitude


def _point(latitude: float, longitude: float) -> Point:
    north, east = radians(latitude), radians(longitude)
    return cos(north) * cos(east), cos(north) * sin(east), sin(north)
