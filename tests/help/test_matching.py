"""Matching many offers at once gives the order of a plain loop, says why, and hides what it does not know."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

import pytest

from bench.match import answers_of, offers_of, spot_of
from bench.match_plain import plain
from contract.help import Availability, HelpOffer
from contract.wegweiser import Wegweiser
from hub import seed
from services.clock import BERLIN
from services.help.distance import Spot, nearest
from services.help.hours import offer_state
from services.help.matching import Matcher
from services.help.nearness import Nearness
from services.help.openings import Openings, rank_of
from services.help.reasons import Reason
from services.help.tally import Tally, bits_of, things_in
from tests.conftest import NOW

HERE = Spot(49.79, 9.93, "Würzburg")
MIDDLES = {"97070": HERE, "zellerau": Spot(49.80, 9.91)}


@cache
def questions() -> Wegweiser:
    return next(record for record in seed.load().records if isinstance(record, Wegweiser))


def made(**change: Any) -> HelpOffer:
    """An offer of the bench with something else in it."""
    return HelpOffer.model_validate({**offers_of(1)[0].model_dump(by_alias=True), **change})


def test_a_tally_counts_like_counting_one_by_one() -> None:
    pick, tally, counts = Random(7), Tally(), [0] * 300
    for _ in range(60):
        some, weight = [at for at in range(300) if pick.random() < 0.4], pick.randint(0, 19)
        tally.add(bits_of(some), weight)
        for at in some:
            counts[at] += weight
    among = [at for at in range(300) if pick.random() < 0.8]
    levels = list(tally.levels(bits_of(among)))
    assert [count for count, _ in levels] == sorted({counts[at] for at in among}, reverse=True)
    assert {at: count for count, bits in levels for at in things_in(bits)} == {at: counts[at] for at in among}


@pytest.mark.parametrize("seeded", range(3))
def test_the_order_is_that_of_a_plain_loop(seeded: int) -> None:
    pick, offers, asks = Random(seeded), offers_of(400, seeded), questions()
    matcher, now = Matcher(offers, asks, MIDDLES), NOW
    for _ in range(12):
        now += timedelta(minutes=pick.randint(0, 200))
        given, here = answers_of(asks, pick), spot_of(pick)
        found = matcher.match(given, now, here)
        assert [match.offer.id for match in found.matches] == plain(offers, asks, given, now, here, MIDDLES), given


def test_few_offers_are_widened_in_the_same_steps_as_by_a_plain_loop() -> None:
    pick, asks = Random(9), questions()
    widened = set()
    for seeded in range(40):
        offers, given = offers_of(6, seeded), answers_of(asks, pick)
        offers = sorted(
            [offer.model_copy(update={"crisis": at < 2}) for at, offer in enumerate(offers)],
            key=lambda offer: (offer.order(), offer.id),
        )
        found = Matcher(offers, asks).match(given, NOW, None)
        assert [match.offer.id for match in found.matches] == plain(offers, asks, given, NOW), given
        widened.add(found.widened)
    assert widened >= {"", "thema", "lines"}


def test_opening_states_kept_over_minutes_are_those_of_each_minute() -> None:
    offers = offers_of(60)
    openings, now = Openings(offers), datetime(2026, 12, 23, 6, 0, tzinfo=BERLIN)
    for _ in range(200):
        now += timedelta(minutes=37)
        ranks = openings.at(now)
        states = [offer_state(offer, now.replace(second=0)) for offer in offers]
        expected = [rank_of(state, now) for state in states]
        assert [next(r for r in range(4) if ranks[r] >> at & 1) for at in range(60)] == expected
        assert [openings.state(at).open for at in range(60)] == [state.open for state in states]


def test_who_is_nearer_is_nearer_by_the_distance_that_is_shown() -> None:
    point = {"location_type": "physical", "address": {"address_1": "A 1", "postal_code": "97070", "city": "W"}}
    offers = [*offers_of(200), made(locations=[point]), made(locations=[], where="zellerau"), made(locations=[])]
    lines = Nearness(offers, MIDDLES).of(HERE)
    shown = [nearest(offer, HERE, MIDDLES) for offer in offers]
    known = [at for at, away in enumerate(shown) if away]
    assert [line < 9 for line in lines] == [away is not None for away in shown]
    assert sorted(known, key=lambda at: lines[at]) == sorted(known, key=lambda at: shown[at].metres)  # type: ignore[union-attr]


def test_reasons_are_told_in_the_order_one_says_them_and_what_is_unknown_is_said() -> None:
    offer = made(
        topics=["geld"],
        cost={"option": "free"},
        attributes=[{"term": "youth"}],
        minimum_age=16,
        maximum_age=25,
        locations=[{"latitude": 49.798, "longitude": 9.93}],
        schedules=[{"byday": ["MO"], "opens_at": "14:00", "closes_at": "18:00"}],
        availability=Availability(state="free", updated=date(2026, 11, 20), until=date(2026, 12, 1)),
    )
    given = {"thema": ("geld",), "alter": ("jung",), "wichtig": ("kostenlos", "nah")}
    match = Matcher([offer], questions()).match(given, NOW, HERE).matches[0]
    assert [reason.kind for reason in match.reasons] == [
        "free", "audience", "age", "room", "opens-today", "near", "topic",
    ]  # fmt: skip
    assert match.reasons[2] == Reason("age", "16-25")
    assert match.reasons[5].metres == pytest.approx(890, abs=5)
    assert match.unknown == ()

    silent = made(topics=["geld"], cost=None, attributes=[], locations=[], schedules=[], languages=["de"])
    wished = {"thema": ("geld",), "wichtig": ("kostenlos", "nah", "offen"), "bedarf": ("rollstuhl", "sprache-uk")}
    match = Matcher([silent], questions()).match(wished, NOW, HERE).matches[0]
    assert match.unknown == ("free", "open", "near", "language", "barrier")


def test_what_is_closed_for_good_is_not_offered() -> None:
    gone = made(status="defunct")
    assert Matcher([gone], questions()).match({}, NOW, None).matches == ()


def test_nothing_of_an_answer_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    Matcher(offers_of(20), questions()).match({"thema": ("gewalt",)}, NOW, HERE)
    assert caplog.records == []
