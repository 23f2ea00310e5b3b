"""Start, news and search as people see them."""

from __future__ import annotations

from typing import Any

import pytest

from contract.kinds import KINDS
from contract.text import LANGUAGES, LanguageTag
from services.clock import Clock
from services.forum.calendar import Calendar
from services.home.start import Start
from services.language import Language
from services.local import PublicStore
from tests.filled import filled
from tests.seeds import records
from tests.trees import buttons, flaws, levels, press, texts
from views.detail import DetailStore
from views.examples.news import SOURCED
from views.home.news import samples as news_samples
from views.home.news.screen import news_screen
from views.home.search import samples as search_samples
from views.home.search.screen import search_screen
from views.home.search.store import SearchStore
from views.home.start import samples as start_samples
from views.home.start.menu import menu_screen
from views.home.start.screen import start_screen
from views.home.start.store import StartStore
from views.kinds import kind_words

SAY = Language("de")


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("module", [start_samples, news_samples, search_samples])
def test_every_sample_is_sound_in_both_languages(module: Any, tag: LanguageTag) -> None:
    drawn = module.samples(Language(tag))
    assert {"full", "empty", "busy", "failed", "stale", "longest"} <= drawn.keys()
    assert {name: flaws(screen) for name, screen in drawn.items() if flaws(screen)} == {}
    assert [name for name, screen in drawn.items() if not texts(screen)] == []


async def started(public: PublicStore, clock: Clock, went: list[str]) -> tuple[StartStore, SearchStore]:
    await filled(public, *(records(kind) for kind in ("places", "news", "events")))
    search = SearchStore(Start(public), went.append, clock)
    act = StartStore(Start(public), Calendar(public, clock), clock, went.append, search.look_for)
    await act.refresh()
    return act, search


@pytest.mark.anyio
async def test_the_tiles_lead_to_every_measure(public: PublicStore, clock: Clock) -> None:
    went: list[str] = []
    act, _ = await started(public, clock, went)
    screen = start_screen(act.state, act, SAY)
    for name in ("Hilfe finden", "Menschen treffen", "Mitreden", "Ehrenamt und Verein"):
        await press(screen, name)
    assert went == ["/hilfe", "/forum", "/mitmachen", "/ehrenamt"]


@pytest.mark.anyio
async def test_who_has_not_chosen_a_place_is_asked_calmly_where_they_live(public: PublicStore, clock: Clock) -> None:
    went: list[str] = []
    act, _ = await started(public, clock, went)
    screen = start_screen(act.state, act, SAY)
    assert "Wo wohnen Sie?" in texts(screen)
    await press(screen, "Ort wählen")
    assert went == ["/ich"]


@pytest.mark.anyio
async def test_who_has_chosen_a_place_sees_its_office_and_its_news_once(public: PublicStore, clock: Clock) -> None:
    act, _ = await started(public, clock, [])
    await act.settle_in("hoechberg")
    said = texts(start_screen(act.state, act, SAY))
    assert "Ihr Ort: Höchberg" in said
    assert any(text.startswith("Ihr Amt: ") for text in said)
    here = act.state.here.value
    assert here and here.news
    assert said.count(SAY.text(here.news[0].headline)) == 1


@pytest.mark.anyio
async def test_what_was_typed_on_the_start_page_is_found_on_the_search_page(public: PublicStore, clock: Clock) -> None:
    went: list[str] = []
    act, search = await started(public, clock, went)
    act.type("Zellerau")
    await press(start_screen(act.state, act, SAY), "Alles durchsuchen")
    assert went == ["/suche"]
    screen = search_screen(search.state, search, SAY)
    assert "Stadtteile und Gemeinden" in texts(screen)
    await press(screen, "Zellerau")
    assert went[-1] == "/ich"


@pytest.mark.anyio
async def test_every_message_says_how_old_it_is_and_opens(public: PublicStore, clock: Clock) -> None:
    went: list[str] = []
    act, _ = await started(public, clock, went)
    newest = act.state.news.value[0] if act.state.news.value else None
    assert newest
    await press(start_screen(act.state, act, SAY), SAY.ago(newest.published, clock.now()))
    assert went == [f"/nachrichten/{newest.id}"]


def test_what_went_wrong_with_everything_is_told_once() -> None:
    said = texts(start_samples.samples(SAY)["failed"])
    assert said.count("Noch einmal versuchen") == 1
    assert "Hilfe finden" in said


@pytest.mark.anyio
async def test_ones_topics_stand_on_the_start_page_and_lead_on(public: PublicStore, clock: Clock) -> None:
    asked: list[str] = []
    act = StartStore(Start(public), Calendar(public, clock), clock, print, print, asked.append)
    act.wear("", ("geld", "unbekannt"), contrast=False)
    screen = start_screen(act.state, act, SAY)
    assert "Meine Themen" in texts(screen)
    await press(screen, "Geld und Schulden")
    assert asked == ["geld"]


@pytest.mark.anyio
async def test_beside_a_list_the_pages_begin_with_a_heading_of_level_two(public: PublicStore, clock: Clock) -> None:
    _, search = await started(public, clock, [])
    await search.search("Zellerau")
    assert levels(search_screen(search.state, search, SAY, 2))[:2] == [2, 3]
    message = DetailStore(Start(public).message, clock, print)
    await message.show(records("news")[0].id)
    assert levels(news_screen(message.state, message, SAY, 2)) == [2, 3]


@pytest.mark.anyio
async def test_a_message_that_is_gone_leads_back(public: PublicStore, clock: Clock) -> None:
    went: list[str] = []
    act = DetailStore(Start(public).message, clock, went.append)
    await act.show("00000000-0000-4000-8000-000000000001")
    await press(news_screen(act.state, act, SAY), "Zurück zur Liste")
    assert went == ["/"]


def test_a_message_with_a_source_leads_to_it() -> None:
    screen = news_samples.samples(SAY)["sourced"]
    assert buttons(screen)["Bei der Quelle nachlesen"].url == SOURCED.url


OWN = ["/beitraege", "/gemerkt", "/rueckmeldung?zu=/"]


@pytest.mark.anyio
async def test_the_menu_leads_to_every_tab_to_ich_and_to_what_one_wrote_and_keeps() -> None:
    went: list[str] = []
    screen = menu_screen(went.append, SAY)
    for name in buttons(screen):
        await press(screen, name)
    assert went == ["/", "/forum", "/hilfe", "/mitmachen", "/ehrenamt", "/ich", *OWN]


def test_every_kind_has_a_plain_name() -> None:
    assert kind_words(SAY).keys() == KINDS.keys()
