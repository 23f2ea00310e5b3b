"""The emergency page without a network: the same numbers in seven languages, right to left where it is read so."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import flet as ft
import pytest
from fontTools.ttLib import TTFont
from pydantic import ValidationError

from contract.help import HelpOffer
from contract.text import LANGUAGES, LanguageTag
from services.clock import Clock
from services.help.crisis_card import CARD, Card, crisis_card, emergency_offers, on_one_line
from services.language import Language
from services.local import Page, PublicStore
from tests.house.tree import ROOT
from tests.seeds import raw
from tests.trees import buttons, controls, flaws, press, texts
from views.bare import stay
from views.help.crisis.samples import samples
from views.help.crisis.screen import crisis_screen
from views.help.crisis.store import CrisisState, CrisisStore
from views.kit.link import dial
from views.kit.loading import Loadable
from views.kit.theme import FALLBACK, FONTS
from views.stages import NOW

SAY = Language("de")
TAGS = ("en", "tr", "ar", "uk", "ru")


def offers() -> dict[str, HelpOffer]:
    return {each["id"]: HelpOffer.model_validate(each) for each in raw("help-crisis")}


def store(public: PublicStore, clock: Clock) -> CrisisStore:
    return CrisisStore(lambda *, facets, place, limit: emergency_offers(public), clock, stay)


def test_the_card_speaks_five_more_languages_and_each_says_every_line() -> None:
    card = crisis_card()
    assert tuple(words.tag for words in card.languages) == TAGS
    assert [words.name for words in card.languages] == ["English", "Türkçe", "العربية", "Українська", "Русский"]
    for words in card.languages:
        assert [line.id for line in card.lines] == list(words.lines)


def test_its_numbers_sources_and_days_are_those_of_the_seed() -> None:
    of, card = offers(), crisis_card()
    assert {line.offer for line in card.lines} == set(of)
    for line in card.lines:
        offer = of[line.offer]
        assert line.numbers == tuple(phone.number for phone in offer.phones)
        assert (line.stand, line.review_by) == (offer.provenance.stand, offer.provenance.review_by)
        assert line.source in (offer.provenance.url or "")


def test_hours_of_their_own_are_said_for_the_lines_that_have_them_and_name_the_hours_of_the_seed() -> None:
    of = offers()
    for words in crisis_card().languages:
        for line in crisis_card().lines:
            spans = of[line.offer].schedules
            always = all((span.opens_at, span.closes_at) == ("00:00", "24:00") for span in spans)
            said = words.lines[line.id].when
            assert bool(said) != always, (words.tag, line.id)
            hours = {str(int(time[:2])) for span in spans for time in (span.opens_at, span.closes_at)}
            assert always or set(re.findall(r"\d+", said)) == hours, (words.tag, line.id)


def test_what_costs_something_says_so_and_all_else_is_free() -> None:
    of = offers()
    for words in crisis_card().languages:
        for line in crisis_card().lines:
            cost = of[line.offer].cost
            assert bool(words.lines[line.id].cost) == (cost is not None and cost.option != "free")


def test_a_card_that_lacks_a_line_in_one_language_is_refused() -> None:
    whole = json.loads(CARD.read_bytes())
    del whole["languages"][2]["lines"]["poison"]
    with pytest.raises(ValidationError, match="ar: other lines"):
        Card.model_validate(whole)


def test_no_number_is_written_into_the_words_but_those_of_one_group() -> None:
    for words in crisis_card().languages:
        said = json.dumps(words.model_dump(), ensure_ascii=False)
        assert re.findall(r"\d[ \u00a0]\d", said) == [], words.tag
        assert re.findall(r"\d{4,}", said) == [], words.tag


def test_digits_keep_their_order_from_right_to_left() -> None:
    assert on_one_line("116 117") == "116\u00a0117"
    assert unicodedata.bidirectional("\u00a0") == unicodedata.bidirectional(".") == "CS"
    for line in crisis_card().lines:
        for number in line.numbers:
            assert {unicodedata.bidirectional(sign) for sign in on_one_line(number)} <= {"EN", "CS"}
            assert dial(on_one_line(number)) == "tel:" + number.replace(" ", "")


def test_every_letter_of_the_card_is_in_a_font_the_app_brings_along() -> None:
    known: set[int] = set()
    for path in FONTS.values():
        known |= set(TTFont(ROOT / "assets" / path).getBestCmap())
    said = {sign for sign in CARD.read_text("utf-8") if sign.isprintable()}
    assert sorted(sign for sign in said if ord(sign) not in known) == []
    assert {"Noto", "Noto Arabic"} == set(FALLBACK)


@pytest.mark.parametrize("tag", TAGS)
def test_the_card_of_a_language_is_marked_as_such_and_arabic_is_laid_out_from_right_to_left(tag: str) -> None:
    screen = samples(SAY)[f"card-{tag}"]
    assert isinstance(screen, ft.Container)
    assert screen.rtl is (tag == "ar")
    assert isinstance(screen.content, ft.Semantics)
    assert screen.content.identifier == f"lang:{tag}"
    assert flaws(screen) == []


@pytest.mark.parametrize("tag", TAGS)
def test_each_line_of_the_card_can_be_called_and_says_hours_cost_source_and_what_happens(tag: str) -> None:
    said, drawn = crisis_card().words(tag), samples(SAY)[f"card-{tag}"]
    assert said
    lines = texts(drawn)
    urls = [button.url for button in buttons(drawn).values() if button.url]
    assert urls[:2] == ["tel:112", "tel:110"]
    assert set(urls) == {dial(number) for line in crisis_card().lines for number in line.numbers}
    for line in crisis_card().lines:
        own = said.lines[line.id]
        at = lines.index(own.text)
        block = lines[at : at + 9]
        assert f"{said.when}: {own.when or said.always}" in block
        assert f"{said.cost}: {own.cost or said.free}" in block
        assert f"{said.then}: {own.happens}" in block
        assert any(line.source in each and f"{line.stand:%d.%m.%Y}" in each for each in block)
    assert f"{said.unproven} {said.unread}" in lines


@pytest.mark.anyio
async def test_one_chooses_the_language_by_its_own_name_and_comes_back(public: PublicStore, clock: Clock) -> None:
    act = store(public, clock)
    await act.refresh()
    await press(crisis_screen(act.state, act, SAY), "العربية")
    assert texts(crisis_screen(act.state, act, SAY))[0] == "حالة طوارئ"
    await press(crisis_screen(act.state, act, SAY), "Українська")
    assert texts(crisis_screen(act.state, act, SAY))[0] == "Надзвичайна ситуація"
    act.forget()
    assert texts(crisis_screen(act.state, act, SAY))[0] == "Notfall"
    await press(crisis_screen(act.state, act, SAY), "Українська")
    await press(crisis_screen(act.state, act, SAY), "На німецьку сторінку")
    assert texts(crisis_screen(act.state, act, SAY))[0] == "Notfall"


@pytest.mark.anyio
async def test_an_empty_store_shows_the_emergency_offers_the_app_brings_along(
    public: PublicStore, clock: Clock
) -> None:
    act = store(public, clock)
    await act.refresh()
    assert [offer.id for offer in act.state.records] == [line.offer for line in crisis_card().lines]


@pytest.mark.anyio
async def test_a_store_that_fails_does_not_take_the_numbers_along(tmp_path: Path, clock: Clock) -> None:
    public = PublicStore(tmp_path / "public.db")
    public.close()
    act = store(public, clock)
    await act.refresh()
    assert len(act.state.records) == len(offers())


@pytest.mark.parametrize("tag", LANGUAGES)
def test_the_german_page_says_of_each_number_hours_cost_source_age_and_what_happens(tag: LanguageTag) -> None:
    say = Language(tag)
    found = tuple(offers()[line.offer] for line in crisis_card().lines)
    state = CrisisState(Loadable(Page(found, len(found))), now=NOW)
    drawn = crisis_screen(state, store(PublicStore(), Clock()), say)
    lines = texts(drawn)
    for offer in offers().values():
        assert offer.cost and offer.cost.amount_description and offer.schedule_note and offer.what_happens
        at = lines.index(say.text(offer.name))
        block = lines[at : at + 14]
        assert say.text(offer.schedule_note) in block
        assert say.text(offer.cost.amount_description) in block
        assert any(say.text(offer.what_happens) in each for each in block)
        assert any(offer.provenance.source in each for each in block)
    first = [button.url for button in buttons(drawn).values() if button.url]
    assert first[:4] == ["tel:112", "tel:110", "tel:116117", "tel:08006553000"]
    assert flaws(drawn) == []


def test_what_the_browser_is_told_of_a_language_is_in_the_page_itself() -> None:
    page = (ROOT / "assets" / "index.html").read_text("utf-8")
    assert "startsWith('lang:')" in page
    assert any(isinstance(c, ft.Semantics) and c.identifier == "lang:ar" for c in controls(samples(SAY)["full"]))
