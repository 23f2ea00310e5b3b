"""The finder's questions: filters, distance, fit, and never an empty end; over a real store of the device."""

from __future__ import annotations

import pytest

from contract.help import BARRIERS, Accessibility, HelpOffer, Location
from services.clock import Clock
from services.help.distance import Spot
from services.help.filters import CIRCLES, Filters
from services.help.finder import Finder
from services.local import PublicStore
from tests.filled import filled
from tests.seeds import records
from views.examples.offers import BARE, DEBTS, LISTENING
from views.stages import ident

pytestmark = pytest.mark.anyio

MARKET = Spot(49.7945, 9.9296, "Marktplatz")
OCHSENFURT = Spot(49.664, 10.062, "Ochsenfurt")


def at(number: int, latitude: float, name: str, **change: object) -> HelpOffer:
    """The debts offer at another door, so far north on the meridian of the market."""
    door = Location(latitude=latitude, longitude=9.9296)
    title = DEBTS.name.model_copy(update={"de": name, "simple": name})
    return DEBTS.model_copy(update={"id": ident(number), "name": title, "locations": (door,), **change})


NEAR, MIDDLE, FAR = at(11, 49.7950, "Zuletzt"), at(12, 49.8100, "Mittig"), at(13, 49.9400, "Anfangs")


async def names(finder: Finder, query: str = "", **wishes: object) -> list[str]:
    found = await finder.find(query, **wishes)  # type: ignore[arg-type]
    return [offer.name.de for offer in found.offers]


@pytest.fixture
async def finder(public: PublicStore, clock: Clock) -> Finder:
    return Finder(await filled(public, [LISTENING, NEAR, MIDDLE, FAR, BARE], records("places")), clock)


async def test_from_a_spot_the_nearest_comes_first_and_what_is_nowhere_last(finder: Finder) -> None:
    in_order = await names(finder, here=MARKET, near=True)
    assert in_order == ["Zuletzt", "Mittig", "Anfangs", "Sorgentelefon", "Nachbarschaftstreff"]
    from_the_north = Spot(49.95, 9.93, "Norden")
    assert (await names(finder, here=from_the_north, near=True))[:3] == ["Anfangs", "Mittig", "Zuletzt"]
    assert (await names(finder, here=MARKET))[1:4] == ["Anfangs", "Mittig", "Nachbarschaftstreff"]


async def test_each_finding_knows_how_far_it_is_and_without_a_spot_none_does(finder: Finder) -> None:
    found = await finder.find(here=MARKET, near=True)
    assert found.away[NEAR.id].metres == pytest.approx(56, abs=5)
    assert not found.away[NEAR.id].rough
    assert LISTENING.id not in found.away
    assert (await finder.find()).away == {}


async def test_with_words_what_fits_better_stands_before_what_is_nearer(public: PublicStore, clock: Clock) -> None:
    said = MIDDLE.description.model_copy(
        update={"de": "Hier hört man von Mietrecht.", "simple": "Es geht um Miet·recht."}
    )
    mentions = at(21, 49.7946, "Treff", description=said, terms=())
    far = at(22, 49.9, "Mietrecht am Rand", terms=())
    close = at(23, 49.80, "Mietrecht in der Mitte", terms=())
    finder = Finder(await filled(public, [mentions, far, close], records("places")), clock)
    assert await names(finder, "Mietrecht", here=MARKET, near=True) == [
        "Mietrecht in der Mitte", "Mietrecht am Rand", "Treff",
    ]  # fmt: skip


@pytest.mark.parametrize(("within", "there"), list(zip(CIRCLES, (1, 2, 2), strict=True)))
async def test_a_circle_keeps_what_lies_in_it_and_whom_one_can_call(finder: Finder, within: int, there: int) -> None:
    kept = await names(finder, here=MARKET, near=True, filters=Filters(within=within))
    assert kept == [*["Zuletzt", "Mittig"][:there], "Sorgentelefon", "Nachbarschaftstreff"]
    assert len(await names(finder, filters=Filters(within=within))) == 5


@pytest.mark.parametrize("need", BARRIERS)
async def test_each_need_keeps_only_offers_that_meet_it(public: PublicStore, clock: Clock, need: str) -> None:
    bare = {"phones": (), "email": None, "chat_url": None}
    meets = [
        at(30 + n, 49.8, feature, **bare, locations=(Location(accessibility=(Accessibility(feature=feature),)),))
        for n, feature in enumerate(("step-free", "lift", "sign-language", "guide-dog", "plain-language", "parking"))
    ]
    finder = Finder(await filled(public, meets), clock)
    kept = await names(finder, filters=Filters(barrier=need))
    assert kept == sorted(BARRIERS[need] & {offer.name.de for offer in meets})


async def test_the_narrowest_filter_is_dropped_and_named_where_all_together_leave_nothing(
    public: PublicStore, clock: Clock
) -> None:
    chatty = at(41, 49.8, "Chat", chat_url="https://muster.invalid/chat", languages=("de",))
    finder = Finder(await filled(public, [NEAR, MIDDLE, FAR, chatty]), clock)
    found = await finder.find(filters=Filters(channel="chat", language="uk"))
    # Without "chat" three are left, without "Ukrainian" one.
    assert (found.dropped, found.total) == (("channel",), 3)
    only = await finder.find(filters=Filters(audience="queer"))
    assert (only.dropped, only.total) == (("audience",), 4)
    all_of_them = await finder.find(filters=Filters(channel="chat", audience="queer", language="el"))
    assert (all_of_them.dropped, all_of_them.total) == (("audience", "language", "channel"), 4)


async def test_what_no_word_finds_stays_unfound_and_no_filter_is_dropped_for_nothing(finder: Finder) -> None:
    found = await finder.find("Xyzzyqua", filters=Filters(free=True))
    assert (found.offers, found.dropped) == ((), ())


async def test_pages_from_a_spot_follow_on(finder: Finder) -> None:
    whole = await names(finder, here=OCHSENFURT, near=True)
    assert await names(finder, here=OCHSENFURT, near=True, limit=2) == whole[:2]
    assert await names(finder, here=OCHSENFURT, near=True, limit=2, offset=2) == whole[2:4]


async def test_the_seed_has_distances_even_where_only_a_postal_code_or_a_place_is_known(
    public: PublicStore, clock: Clock
) -> None:
    finder = Finder(public, clock)
    from hub.seed import load

    await filled(public, load().records)
    found = await finder.find(here=OCHSENFURT, near=True, limit=500)
    near = found.offers[0]
    assert near.where == "ochsenfurt"
    assert found.away[near.id].rough
    assert sum(1 for offer in found.offers if offer.id in found.away) >= 12
