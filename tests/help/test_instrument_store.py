"""The verbs of a short questionnaire over a real store of the device: item by item, what it says, and forgetting."""

from __future__ import annotations

from typing import Any

import pytest

from contract.instruments import Instrument
from hub import seed
from hub.core.changes import wire
from services.help.instruments import Instruments
from services.language import Language
from services.local import PublicStore
from views.help.instrument.screen import instrument_screen
from views.help.instrument.store import InstrumentStore


class Way:
    """Where a questionnaire led."""

    def __init__(self, public: PublicStore) -> None:
        self.went: list[str] = []
        self.act = InstrumentStore(Instruments(public), self.went.append, lambda topic: self.went.append(f"?{topic}"))


@pytest.fixture
async def way(public: PublicStore) -> Way:
    """On a device that has the questionnaires."""
    lines = [wire(record) for record in seed.load().records if isinstance(record, Instrument)]
    await public.bundle(Instrument.kind, lines)
    return Way(public)


def scored(act: InstrumentStore) -> float | None:
    return act.state.outcome.score if act.state.outcome else None


def answer(act: InstrumentStore, *choices: int) -> None:
    for choice in choices:
        act.choose(choice)


@pytest.mark.anyio
async def test_item_by_item_with_a_way_back_to_what_it_says(way: Way) -> None:
    act = way.act
    await act.show("who-5")
    assert act.state.open
    answer(act, 0, 0, 0)
    act.back()
    assert (act.state.at, act.state.answers) == (2, (0, 0, 0))
    answer(act, 5, 5, 5)
    assert scored(act) == 40
    act.back()
    assert scored(act) is None
    answer(act, 0)
    assert scored(act) == 60


@pytest.mark.anyio
async def test_it_is_found_by_its_id_too_and_another_one_begins_empty(way: Way) -> None:
    act = way.act
    await act.show("who-5")
    answer(act, 0, 1)
    await act.show("")
    assert len(act.state.all.value or ()) == 2
    other = next(each for each in act.state.all.value or () if each.slug == "phq-2")
    await act.show(other.id)
    assert (act.state.open, act.state.answers) == (other, ())


@pytest.mark.anyio
async def test_a_result_leads_to_offers_and_fertig_forgets(way: Way) -> None:
    act = way.act
    await act.show("phq-2")
    answer(act, 3, 3)
    act.look_for("psyche")
    assert way.went == ["?psyche"]
    act.done()
    assert not act.state.begun
    assert act.state.outcome is None
    assert way.went[-1] == "/hilfe"


@pytest.mark.anyio
@pytest.mark.parametrize("tag", ["de", "de-simple"])
async def test_every_result_says_that_it_is_no_diagnosis_and_who_made_it(way: Way, tag: Any) -> None:
    for slug, choices in (("who-5", (0,) * 5), ("who-5", (5,) * 5), ("phq-2", (0, 0)), ("phq-2", (3, 3))):
        way.act.forget()
        await way.act.show(slug)
        answer(way.act, *choices)
        said = " ".join(texts(instrument_screen(way.act.state, way.act, Language(tag))))
        assert "Das ist keine Diagnose." in said
        assert ("Topp" if slug == "who-5" else "Kroenke") in said
        assert ("0800 655 3000" in said) == (choices in ((5,) * 5, (3, 3)))


def texts(control: Any) -> list[str]:
    """All words in a picture."""
    found = [control.value] if isinstance(getattr(control, "value", None), str) else []
    inside = [getattr(control, "content", None), *(getattr(control, "controls", None) or [])]
    return found + [text for each in inside if each is not None for text in texts(each)]
