"""What stands on the map, under which number, and where on the paper."""

from __future__ import annotations

import flet.canvas as cv
import pytest

from contract.help import HelpOffer, Location
from services.help.chart import NEAREST, WIDEST, Sight, charted, whole
from services.help.distance import Spot, metres
from views.examples.offers import DEBTS, LISTENING
from views.kit.shapes import Point, Scene, Window, height_of, pin_at, shapes
from views.stages import ident

MARKET = Spot(49.7945, 9.9296)


def at(number: int, latitude: float, longitude: float = 9.9296) -> HelpOffer:
    door = Location(latitude=latitude, longitude=longitude)
    return DEBTS.model_copy(update={"id": ident(number), "locations": (door,)})


ONE, BESIDE, OTHER = at(1, 49.7945), at(2, 49.7950), at(3, 49.83)


def numbers(across: float) -> list[list[str]]:
    chart = charted([LISTENING, ONE, OTHER, BESIDE], None, {}, across)
    return [[offer.id for offer in mark.offers] for mark in chart.marks]


def test_what_lies_together_has_one_number_and_parts_as_one_comes_closer() -> None:
    assert numbers(20_000) == [[ONE.id, BESIDE.id], [OTHER.id]]
    assert numbers(300) == [[ONE.id], [OTHER.id], [BESIDE.id]]
    assert numbers(WIDEST) == [[ONE.id, OTHER.id, BESIDE.id]]


def test_numbers_count_from_one_and_no_offer_is_lost_or_doubled() -> None:
    offers = [at(n, 49.6 + n * 0.003) for n in range(60)]
    chart = charted([*offers, LISTENING], MARKET, {}, 15_000)
    assert [mark.number for mark in chart.marks] == list(range(1, len(chart.marks) + 1))
    assert sorted(offer.id for mark in chart.marks for offer in mark.offers) == sorted(offer.id for offer in offers)
    assert chart.nowhere == (LISTENING,)


def test_a_place_known_only_roughly_says_so() -> None:
    roughly = DEBTS.model_copy(update={"locations": (Location(),), "where": "sanderau"})
    assert [mark.rough for mark in charted([ONE, roughly], None, {"sanderau": Spot(49.6, 9.9)}, 1000).marks] == [
        False,
        True,
    ]


@pytest.mark.parametrize("spots", [[MARKET], [MARKET, Spot(49.664, 10.062)], [Spot(49.5, 9.7), Spot(49.93, 10.16)]])
def test_the_whole_view_shows_all_spots_with_a_margin(spots: list[Spot]) -> None:
    sight = whole(spots)
    scene = Scene(
        Window(sight.latitude, sight.longitude, sight.across), pins=[Point("1", s.latitude, s.longitude) for s in spots]
    )
    for width in (288.0, 640.0):
        circles = [shape for shape in shapes(scene, width) if isinstance(shape, cv.Circle)]
        assert len(circles) == 2 * len(spots)
        assert all(0 < circle.x < width and 0 < circle.y < height_of(width) for circle in circles)


def test_closer_and_further_stop_at_their_ends_and_a_step_aside_moves_by_a_share_of_the_width() -> None:
    sight = Sight(49.79, 9.93, 4000)
    assert sight.zoomed(2).across == 2000
    assert sight.zoomed(1000).across == NEAREST
    assert sight.zoomed(0.0001).across == WIDEST
    moved = sight.moved(0.5, -0.25)
    assert metres(Spot(49.79, 9.93), Spot(49.79, moved.longitude)) == pytest.approx(2000, rel=0.01)
    assert metres(Spot(49.79, 9.93), Spot(moved.latitude, 9.93)) == pytest.approx(1000, rel=0.01)
    assert moved.latitude < sight.latitude


def test_a_finger_finds_the_nearest_pin_and_none_far_from_all() -> None:
    scene = Scene(Window(49.79, 9.93, 4000), pins=[Point("1", 49.79, 9.93), Point("2", 49.79, 9.94)])
    middle = height_of(400) / 2
    assert pin_at(scene, 400, 205, middle - 3) == 0
    assert pin_at(scene, 400, 200 + 72, middle) == 1
    assert pin_at(scene, 400, 10, 10) is None


def test_no_name_lies_over_another_name_or_a_number_and_none_leaves_the_paper() -> None:
    dots = [Point(f"Ort {n}", 49.775 + n % 4 * 0.01, 9.895 + n % 2 * 0.04) for n in range(12)]
    pins = [Point("1", 49.79, 9.93), Point("2", 49.80, 9.92)]
    for scale in (1.0, 2.0):
        drawn = shapes(Scene(Window(49.79, 9.93, 6000, scale), dots, pins=pins), 326)
        labels = [shape for shape in drawn if isinstance(shape, cv.Text) and str(shape.value).startswith("Ort")]
        assert labels
        size = 16 * scale
        boxes = [(t.x, t.y, t.x + len(str(t.value)) * size * 0.56, t.y + size * 1.3) for t in labels]
        for n, (left, top, right, bottom) in enumerate(boxes):
            assert left >= 0 and right <= 326 and top >= 0 and bottom <= height_of(326)
            assert not any(left < r and l < right and top < b and t < bottom for l, t, r, b in boxes[n + 1 :])  # noqa: E741


def test_the_chosen_number_lies_on_top_with_a_ring() -> None:
    pins = [Point("1", 49.79, 9.93, chosen=True), Point("2", 49.7901, 9.9301)]
    drawn = shapes(Scene(Window(49.79, 9.93, 4000), pins=pins), 326)
    last = [shape for shape in drawn if isinstance(shape, cv.Text)][-1]
    assert last.value == "1"
    assert len([shape for shape in drawn if isinstance(shape, cv.Circle)]) == 5
