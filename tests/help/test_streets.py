"""A spot is found by typing, over the real places, without a network."""

from __future__ import annotations

import pytest

from contract.home import Place
from services.help.distance import Spot, metres
from services.help.streets import Streets
from services.local import PublicStore
from tests.filled import filled
from tests.seeds import records
from views.examples.offers import DEBTS

pytestmark = pytest.mark.anyio


@pytest.fixture
async def streets(public: PublicStore) -> Streets:
    return Streets(await filled(public, records("places"), [DEBTS]))


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Heuch", "Heuchelhof"),
        ("heidingsfeld", "Heidingsfeld"),
        ("Grombuehl", "Grombühl"),
        ("Hubland", "Hubland (Frauenland)"),
        ("97199", "97199 (Ochsenfurt)"),
        ("97078", "97078 (Lindleinsmühle, Versbach)"),
        ("Karmelitenstr. 43", "Karmelitenstraße (Altstadt)"),
        ("karmelitenstraße 43 a", "Karmelitenstraße (Altstadt)"),
        ("Römerstr", "Römer Straße (Heuchelhof)"),
        ("Mainbrücke", "Alte Mainbrücke (Altstadt)"),
        ("Musterstraße 7", "Musterstraße (Würzburg)"),
        ("Veitshöchhiem", "Veitshöchheim"),
    ],
)
async def test_what_people_type_finds_their_spot(streets: Streets, typed: str, first: str) -> None:
    names = [spot.name for spot in await streets.find(typed)]
    assert names[:1] == [first], names


async def test_nothing_typed_or_nothing_known_gives_nothing_and_no_more_than_asked_for(streets: Streets) -> None:
    assert await streets.find("  ") == ()
    assert await streets.find("Xyzzyqua") == ()
    assert len(await streets.find("9", limit=5)) == 5


async def test_every_place_has_a_middle_near_wuerzburg_and_every_code_lies_among_its_places(streets: Streets) -> None:
    places = [place for place in records("places") if isinstance(place, Place)]
    middles = await streets.middles()
    assert {place.slug for place in places} <= middles.keys()
    town = Spot(49.79, 9.94)
    assert [name for name, spot in middles.items() if metres(town, spot) > 36_000] == []
    for place in places:
        assert place.postal_codes
        assert all(metres(middles[place.slug], middles[code]) < 8000 for code in place.postal_codes)
        for street in place.streets:
            assert metres(middles[place.slug], Spot(street.latitude, street.longitude)) < 2500, street.name


async def test_middles_say_from_whom_they_are() -> None:
    for place in records("places"):
        source = place.provenance.source
        assert "GeoNames (CC BY 4.0)" in source or "OpenStreetMap-Mitwirkende (ODbL)" in source
