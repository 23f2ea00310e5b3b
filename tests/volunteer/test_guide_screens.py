"""The Heldenhelfer as clubs see it: the citizens' word first, dated facts, steps with their deadlines."""

from __future__ import annotations

from typing import Any

import pytest

from contract.text import LANGUAGES, LanguageTag
from contract.volunteer import Guide
from services.clock import Clock
from services.language import Language
from services.local import PublicStore
from services.volunteer.guides import Guides
from tests.seeds import records
from tests.trees import flaws, press, texts
from views.detail import DetailStore
from views.listing import ListStore
from views.stages import detail_stages
from views.volunteer.guides.parts import topic_words
from views.volunteer.guides.samples import FEAST, samples
from views.volunteer.guides.screen import guide_screen, guides_screen

SAY = Language("de")
LEGAL = "Diese Anleitung ist keine Rechtsberatung. Wenn Sie unsicher sind, fragen Sie bitte das Amt."


def seeded() -> list[Guide]:
    return [record for record in records("guides") if isinstance(record, Guide)]


async def _none(_ident: str) -> None:
    return None


def page_of(guide: Guide, tag: LanguageTag = "de") -> list[str]:
    act: DetailStore[Guide] = DetailStore(_none, Clock(), print)
    return texts(guide_screen(detail_stages(guide, guide)["full"], act, Language(tag)))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_sample_is_sound_in_both_languages(tag: LanguageTag) -> None:
    drawn = samples(Language(tag))
    assert {"full", "empty", "busy", "failed", "stale", "longest"} <= drawn.keys()
    assert {name: flaws(screen) for name, screen in drawn.items() if flaws(screen)} == {}


def test_each_fact_says_where_and_since_when_it_holds() -> None:
    said = page_of(FEAST)
    for known in FEAST.facts:
        assert said[said.index(known.de) + 1] == "Gilt in der Stadt Würzburg. Stand: 2. November 2026"


def test_steps_are_numbered_and_carry_their_deadline() -> None:
    said = page_of(FEAST)
    start = said.index("1.")
    assert said[start : said.index("Wer hilft weiter?")] == [
        "1.", "Legen Sie Ort und Tag fest.",
        "2.", "Geben Sie das Formblatt ab.", "spätestens 14 Tage vorher",
        "3.", "Fragen Sie Ihre Helfer.", "spätestens 1 Tag vorher",
        "4.", "Hängen Sie Schilder auf.", "am Tag selbst",
    ]  # fmt: skip


def test_that_it_is_no_legal_advice_stands_on_every_guide_exactly_once() -> None:
    for guide in [*seeded(), FEAST]:
        assert page_of(guide).count(LEGAL) == 1
        assert sum("Rechts·beratung" in line for line in page_of(guide, "de-simple")) <= 1


def test_the_word_of_the_office_stands_small_beside_the_word_of_the_people() -> None:
    said = page_of(FEAST)
    assert said[0] == "Straßenfest anmelden"
    assert "Das Amt sagt: Anzeige einer öffentlichen Vergnügung" in said


def test_every_topic_of_the_seed_can_be_chosen() -> None:
    assert {guide.topic for guide in seeded()} == set(topic_words(SAY))


@pytest.mark.anyio
async def test_choosing_a_topic_shows_its_guides_and_each_leads_to_its_page(public: PublicStore, clock: Clock) -> None:
    contents: list[Any] = seeded()
    await public.bundle("guides", [guide.model_dump_json(by_alias=True).encode() for guide in contents])
    went: list[str] = []
    act = ListStore(Guides(public).list, clock, went.append, "/ehrenamt")
    await act.refresh()
    assert "8 Anleitungen" in texts(guides_screen(act.state, act, SAY))
    await press(guides_screen(act.state, act, SAY), "Geld und Steuern")
    screen = guides_screen(act.state, act, SAY)
    assert "1 Anleitung" in texts(screen)
    await press(screen, "Helfern Geld zahlen")
    assert went == [f"/ehrenamt/{act.state.records[0].id}"]


@pytest.mark.anyio
async def test_a_guide_that_is_gone_says_so_and_leads_back(public: PublicStore, clock: Clock) -> None:
    went: list[str] = []
    act: DetailStore[Guide] = DetailStore(Guides(public).get, clock, went.append)
    await act.show(FEAST.id)
    await press(guide_screen(act.state, act, SAY), "Zurück zur Liste")
    assert went == ["/ehrenamt"]
