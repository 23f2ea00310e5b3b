"""Owns which spots one can choose by typing: places, postal codes, streets; it must not use a satellite or a network.

All of it lies on the device (`contract.home.Place`), so nobody learns where one is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from contract.help import HelpOffer
from contract.home import Place
from search.folding import fold
from services.help.distance import Spot
from services.local import PublicStore

#: More places than there are, and as many offers as are looked through for streets.
PLACES, OFFERS = 200, 2000
#: A house number at the end, as in "Karmelitenstraße 43 a".
_NUMBER = re.compile(r"\s+\d+\s*[a-z]?(\s*[-–/]\s*\d+\s*[a-z]?)?$", re.IGNORECASE)
_SHORT = re.compile(r"str\b\.?", re.IGNORECASE)


class Streets:
    """Spots known on this device."""

    def __init__(self, public: PublicStore) -> None:
        self._public = public

    async def middles(self) -> dict[str, Spot]:
        """The middle of each place by its slug, and of each postal code by its digits."""
        places = await self._places()
        by_slug = {place.slug: spot for place in places if (spot := middle(place))}
        return {**_codes(places), **by_slug}

    async def find(self, typed: str, limit: int = 8) -> tuple[Spot, ...]:
        """Spots for what was typed, best first: beginning with it, then holding it, then almost spelt like it."""
        wanted = _folded(typed)
        if not wanted:
            return ()
        places = await self._places()
        spots = list(_spots(places)) + [
            (door, Spot(spot.latitude, spot.longitude, door)) for door, spot in (await self._doors()).items()
        ]
        named = [(_folded(name), spot) for name, spot in spots]
        together = wanted.replace(" ", "")
        found = [spot for name, spot in named if name.replace(" ", "").startswith(together)]
        found += [spot for name, spot in named if f" {wanted}" in name]
        if not found:
            # The search over everything knows typing errors.
            similar = await self._public.find(typed, Place.kind, limit=limit)
            found = [spot for place in similar.records if (spot := middle(place))]
        return tuple(dict.fromkeys(found))[:limit]

    async def _places(self) -> tuple[Place, ...]:
        return (await self._public.page(Place.kind, limit=PLACES)).records

    async def _doors(self) -> dict[str, Spot]:
        """Streets of offers that have a point, e.g. "Musterstraße (Würzburg)"."""
        offers: tuple[HelpOffer, ...] = (await self._public.page(HelpOffer.kind, limit=OFFERS)).records
        doors: dict[str, Spot] = {}
        for door in (door for offer in offers for door in offer.locations):
            if door.address and door.latitude is not None and door.longitude is not None:
                name = f"{_NUMBER.sub('', door.address.address_1)} ({door.address.city})"
                doors.setdefault(name, Spot(door.latitude, door.longitude))
        return doors


def middle(place: Place) -> Spot | None:
    """The middle of a place, called by its name; None where it is not known."""
    if place.latitude is None or place.longitude is None:
        return None
    return Spot(place.latitude, place.longitude, place.name.de)


def _spots(places: Iterable[Place]) -> Iterator[tuple[str, Spot]]:
    """By what one types for them: places, then their everyday names, codes, streets."""
    places = tuple(places)
    for place in places:
        spot = middle(place)
        if spot:
            yield place.name.de, spot
            yield from ((name, Spot(spot.latitude, spot.longitude, f"{name} ({spot.name})")) for name in place.synonyms)
    yield from _codes(places).items()
    for place in places:
        for street in place.streets:
            yield street.name, Spot(street.latitude, street.longitude, f"{street.name} ({place.name.de})")


def _codes(places: Iterable[Place]) -> dict[str, Spot]:
    """The middle of all places of a postal code."""
    of: dict[str, list[Spot]] = {}
    names: dict[str, list[str]] = {}
    for place in places:
        spot = middle(place)
        for code in place.postal_codes if spot else ():
            of.setdefault(code, []).append(spot)  # type: ignore[arg-type]
            names.setdefault(code, []).append(place.name.de)
    return {
        code: Spot(
            round(sum(spot.latitude for spot in spots) / len(spots), 4),
            round(sum(spot.longitude for spot in spots) / len(spots), 4),
            f"{code} ({', '.join(names[code])})",
        )
        for code, spots in of.items()
    }


def _folded(name: str) -> str:
    return fold(_NUMBER.sub("", _SHORT.sub("strasse", name)).strip())
