"""The verbs of the Wegweiser over a real store of the device: on, back without loss, danger first, change, forget."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from contract.wegweiser import Wegweiser
from hub import seed
from hub.core.changes import wire
from services.clock import Clock
from services.help.wegweiser import MOST, Signpost
from services.local import PublicStore
from views.help.wegweiser.store import WegweiserState, WegweiserStore


@cache
def lines(kind: str) -> list[bytes]:
    """What a hub begins with of a kind, as it comes over the wire."""
    return [wire(record) for record in seed.load().records if record.kind == kind]


@pytest.fixture
async def act(public: PublicStore, clock: Clock) -> Any:
    """The Wegweiser on a device that has everything; `went` is where it led, `turned` how many pages it showed."""
    for kind in ("help", "wegweiser", "places"):
        await public.bundle(kind, lines(kind))
    went: list[str] = []
    stirs: list[int] = []
    store = WegweiserStore(Signpost(public), clock, went.append, lambda: stirs.append(1))
    store.__dict__["went"], store.__dict__["stirs"] = went, stirs
    await store.refresh()
    return store


def names(act: WegweiserStore) -> list[str]:
    assert act.state.matches.value
    return [match.offer.name.de for match in act.state.matches.value.matches]


@pytest.mark.anyio
async def test_one_goes_through_and_finds_what_fits(act: Any) -> None:
    await act.choose("ich")
    assert act.state.question.id == "thema"
    await act.choose("geld")
    await act.choose("sucht")
    await act.choose("sucht")
    assert act.state.given["thema"] == ("geld",)
    assert act.state.question.id == "thema", "of several answers one goes on by oneself"
    await act.onward()
    for _ in range(MOST - 2):
        if act.state.leaf == "question":
            await act.leave_open()
    assert act.state.leaf == "result"
    assert "Schuldnerberatung der Christophorus-Gesellschaft" in names(act)
    assert len(act.stirs) > 6


@pytest.mark.anyio
async def test_going_back_loses_nothing_and_before_the_first_question_lies_the_help_page(act: Any) -> None:
    await act.choose("andere")
    await act.choose("familie")
    act.back()
    assert (act.state.question.id, act.state.given["wer"]) == ("wer", ("andere",))
    assert act.state.given["thema"] == ("familie",)
    act.back()
    assert act.went == ["/hilfe"]
    await act.onward()
    assert act.state.question.id == "thema"


@pytest.mark.anyio
async def test_danger_comes_first_once_and_then_one_goes_on(act: Any) -> None:
    await act.leave_open()
    await act.choose("gewalt")
    assert act.state.leaf == "question"
    await act.onward()
    assert act.state.leaf == "danger"
    await act.go_on()
    assert (act.state.leaf, act.state.question.id) == ("question", "betroffen")
    act.back()
    await act.onward()
    assert act.state.leaf == "question", "who has seen the card is not stopped by it again"
    await act.choose("frau")
    await act.choose("mitte")
    await act.choose("am-ende")
    assert act.state.leaf == "danger", "another danger is another reason"
    act.back()
    assert (act.state.leaf, act.state.question.id) == ("question", "eile")


@pytest.mark.anyio
async def test_one_answer_is_changed_without_asking_the_others_again_unless_it_opens_one(act: Any) -> None:
    while act.state.leaf == "question":
        await act.leave_open()
    act.change("alter")
    await act.choose("aelter")
    assert act.state.leaf == "result"
    assert "for:seniors" in {facet for match in act.state.matches.value.matches for facet in match.offer.facets()}
    act.change("thema")
    await act.choose("gewalt")
    await act.onward()
    await act.go_on()
    assert (act.state.leaf, act.state.question.id) == ("question", "betroffen")
    await act.choose("mann")
    assert act.state.leaf == "result"
    assert names(act)[0] == "Hilfetelefon Gewalt an Männern"


@pytest.mark.anyio
async def test_done_forgets_everything(act: Any) -> None:
    await act.choose("ich")
    while act.state.leaf == "question":
        await act.leave_open()
    act.done()
    assert act.state == WegweiserState(found=act.state.found)
    assert not act.state.begun
    assert act.went == ["/hilfe"]


@pytest.mark.anyio
async def test_questions_an_editor_changed_are_asked_at_once(act: Any, public: PublicStore) -> None:
    ours = next(record for record in seed.load().records if isinstance(record, Wegweiser))
    shorter = ours.model_copy(update={"version": 2, "questions": ours.questions[:2]})
    await act.choose("ich")
    await public.bundle("wegweiser", [wire(shorter)])
    await act.renew()
    await act.leave_open()
    assert act.state.leaf == "result"
    assert act.state.given == {"wer": ("ich",), "thema": ()}


@pytest.mark.anyio
async def test_a_device_without_questions_still_has_a_way(public: PublicStore, clock: Clock) -> None:
    store = WegweiserStore(Signpost(public), clock, lambda _path: None)
    await store.refresh()
    await store.choose("ich")
    await store.onward()
    assert store.state.found.value
    assert store.state.questionnaire is None
    assert not store.state.begun
