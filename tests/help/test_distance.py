"""Distances against known ones, and what is said where a point is not known."""

from __future__ import annotations

import pytest

from contract.help import Address, HelpOffer, Location
from services.help.distance import Distance, Spot, metres, nearest, rough
from views.examples.offers import BARE, DEBTS, LISTENING

HERE = Spot(49.7945, 9.9296, "Marktplatz")
SANDERAU = Spot(49.780, 9.938, "Sanderau")
MIDDLES = {"sanderau": SANDERAU, "97074": Spot(49.786, 9.953, "97074")}


def at(offer: HelpOffer, *doors: Location, where: str = "") -> HelpOffer:
    return offer.model_copy(update={"locations": doors, "where": where})


def test_a_degree_of_latitude_is_111_kilometres_and_one_of_longitude_two_thirds_of_it_here() -> None:
    assert metres(Spot(49, 10), Spot(50, 10)) == pytest.approx(111_195, abs=5)
    assert metres(Spot(49.8, 9), Spot(49.8, 10)) == pytest.approx(71_772, rel=0.001)
    assert metres(HERE, HERE) == 0


def test_wuerzburg_to_ochsenfurt_is_17_kilometres() -> None:
    assert metres(HERE, Spot(49.664, 10.062)) == pytest.approx(17_350, abs=200)


def test_the_nearest_of_several_doors_counts_and_is_exact() -> None:
    far, near = Location(latitude=49.9, longitude=9.93), Location(latitude=49.79, longitude=9.93)
    assert nearest(at(DEBTS, far, near), HERE, MIDDLES) == Distance(metres(HERE, near))


def test_without_a_point_the_middle_of_the_postal_code_counts_and_then_that_of_the_place_and_both_are_rough() -> None:
    address = Address(address_1="Zeppelinstraße 15", postal_code="97074", city="Würzburg")
    coded = nearest(at(BARE, Location(address=address), where="sanderau"), HERE, MIDDLES)
    assert coded == Distance(metres(HERE, MIDDLES["97074"]), rough=True)
    assert nearest(at(BARE, Location(), where="sanderau"), HERE, MIDDLES) == Distance(metres(HERE, SANDERAU), True)
    assert nearest(at(BARE, where="sanderau"), HERE, MIDDLES) == Distance(metres(HERE, SANDERAU), True)


def test_who_has_no_door_is_at_no_distance() -> None:
    assert nearest(LISTENING, HERE, MIDDLES) is None
    assert nearest(at(BARE, Location(location_type="virtual"), where="sanderau"), HERE, MIDDLES) is None
    assert nearest(DEBTS, None, MIDDLES) is None


@pytest.mark.parametrize(
    ("exact", "said"),
    [
        (0, 50),
        (70, 50),
        (130, 150),
        (913, 900),
        (989, 1000),
        (1049, 1000),
        (2360, 2400),
        (9960, 10_000),
        (17_350, 17_000),
    ],
)
def test_metres_are_said_in_round_numbers(exact: float, said: int) -> None:
    assert rough(exact) == said
