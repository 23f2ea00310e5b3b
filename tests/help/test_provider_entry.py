"""A provider changes an offer: as typed on the device, whole at the hub at once, nothing lost on the way."""

from __future__ import annotations

from typing import Any

import pytest

from contract.text import LANGUAGES, LanguageTag
from services.hub import HubClient
from services.language import Language
from services.local import PublicStore
from tests.help.callbacks import OFFER
from tests.help.providers import CLOCK, SAY, Provider
from tests.hub.desks import OTHER, fill
from tests.trees import buttons, flaws, levels, press, texts
from views.help.entry import samples
from views.help.entry.screen import entry_screen
from views.help.entry.store import EntryStore


class Editing(Provider):
    """Somebody with the form of an offer before them."""

    def open(self) -> EntryStore:
        self.entry = EntryStore(self.desk, self.outbox, CLOCK, self.went.append)
        return self.entry

    def form(self) -> Any:
        return entry_screen(self.entry.state, self.entry, SAY)

    def reads(self) -> str:
        return " ".join(texts(self.form()))


@pytest.fixture
async def berta(hub_app: Any, client: HubClient, public: PublicStore) -> Editing:
    fill(hub_app, OFFER)
    one = Editing(hub_app, client, public)
    await one.enters()
    await one.syncs()
    await one.open().show(OFFER.id)
    return one


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_sample_is_sound_in_both_languages(tag: LanguageTag) -> None:
    drawn = samples.samples(Language(tag))
    assert {"full", "empty", "busy", "failed", "stale", "longest"} <= drawn.keys()
    assert {name: flaws(screen) for name, screen in drawn.items() if flaws(screen)} == {}
    assert all(levels(screen)[0] == 1 for screen in drawn.values())


@pytest.mark.anyio
async def test_what_was_changed_holds_for_everybody_and_the_rest_stays(berta: Editing) -> None:
    await berta.entry.type("email", "neu@muster.invalid")
    await berta.entry.type("schedules", "Mo–Fr 9–12")
    await press(berta.form(), "Änderungen senden")
    assert "Ihre letzte Änderung: Wartet auf Netz" in berta.reads()
    await berta.sends()
    await berta.entry.refresh()
    assert "Ihre letzte Änderung: Angekommen" in berta.reads()
    there = berta.at_hub(OFFER)
    assert (there.email, there.schedules[0].opens_at) == ("neu@muster.invalid", "09:00")
    assert (there.name, there.description, there.phones) == (OFFER.name, OFFER.description, OFFER.phones)


@pytest.mark.anyio
async def test_a_draft_outlives_the_app_and_is_gone_once_sent(berta: Editing) -> None:
    await berta.entry.type("email", "halb@")
    await berta.open().show(OFFER.id)
    assert "Das haben Sie hier schon geschrieben." in berta.reads()
    assert berta.entry.state.lines["email"] == "halb@"
    await press(berta.form(), "Änderungen senden")
    assert "Etwas stimmt noch nicht. Es steht bei dem Feld." in berta.reads()
    assert [item.state for item in await berta.outbox.items("help-entries")] == ["draft"]
    await berta.entry.type("email", "ganz@muster.invalid")
    await press(berta.form(), "Änderungen senden")
    assert [item.state for item in await berta.outbox.items("help-entries")] == ["waiting"]
    assert "Entwurf verwerfen" not in buttons(berta.form())


@pytest.mark.anyio
async def test_what_was_sent_is_no_draft_for_whoever_reads_before_it_is_gone(
    berta: Editing, monkeypatch: pytest.MonkeyPatch
) -> None:
    discard = berta.outbox.discard

    async def read_just_before(ident: str) -> None:
        await berta.entry.refresh()
        await discard(ident)

    monkeypatch.setattr(berta.outbox, "discard", read_just_before)
    await berta.entry.type("email", "neu@muster.invalid")
    await press(berta.form(), "Änderungen senden")
    await berta.entry.refresh()
    assert (berta.entry.state.drafted, berta.entry.state.resumed) == (False, False)
    assert "Das haben Sie hier schon geschrieben." not in berta.reads()


@pytest.mark.anyio
async def test_a_second_change_before_there_is_a_network_loses_nothing_of_the_first(berta: Editing) -> None:
    await berta.entry.type("email", "neu@muster.invalid")
    await press(berta.form(), "Änderungen senden")
    await berta.open().show(OFFER.id)
    assert berta.entry.state.lines["email"] == "neu@muster.invalid"
    await berta.entry.type("wait_time", "Eine Woche")
    await berta.entry.type("wait_time.simple", "1 Woche")
    await press(berta.form(), "Änderungen senden")
    await berta.sends()
    there = berta.at_hub(OFFER)
    assert there.wait_time is not None
    assert (there.email, there.wait_time.simple) == ("neu@muster.invalid", "1 Woche")


@pytest.mark.anyio
async def test_later_one_may_change_it_again(berta: Editing) -> None:
    for address in ("eins@muster.invalid", "zwei@muster.invalid"):
        await berta.entry.type("email", address)
        await press(berta.form(), "Änderungen senden")
        await berta.sends()
        await berta.syncs()
        await berta.entry.refresh()
        assert berta.at_hub(OFFER).email == address
    assert len(await berta.outbox.items("help-entries")) == 1


@pytest.mark.anyio
async def test_nothing_changed_is_said_and_nothing_is_sent(berta: Editing) -> None:
    await press(berta.form(), "Änderungen senden")
    assert "Sie haben nichts geändert." in berta.reads()
    assert await berta.outbox.items("help-entries") == ()


@pytest.mark.anyio
async def test_a_draft_thrown_away_leaves_the_offer_as_it_is(berta: Editing) -> None:
    await berta.entry.type("email", "neu@muster.invalid")
    await press(berta.form(), "Entwurf verwerfen")
    assert berta.entry.state.lines["email"] == OFFER.email
    assert await berta.outbox.items("help-entries") == ()


@pytest.mark.anyio
async def test_the_offer_of_others_is_refused_and_that_is_said(
    hub_app: Any, client: HubClient, public: PublicStore
) -> None:
    fill(hub_app, OFFER)
    carla = Editing(hub_app, client, public)
    await carla.enters("Carla", of=OTHER)
    await carla.syncs()
    await carla.open().show(OFFER.id)
    await carla.entry.type("email", "fremd@muster.invalid")
    await press(carla.form(), "Änderungen senden")
    await carla.sends()
    await carla.entry.refresh()
    assert "Ihre letzte Änderung: Abgelehnt" in carla.reads()
    assert carla.at_hub(OFFER).email == OFFER.email


@pytest.mark.anyio
async def test_signed_out_nothing_of_the_form_is_left(berta: Editing) -> None:
    await berta.entry.type("email", "neu@muster.invalid")
    await berta.sign_in.sign_out()
    await berta.entry.refresh()
    assert list(buttons(berta.form())) == ["Anmelden"]
    assert berta.entry.state.lines == {}
