"""Owns how far it is from a chosen spot to an offer, as the crow flies; it must not ask a device where it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

from contract.help import HelpOffer, Location

#: Mean radius of the earth in metres (IUGG).
EARTH = 6_371_008.8


@dataclass(frozen=True)
class Spot:
    """Where somebody is, or a middle of something. Degrees, WGS 84; `name` as a person would say it."""

    latitude: float
    longitude: float
    name: str = ""

    @classmethod
    def of(cls, kept: tuple[str, float, float] | None) -> Spot | None:
        """From the setting (name, latitude, longitude)."""
        return cls(kept[1], kept[2], kept[0]) if kept else None


@dataclass(frozen=True)
class Distance:
    """As the crow flies. `rough`: reckoned to the middle of a place, because no point of the offer is known."""

    metres: float
    rough: bool = False


def metres(one: Spot, other: Spot | Location) -> float:
    """Metres between two points (haversine). Raises ValueError for a location without a point."""
    if other.latitude is None or other.longitude is None:
        raise ValueError("a location without a point")
    north, north_other = radians(one.latitude), radians(other.latitude)
    half_up = sin((north_other - north) / 2)
    half_across = sin(radians(other.longitude - one.longitude) / 2)
    return 2 * EARTH * asin(sqrt(min(1.0, half_up**2 + cos(north) * cos(north_other) * half_across**2)))


def door(offer: HelpOffer, here: Spot | None, middles: Mapping[str, Spot]) -> tuple[Spot, bool] | None:
    """Where the offer is, and whether that is only roughly known; None: it has no door we know of.

    Of several doors the one nearest to `here`, else the first. `middles`: of places by slug, and of postal codes.
    """
    doors = [spot for spot in offer.locations if spot.location_type == "physical"]
    points = [
        Spot(spot.latitude, spot.longitude)
        for spot in doors
        if spot.latitude is not None and spot.longitude is not None
    ]
    if points:
        return min(points, key=lambda point: metres(here, point) if here else 0), False
    codes = [spot.address.postal_code for spot in doors if spot.address]
    # Who is there for all by telephone or in the net has no door, though a place may be named.
    keys = (*codes, offer.where) if doors or not offer.locations else ()
    # A postal code is smaller than a place, or the same.
    near = [middles[key] for key in keys if key in middles]
    return (near[0], True) if near else None


def nearest(offer: HelpOffer, here: Spot | None, middles: Mapping[str, Spot]) -> Distance | None:
    """How far it is to the offer's nearest door (see `door`); None: nobody said where one is, or there is no door."""
    there = door(offer, here, middles)
    return Distance(metres(here, there[0]), there[1]) if here and there else None


def rough(metres: float) -> int:
    """Metres as one says them: in steps of 50 m below 1 km, 100 m below 10 km, 1 km from there."""
    step = 50 if metres < 1000 else 100 if metres < 10_000 else 1000
    return max(50, round(metres / step) * step)
