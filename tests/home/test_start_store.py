"""The start page's verbs over a real store of the device."""

from __future__ import annotations

from datetime import timedelta

import pytest

from contract.home import News, Place
from services.clock import Clock
from services.forum.calendar import Calendar
from services.home.start import Start
from services.local import PublicStore
from tests.conftest import NOW
from tests.filled import filled
from tests.seeds import records
from views.examples.news import LIBRARY
from views.home.start.store import EVENTS, LOCAL, NEWS, StartStore
from views.stages import ident

pytestmark = pytest.mark.anyio


def messages(count: int, where: str = "", first: int = 100) -> list[News]:
    """Messages, the newest first."""
    return [
        LIBRARY.model_copy(update={"id": ident(first + n), "where": where, "published": NOW - timedelta(hours=n)})
        for n in range(count)
    ]


def start_store(public: PublicStore, clock: Clock, went: list[str], asked: list[str] | None = None) -> StartStore:
    asked = [] if asked is None else asked
    return StartStore(Start(public), Calendar(public, clock), clock, went.append, asked.append)


async def test_the_page_knows_the_newest_messages_and_the_next_events(public: PublicStore, clock: Clock) -> None:
    act = start_store(await filled(public, records("news"), records("events")), clock, [])
    await act.refresh()
    news, events = act.state.news.value, act.state.events.value
    assert news and events
    assert [message.published for message in news] == sorted((m.published for m in news), reverse=True)
    assert len(events) == EVENTS
    assert NOW.date() <= events[0].start.date() <= events[1].start.date() <= events[2].start.date()


async def test_an_empty_device_is_no_trouble(public: PublicStore, clock: Clock) -> None:
    act = start_store(public, clock, [])
    await act.refresh()
    state = act.state
    assert (state.news.value, state.events.value, state.place) == ((), (), None)
    assert not state.news.problem and not state.here.problem


async def test_ones_own_place_comes_with_its_office_and_only_its_own_messages(
    public: PublicStore, clock: Clock
) -> None:
    own, elsewhere = messages(5, "zellerau"), messages(5, "hoechberg", 200)
    act = start_store(await filled(public, records("places"), own, elsewhere, messages(5, "", 300)), clock, [])
    await act.settle_in("zellerau")
    here = act.state.here.value
    assert here and here.place
    assert (here.place.slug, here.place.office.name) == ("zellerau", "Stadt Würzburg")
    assert here.news == tuple(own[:LOCAL])


async def test_a_place_nobody_knows_is_as_none(public: PublicStore, clock: Clock) -> None:
    act = start_store(await filled(public, records("places")), clock, [])
    await act.settle_in("atlantis")
    assert act.state.place is None


async def test_one_can_go_back_to_no_place(public: PublicStore, clock: Clock) -> None:
    act = start_store(await filled(public, records("places"), messages(2, "zellerau")), clock, [])
    await act.settle_in("zellerau")
    await act.settle_in("")
    assert act.state.here.value
    assert (act.state.here.value.place, act.state.here.value.news) == (None, ())


async def test_more_messages_come_on_request(public: PublicStore, clock: Clock) -> None:
    act = start_store(await filled(public, messages(40)), clock, [])
    await act.refresh()
    before = act.state.news.value
    await act.more_news()
    after = act.state.news.value
    assert before and after
    assert act.state.limit > NEWS
    assert len(after) > act.state.limit > len(before)


async def test_typing_stays_here_and_the_search_is_asked_on_request(public: PublicStore, clock: Clock) -> None:
    went: list[str] = []
    asked: list[str] = []
    act = start_store(public, clock, went, asked)
    act.type("Pfle")
    act.type("Pflege")
    assert (act.state.query, went, asked) == ("Pflege", [], [])
    act.search()
    assert (act.state.query, asked) == ("", ["Pflege"])


async def test_each_way_leads_to_its_address(public: PublicStore, clock: Clock) -> None:
    went: list[str] = []
    act = start_store(public, clock, went)
    act.open_news("a")
    act.open_event("b")
    act.leave("/ich")
    act.open_topic("geld")
    assert went == ["/nachrichten/a", "/forum/termine/b", "/ich", "/hilfe"]


async def test_what_comes_while_the_page_is_open_is_seen_with_the_next_look(public: PublicStore, clock: Clock) -> None:
    act = start_store(public, clock, [])
    await act.settle_in("zellerau")
    places: list[Place | None] = [act.state.place]
    await filled(public, records("places"))
    await act.refresh()
    places.append(act.state.place)
    assert [place.slug if place else None for place in places] == [None, "zellerau"]
