"""The finder's verbs over a real store of the device."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from contract.help import HelpOffer
from contract.text import LANGUAGES, LanguageTag
from services.clock import Clock
from services.help.filters import Filters
from services.help.finder import Finder, Findings
from services.language import Language
from services.local import PublicStore
from tests.filled import filled
from tests.trees import buttons, flaws, press, texts
from views.examples.offers import BARE, DEBTS, LISTENING
from views.help.finder import samples as finder_samples
from views.help.finder.screen import finder_screen
from views.help.finder.store import PAGE, FinderStore
from views.stages import ident

SAY = Language("de")


class SlowForOne(Finder):
    """A finder that answers one query only when it is let."""

    def __init__(self, public: PublicStore, clock: Clock, query: str) -> None:
        super().__init__(public, clock)
        self._query = query
        self.let = asyncio.Event()
        self.asked = asyncio.Event()

    async def find(self, query: str = "", **wishes: Any) -> Findings:
        findings = await super().find(query, **wishes)
        if query == self._query:
            self.asked.set()
            await self.let.wait()
        return findings


@pytest.fixture
async def act(public: PublicStore, clock: Clock) -> FinderStore:
    store = FinderStore(Finder(await filled(public, [DEBTS, LISTENING, BARE]), clock), clock, print)
    await store.refresh()
    return store


def names(store: FinderStore) -> list[str]:
    return [offer.name.de for offer in store.state.findings.value.offers] if store.state.findings.value else []


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_sample_is_sound_in_both_languages(tag: LanguageTag) -> None:
    drawn = finder_samples.samples(Language(tag))
    assert {"full", "empty", "busy", "failed", "stale", "longest"} <= drawn.keys()
    assert {name: flaws(screen) for name, screen in drawn.items() if flaws(screen)} == {}


@pytest.mark.anyio
async def test_nothing_typed_shows_all_and_the_emergency_first(act: FinderStore) -> None:
    assert names(act)[0] == "Sorgentelefon"
    assert len(names(act)) == 3


@pytest.mark.anyio
async def test_a_slow_answer_to_an_early_letter_never_replaces_that_to_a_later_one(
    public: PublicStore, clock: Clock
) -> None:
    finder = SlowForOne(await filled(public, [DEBTS, LISTENING]), clock, "Sorgen")
    act = FinderStore(finder, clock, print)
    early = asyncio.ensure_future(act.search("Sorgen"))
    await finder.asked.wait()
    await act.search("Schuldnerberatung")
    assert names(act) == ["Schuldnerberatung Musterstraße"]
    finder.let.set()
    await early
    assert act.state.query == "Schuldnerberatung"
    assert names(act) == ["Schuldnerberatung Musterstraße"]
    assert not act.state.findings.busy


@pytest.mark.anyio
async def test_what_was_found_stays_while_the_next_is_looked_for(public: PublicStore, clock: Clock) -> None:
    finder = SlowForOne(await filled(public, [DEBTS, LISTENING]), clock, "Sorgen")
    act = FinderStore(finder, clock, print)
    await act.refresh()
    later = asyncio.ensure_future(act.search("Sorgen"))
    await finder.asked.wait()
    assert act.state.findings.busy
    assert len(names(act)) == 2
    finder.let.set()
    await later
    assert names(act) == ["Sorgentelefon"]


@pytest.mark.anyio
async def test_choosing_a_chosen_filter_takes_it_back(act: FinderStore) -> None:
    await act.choose(topic="geld")
    assert (act.state.filters, names(act)) == (Filters(topic="geld"), ["Schuldnerberatung Musterstraße"])
    await act.choose(topic="geld")
    assert (act.state.filters, len(names(act))) == (Filters(), 3)
    await act.choose(free=True)
    await act.choose(free=True)
    assert act.state.filters == Filters()


@pytest.mark.anyio
async def test_another_topic_replaces_the_first_and_other_filters_stay(act: FinderStore) -> None:
    await act.choose(free=True)
    await act.choose(topic="geld")
    await act.choose(topic="psyche")
    assert act.state.filters == Filters(topic="psyche", free=True)
    assert names(act) == ["Sorgentelefon"]


@pytest.mark.anyio
async def test_clearing_takes_back_the_words_and_all_filters(act: FinderStore) -> None:
    await act.search("Drachenflug")
    await act.choose(topic="geld", free=True)
    screen = finder_screen(act.state, act, SAY)
    assert "Dazu haben wir nichts gefunden" in texts(screen)
    await press(screen, "Neu anfangen")
    assert (act.state.query, act.state.filters) == ("", Filters())
    assert len(names(act)) == 3


@pytest.mark.anyio
async def test_fifty_offers_stand_there_and_the_others_come_on_request(public: PublicStore, clock: Clock) -> None:
    many = [DEBTS.model_copy(update={"id": ident(100 + n)}) for n in range(PAGE + 7)]
    act = FinderStore(Finder(await filled(public, many), clock), clock, print)
    await act.refresh()
    assert len(names(act)) == PAGE
    await press(finder_screen(act.state, act, SAY), "Mehr Angebote zeigen")
    assert len(names(act)) == PAGE + 7
    assert "Mehr Angebote zeigen" not in buttons(finder_screen(act.state, act, SAY))
    await act.search("Schuldnerberatung")
    assert act.state.limit == PAGE


@pytest.mark.anyio
async def test_an_offer_opens_at_its_address_and_help_is_never_an_empty_end(public: PublicStore, clock: Clock) -> None:
    went: list[str] = []
    offers: list[HelpOffer] = [DEBTS]
    act = FinderStore(Finder(await filled(public, offers), clock), clock, went.append)
    await act.refresh()
    await press(finder_screen(act.state, act, SAY), "Morgen offen")
    await act.search("Drachenflug")
    await press(finder_screen(act.state, act, SAY), "Mit einem Menschen sprechen")
    assert went == [f"/hilfe/{DEBTS.id}", "/notfall"]
