"""Owns what a map of offers shows: where they stand, which stand together, how far one sees; it must not draw."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import cos, radians

from contract.help import HelpOffer
from services.help.distance import Spot, door, metres

#: Metres from the left edge to the right one: the least, the most, and how much one step changes.
NEAREST, WIDEST, STEP = 1500.0, 70_000.0, 2.0
#: Offers that lie closer together than this share of the width stand under one number.
TOGETHER = 1 / 8
#: The least height of a window as a share of its width.
LOWEST = 0.75
#: Metres of a degree of latitude.
DEGREE = 111_195.0
#: The Main, roughly: between places on both its banks, and over the old bridge (latitude, longitude).
MAIN = (
    (49.6655, 10.0730), (49.7050, 10.0210), (49.7239, 9.9960), (49.7602, 9.9790), (49.7790, 9.9340),
    (49.7930, 9.9260), (49.8010, 9.8980), (49.8121, 9.8730), (49.8350, 9.8730), (49.8597, 9.8480), (49.8783, 9.8440),
)  # fmt: skip


@dataclass(frozen=True)
class Sight:
    """What lies in the window: its middle in degrees, WGS 84, and its width in metres."""

    latitude: float
    longitude: float
    across: float

    def zoomed(self, factor: float) -> Sight:
        """Closer (above 1) or from further away (below)."""
        return replace(self, across=min(WIDEST, max(NEAREST, self.across / factor)))

    def at(self, spot: Spot | None) -> Sight:
        """With this spot in the middle; None: as it is."""
        return replace(self, latitude=spot.latitude, longitude=spot.longitude) if spot else self

    def moved(self, east: float, north: float) -> Sight:
        """Shifted by shares of the width."""
        wide = self.across / (DEGREE * cos(radians(self.latitude)))
        up = self.across / DEGREE
        return replace(self, latitude=self.latitude + north * up, longitude=self.longitude + east * wide)


@dataclass(frozen=True)
class Mark:
    """A number on the map and the offers that stand there. `rough`: only the place is known, not the door."""

    number: int
    spot: Spot
    offers: tuple[HelpOffer, ...]
    rough: bool


@dataclass(frozen=True)
class Chart:
    """Offers by where they stand; `nowhere`: those one calls or writes to, or whose door nobody knows."""

    marks: tuple[Mark, ...]
    nowhere: tuple[HelpOffer, ...]


def charted(offers: Iterable[HelpOffer], here: Spot | None, middles: Mapping[str, Spot], across: float) -> Chart:
    """Offers in their order under numbers from 1; what lies together in a window of that width has one number."""
    groups: list[Mark] = []
    nowhere: list[HelpOffer] = []
    for offer in offers:
        found = door(offer, here, middles)
        if found is None:
            nowhere.append(offer)
            continue
        spot, rough = found
        at = next((n for n, mark in enumerate(groups) if metres(mark.spot, spot) < across * TOGETHER), None)
        if at is None:
            groups.append(Mark(len(groups) + 1, spot, (offer,), rough))
        else:
            mark = groups[at]
            groups[at] = replace(mark, offers=(*mark.offers, offer), rough=mark.rough or rough)
    return Chart(tuple(groups), tuple(nowhere))


def whole(spots: Sequence[Spot]) -> Sight:
    """The smallest window that shows all of these, with a margin; without any: the whole region."""
    if not spots:
        return Sight(49.76, 9.93, WIDEST)
    north, south = max(spot.latitude for spot in spots), min(spot.latitude for spot in spots)
    east, west = max(spot.longitude for spot in spots), min(spot.longitude for spot in spots)
    middle = (north + south) / 2
    wide = (east - west) * DEGREE * cos(radians(middle))
    high = (north - south) * DEGREE
    across = min(WIDEST, max(2 * NEAREST, 1.25 * wide, 1.25 * high / LOWEST))
    return Sight(middle, (east + west) / 2, across)
