"""What one sees and does in the directory: the spot, the map, dropped filters, old entries, keywords from A to Z."""

from __future__ import annotations

import asyncio

import pytest

from contract.text import LANGUAGES, LanguageTag
from services.clock import Clock
from services.help.distance import Spot
from services.help.filters import Filters
from services.help.finder import Finder
from services.language import Language
from services.local import PublicStore
from tests.filled import filled
from tests.seeds import records
from tests.trees import buttons, flaws, press, texts
from views.examples.offers import BARE, DEBTS, LISTENING
from views.help.finder.parts import chosen_words, filter_button, filter_choices, need_words
from views.help.finder.screen import finder_screen
from views.help.finder.store import FinderStore
from views.help.keywords import samples as keyword_samples
from views.help.keywords.screen import keywords_screen
from views.help.keywords.store import KeywordsStore

pytestmark = pytest.mark.anyio
SAY = Language("de")


class Memory:
    """What the device remembers of a spot, and where somebody was led."""

    def __init__(self) -> None:
        self.spot: Spot | None = None
        self.went: list[str] = []

    async def keep(self, spot: Spot | None) -> None:
        self.spot = spot


@pytest.fixture
def memory() -> Memory:
    return Memory()


@pytest.fixture
async def act(public: PublicStore, clock: Clock, memory: Memory) -> FinderStore:
    finder = Finder(await filled(public, [DEBTS, LISTENING, BARE], records("places")), clock)
    store = FinderStore(finder, clock, memory.went.append, keep=memory.keep)
    await store.refresh()
    return store


def seen(act: FinderStore) -> list[str]:
    return texts(finder_screen(act.state, act, SAY))


def remembered(memory: Memory) -> str:
    """The name of the spot that the device remembers, or nothing."""
    return memory.spot.name if memory.spot else ""


def closer(act: FinderStore) -> bool:
    """Whether a part of the map is seen."""
    return act.state.sight is not None


async def tap(act: FinderStore, name: str) -> None:
    await press(finder_screen(act.state, act, SAY), name)


async def test_the_way_by_questions_is_the_first_thing_to_press(act: FinderStore, memory: Memory) -> None:
    first = next(iter(buttons(finder_screen(act.state, act, SAY))))
    assert first.startswith("Wegweiser")
    await tap(act, "Wegweiser")
    assert memory.went == ["/wegweiser"]


async def test_a_spot_is_typed_chosen_and_gives_each_row_its_distance_and_no_more_exact_than_it_is(
    act: FinderStore,
) -> None:
    await tap(act, "Ort angeben")
    await act.type_where("Karmelitenstr. 43")
    await tap(act, "Karmelitenstraße (Altstadt)")
    assert act.state.here and act.state.here.name == "Karmelitenstraße (Altstadt)"
    assert "etwa 500 m entfernt" in seen(act)
    assert "Ort: Karmelitenstraße (Altstadt)" in buttons(finder_screen(act.state, act, SAY))
    assert (act.state.asking, act.state.where) == (False, "")


async def test_a_spot_is_remembered_only_by_wish_and_can_be_forgotten(act: FinderStore, memory: Memory) -> None:
    await act.type_where("Gerbrunn")
    await act.take_first()
    assert not remembered(memory)
    await tap(act, "Ort: Gerbrunn")
    assert "Nur für jetzt: Gerbrunn" in seen(act)
    await tap(act, "Ort merken")
    assert remembered(memory) == "Gerbrunn"
    act.wear(memory.spot, 1.0)
    assert "Gemerkt auf diesem Gerät: Gerbrunn" in seen(act)
    await tap(act, "Ort vergessen")
    assert (memory.spot, act.state.here, act.state.near) == (None, None, False)


async def test_a_device_of_many_people_offers_no_remembering(act: FinderStore) -> None:
    act.keep = None
    await act.type_where("Gerbrunn")
    await act.take_first()
    await act.ask_where()
    assert "Ort merken" not in buttons(finder_screen(act.state, act, SAY))


async def test_a_spot_for_now_outlives_a_change_of_settings_and_a_kept_one_comes_with_them(act: FinderStore) -> None:
    kept, now = Spot(49.8, 9.9, "Daheim"), Spot(49.7, 9.9, "Heute")
    act.wear(kept, 1.0)
    assert act.state.here == kept
    await act.stand(now)
    act.wear(kept, 1.6)
    assert (act.state.here, act.state.scale) == (now, 1.6)


async def test_ones_own_place_stands_there_before_one_types(act: FinderStore) -> None:
    act.put(place="zellerau")
    await act.ask_where()
    assert [spot.name for spot in act.state.spots] == ["Zellerau"]


async def test_an_unknown_spot_is_said_and_a_slow_answer_never_replaces_a_later_one(act: FinderStore) -> None:
    await act.ask_where()
    await act.type_where("Xyzzyqua")
    assert any(text.startswith("Diesen Ort kennen wir nicht") for text in seen(act))
    await asyncio.gather(act.type_where("Gerbrunn"), act.type_where("Heuchelhof"))
    assert [spot.name for spot in act.state.spots] == ["Heuchelhof"]


async def test_the_map_shows_the_same_offers_as_the_list_under_their_numbers(act: FinderStore) -> None:
    await tap(act, "Karte")
    shown = seen(act)
    assert "1 · Schuldnerberatung Musterstraße" in shown
    assert {"Sorgentelefon", "Nachbarschaftstreff"} <= set(shown)
    assert "Ohne Punkt auf der Karte: am Telefon, im Netz oder unterwegs" in shown
    act.point(1)
    assert "Sorgentelefon" not in seen(act)
    act.point(1)
    assert "Sorgentelefon" in seen(act)
    await tap(act, "Näher")
    assert closer(act)
    await tap(act, "Nach Norden")
    await tap(act, "Alles zeigen")
    assert not closer(act)
    await tap(act, "Liste")
    assert "Schuldnerberatung Musterstraße" in seen(act)


async def test_filters_that_were_dropped_are_named_and_can_be_dropped_for_good(act: FinderStore) -> None:
    await act.choose(language="uk", channel="chat")
    shown = seen(act)
    assert "Mit allen Filtern gibt es nichts. Wir zeigen Angebote ohne: im Chat." in shown
    assert "Mit einem Menschen sprechen" in shown
    await tap(act, "Ohne diesen Filter suchen")
    assert act.state.filters == Filters(language="uk")
    assert not any("Mit allen Filtern" in text for text in seen(act))


async def test_how_many_filters_are_set_stands_on_the_button_and_the_circle_needs_a_spot(act: FinderStore) -> None:
    await act.choose(topic="geld", free=True, barrier="hearing", within=3000)
    assert "Genauer suchen (3 gewählt)" in texts(filter_button(act.state, act, SAY))
    act.unfold()
    titles = {text for part in filter_choices(act.state, act, SAY) for text in texts(part)}
    assert set(need_words(SAY).values()) <= titles
    assert "höchstens 3 km" not in titles
    await act.stand(Spot(49.79, 9.93, "Hier"))
    titles = {text for part in filter_choices(act.state, act, SAY) for text in texts(part)}
    assert "höchstens 3 km" in titles
    await act.stand(None)
    assert act.state.filters.within == 0


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_filter_has_words(tag: LanguageTag) -> None:
    full = Filters("geld", "women", "uk", "phone", "seeing", True, True, 1000)
    told = chosen_words(full, full.chosen(), Language(tag)).split(", ")
    assert len(told) == len(full.chosen()) == 8
    assert all(told)


async def test_leaving_quickly_leaves_nothing_of_what_was_looked_for(act: FinderStore) -> None:
    await act.search("Schulden")
    await act.choose(topic="geld", free=True)
    await act.stand(Spot(49.79, 9.93, "Hier"))
    await act.turn(mapped=True)
    act.forget()
    state = act.state
    assert (state.query, state.filters, state.here, state.findings.value) == ("", Filters(), None, None)
    kept = Spot(49.8, 9.9, "Daheim")
    act.wear(kept, 1.3)
    act.forget()
    assert (act.state.here, act.state.kept, act.state.scale) == (kept, True, 1.3)


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_sample_of_the_index_is_sound_in_both_languages(tag: LanguageTag) -> None:
    drawn = keyword_samples.samples(Language(tag))
    assert {name: flaws(screen) for name, screen in drawn.items() if flaws(screen)} == {}


async def test_a_keyword_leads_to_the_finder_with_the_word_typed(
    act: FinderStore, memory: Memory, public: PublicStore
) -> None:
    index = KeywordsStore(Finder(public, Clock()), lambda: SAY, act.look_for, memory.went.append)
    await index.refresh()
    letters = [name for name in buttons(keywords_screen(index.state, index, SAY)) if len(name) == 1]
    assert letters == sorted(letters) and {"N", "S"} <= set(letters)
    await press(keywords_screen(index.state, index, SAY), "S")
    await press(keywords_screen(index.state, index, SAY), "Sorgentelefon")
    assert memory.went == ["/hilfe"]
    assert act.state.query == "Sorgentelefon"
    assert act.state.findings.value and act.state.findings.value.offers[0].id == LISTENING.id
