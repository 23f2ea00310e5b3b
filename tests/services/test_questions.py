"""Owns the proof that each measure's questions are answered from the store alone; it must not know screens."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from contract.help import HelpOffer
from contract.hours import Schedule
from contract.kinds import KINDS
from contract.record import Record
from services.bundle import load_bundle
from services.clock import BERLIN, Clock
from services.forum.calendar import Calendar
from services.forum.places import MeetingPlaces
from services.help.filters import Filters
from services.help.finder import Finder
from services.home.start import Start
from services.local import PublicStore
from services.participation.projects import Projects
from services.volunteer.guides import Guides
from tests.conftest import NOW
from tests.hub.samples import offer
from tests.seeds import SEED

pytestmark = pytest.mark.anyio


def seeded(kind: str) -> list[Record]:
    from hub.seed import load

    return [record for record in load().records if record.kind == kind]


@pytest.fixture
async def full() -> AsyncIterator[PublicStore]:
    """A store with the whole seed, and no hub anywhere."""
    assert SEED.exists()
    store = PublicStore()
    for kind in KINDS:
        lines = [record.model_dump_json(by_alias=True).encode() for record in seeded(kind)]
        await store.replace(kind, lines, token="t", epoch="e", at=NOW)
    yield store
    store.close()


async def test_crisis_offers_come_first_and_are_all_there(full: PublicStore, clock: Clock) -> None:
    finder = Finder(full, clock)
    crisis = await finder.crisis()
    assert all(each.crisis for each in crisis)
    assert len(crisis) == len([each for each in seeded("help") if isinstance(each, HelpOffer) and each.crisis])
    everything = await finder.find()
    assert everything.offers[: len(crisis)] == crisis
    assert everything.total == len(seeded("help"))


@pytest.mark.parametrize("typed", ["Schuldnerberatung", "schuldnerbratung", "Geld reicht nicht"])
async def test_help_is_found_in_everyday_words(full: PublicStore, clock: Clock, typed: str) -> None:
    names = [each.name.de for each in (await Finder(full, clock).find(typed)).offers]
    assert any("Schuldner" in name for name in names), names


async def test_filters_narrow_with_and_without_words(full: PublicStore, clock: Clock) -> None:
    finder = Finder(full, clock)
    filters = Filters(topic="geld", channel="site")
    page = await finder.find(filters=filters)
    assert 0 < page.total < (await finder.find()).total
    for findings in (page, await finder.find("Beratung", filters=filters)):
        assert findings.offers
        for each in findings.offers:
            assert set(filters.facets()) <= set(each.facets())
    assert await finder.get(page.offers[0].id) == page.offers[0]
    assert (await finder.topics())["geld"] >= page.total


async def test_pages_of_findings_follow_on(full: PublicStore, clock: Clock) -> None:
    finder = Finder(full, clock)
    for query, filters in (("", Filters()), ("Hilfe", Filters()), ("", Filters(open_now=True))):
        whole = (await finder.find(query, filters=filters, limit=10)).offers
        parts = [(await finder.find(query, filters=filters, limit=5, offset=at)).offers for at in (0, 5)]
        assert parts[0] + parts[1] == whole, query


async def test_open_now_depends_on_the_hour() -> None:
    store = PublicStore()
    morning = offer(1).model_copy(update={"schedules": (Schedule(byday=("MO",), opens_at="09:00", closes_at="12:00"),)})
    lines = [each.model_dump_json(by_alias=True).encode() for each in (morning, offer(2))]
    await store.replace("help", lines, token="t", epoch="e", at=NOW)
    for hour, total in ((8, 0), (10, 1), (12, 0)):
        now = datetime(2026, 11, 23, hour, tzinfo=BERLIN)
        findings = await Finder(store, Clock(lambda now=now: now)).find(filters=Filters(open_now=True))  # type: ignore[misc]
        # Nothing is open: then all are shown, and that is said.
        assert (findings.total, findings.dropped) == ((total, ()) if total else (2, ("open_now",)))
    store.close()


async def test_the_start_page_has_news_places_and_a_search_over_everything(full: PublicStore) -> None:
    start = Start(full)
    news = await start.news(limit=3)
    assert [each.published for each in news] == sorted((each.published for each in news), reverse=True)
    assert len(await start.places()) == 65
    found = await start.search("Verein")
    assert {record.kind for group in found.groups for record in group.records} > {"guides"}
    assert (await start.search("  ")).groups == ()
    first = found.groups[0].records[0]
    assert await start.record(first.kind, first.id) == first
    assert await start.record("of-a-newer-app", first.id) is None


async def test_only_events_that_are_not_over_are_shown(full: PublicStore) -> None:
    everything = seeded("events")
    early = Clock(lambda: datetime(2020, 1, 1, tzinfo=BERLIN))
    page = await Calendar(full, early).coming()
    assert page.total == len(everything)
    third = page.records[2]
    after = Clock(lambda: third.start + timedelta(hours=1))
    rest = await Calendar(full, after).coming()
    assert third in rest.records
    assert page.records[0] not in rest.records
    assert rest.total == len(rest.records)
    assert await Calendar(full, after).get(third.id) == third


async def test_every_other_list_has_its_records(full: PublicStore) -> None:
    for shelf, kind in ((MeetingPlaces(full), "forum-places"), (Projects(full), "projects"), (Guides(full), "guides")):
        page = await shelf.list()
        assert page.total == len(seeded(kind)) > 0
        assert await shelf.get(page.records[0].id) == page.records[0]
        assert await shelf.get("nothing") is None


async def test_the_first_start_without_network_has_the_bundled_content(tmp_path: Path) -> None:
    (tmp_path / "help.jsonl").write_bytes(offer(1).model_dump_json(by_alias=True).encode() + b"\n\n{broken\n")
    store = PublicStore()
    assert await load_bundle(store, tmp_path)
    assert (await store.page("help")).records == (offer(1),)
    assert await store.cursor("help") is None
    assert await store.ages() == {}
    assert not await load_bundle(store, tmp_path)
    store.close()


async def test_the_bundle_of_the_app_has_crisis_numbers(clock: Clock) -> None:
    store = PublicStore()
    assert await load_bundle(store)
    assert {each.name.de for each in await Finder(store, clock).crisis()} >= {"TelefonSeelsorge"}
    assert await store.broken() == 0
    store.close()
