"""The search over everything: its verbs over a real store, and that each finding leads to its page."""

from __future__ import annotations

import pytest

from app.routes import find
from contract.kinds import KINDS
from services.home.start import Start
from services.local import PublicStore
from tests.filled import filled
from tests.seeds import records
from views.home.search.store import SearchStore
from views.kinds import ICONS, address

pytestmark = pytest.mark.anyio
ALL = ("places", "news", "events", "forum-places", "projects", "guides")


async def search_store(public: PublicStore, went: list[str]) -> SearchStore:
    await filled(public, *(records(kind) for kind in ALL))
    return SearchStore(Start(public), went.append)


async def test_findings_stand_by_kind_and_are_counted(public: PublicStore) -> None:
    act = await search_store(public, [])
    await act.search("Fest")
    found = act.state.found.value
    assert found and found.groups
    assert act.state.total == sum(len(group.records) for group in found.groups) > 0
    assert all(record.kind == group.kind for group in found.groups for record in group.records)


async def test_a_slip_of_the_finger_gets_findings_or_a_suggestion(public: PublicStore) -> None:
    act = await search_store(public, [])
    await act.search("Zelerau")
    found = act.state.found.value
    assert found
    titles = [record.title().de for group in found.groups for record in group.records]
    assert "Zellerau" in titles or found.suggestion


async def test_what_nobody_knows_finds_nothing_and_one_can_begin_anew(public: PublicStore) -> None:
    act = await search_store(public, [])
    await act.search("xqzzwv")
    assert act.state.found.value and not act.state.found.value.groups
    await act.clear()
    assert (act.state.query, act.state.total) == ("", 0)


async def test_looking_from_another_page_goes_to_the_search_with_the_words(public: PublicStore) -> None:
    went: list[str] = []
    act = await search_store(public, went)
    await act.look_for("Zellerau")
    assert (went, act.state.query) == (["/suche"], "Zellerau")
    assert act.state.total > 0


async def test_a_finding_opens_its_page(public: PublicStore) -> None:
    went: list[str] = []
    act = await search_store(public, went)
    act.open("guides", "7")
    assert went == ["/ehrenamt/7"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_picture_and_an_address_that_leads_somewhere(kind: str) -> None:
    route, ident = find(address(kind, "some-id"))
    assert route.path != "/"
    assert ident == ("" if kind in ("places", "wegweiser", "synonyms") else "some-id")
    assert ICONS[kind]
