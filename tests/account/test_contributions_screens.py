"""Meine Beiträge: what one writes is kept as typed, called arrived only by the hub, and can be taken back."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from contract.contributions import CONTRIBUTIONS
from contract.identity import named_id
from contract.problems import Code
from contract.text import LANGUAGES, LanguageTag
from services.clock import Clock
from services.hub import HubClient
from services.language import Language
from services.local_private import PrivateStore
from services.outbox import Outbox
from tests.account.desk import SAY, Desk, desk_on
from tests.trees import buttons, flaws, press, texts
from views.account.bookmarks import samples as bookmark_samples
from views.account.contributions import samples as contribution_samples
from views.account.feedback import samples as feedback_samples
from views.writing import late_words, withdrawal_words, writing_words


@pytest.fixture
async def desk(private: PrivateStore, client: HubClient, clock: Clock) -> Desk:
    return desk_on(private, client, clock)


@pytest.fixture
async def cut_off(private: PrivateStore, clock: Clock) -> AsyncIterator[Desk]:
    """The same without a hub: nothing answers on that port."""
    nowhere = HubClient.at("http://127.0.0.1:9")
    yield desk_on(private, nowhere, clock)
    await nowhere.close()


@pytest.fixture
def epoch(hub_app: Any) -> str:
    return str(hub_app.state.hub.epoch)


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize("module", [contribution_samples, feedback_samples, bookmark_samples])
def test_every_sample_is_sound_in_both_languages(module: Any, tag: LanguageTag) -> None:
    drawn = module.samples(Language(tag))
    assert {"full", "empty", "busy", "failed", "stale", "longest"} <= drawn.keys()
    assert {name: flaws(screen) for name, screen in drawn.items() if flaws(screen)} == {}


@pytest.mark.parametrize("kind", CONTRIBUTIONS)
def test_every_declared_kind_has_its_words(kind: str) -> None:
    assert writing_words(SAY)[kind].fields.keys() == set(CONTRIBUTIONS[kind].shows)
    assert late_words(kind, SAY) and withdrawal_words(kind, SAY)
    erased = CONTRIBUTIONS[kind].withdrawal == "erased"
    assert ("auch bei uns" in withdrawal_words(kind, SAY)) is erased


@pytest.mark.anyio
async def test_without_a_network_the_form_says_that_it_waits_and_not_that_it_arrived(cut_off: Desk) -> None:
    await cut_off.sends()
    await cut_off.outbox.push("1")
    await cut_off.feedback.refresh()
    said = " ".join(texts(cut_off.form()))
    assert "Wartet auf Netz" in said
    assert "Angekommen" not in said
    assert any("Wartet auf Netz" in line for line in await cut_off.sees())


@pytest.mark.anyio
async def test_number_and_time_stand_there_once_the_hub_has_confirmed(desk: Desk, epoch: str) -> None:
    await desk.sends()
    assert "Angekommen" not in " ".join(texts(desk.form()))
    await desk.outbox.push(epoch)
    await desk.feedback.refresh()
    item = desk.feedback.state.item
    assert item and item.number
    assert f"Angekommen\u00a0· Nr. {item.number}\u00a0· " in " ".join(texts(desk.form()))


@pytest.mark.anyio
async def test_what_was_typed_is_there_after_the_app_was_killed(
    desk: Desk, private: PrivateStore, client: HubClient, clock: Clock
) -> None:
    await desk.feedback.show("/hilfe", "Hilfe")
    for end in range(1, 9):
        await desk.feedback.write(text="Die Liste"[:end])
    again = desk_on(private, client, clock)
    await again.feedback.show("/hilfe", "Hilfe")
    assert again.feedback.state.body["text"] == "Die List"
    assert "Das haben Sie hier schon geschrieben. Es ist noch nicht gesendet." in texts(again.form())
    await again.mine.refresh()
    assert len(again.mine.state.items.value or ()) == 1
    await press(again.form(), "Entwurf verwerfen")
    assert "Hier ist noch nichts" in await again.sees()


@pytest.mark.anyio
async def test_a_draft_leads_back_to_where_it_was_written(desk: Desk) -> None:
    await desk.feedback.show("/hilfe/1 2", "Hilfe")
    await desk.feedback.write(text="Die Liste")
    await press(await desk.opens(desk.feedback.state.ident), "Weiter schreiben")
    assert desk.went == ["/rueckmeldung?zu=/hilfe/1%202"]


@pytest.mark.anyio
async def test_nothing_empty_is_sent(desk: Desk) -> None:
    await desk.feedback.show("/", "Startseite")
    await desk.feedback.write(text="  \n ")
    await press(desk.form(), "Senden")
    assert desk.feedback.state.lacking
    assert not desk.feedback.state.sent


@pytest.mark.anyio
async def test_a_query_is_sent_only_when_it_was_seen_and_left_there(desk: Desk) -> None:
    await desk.feedback.show("/suche", "Suche", query="Nähkurs")
    assert "Das senden wir mit. Ihr Suchwort: Nähkurs" in texts(desk.form())
    await press(desk.form(), "Suchwort nicht mitsenden")
    assert "Nähkurs" not in " ".join(texts(desk.form()))
    await desk.feedback.write(text="Ich suche einen Kurs.")
    await press(desk.form(), "Senden")
    item = await desk.outbox.get(desk.feedback.state.ident)
    assert item and "Nähkurs" not in str(item.body)


@pytest.mark.anyio
async def test_withdrawing_says_what_it_means_and_the_words_are_gone_at_the_hub(desk: Desk, epoch: str) -> None:
    ident = await desk.sends("Mein geheimer Satz")
    await desk.outbox.push(epoch)
    await press(await desk.opens(ident), "Zurückziehen")
    asked = texts(await desk.opens(ident))
    assert withdrawal_words("feedback", SAY) in asked
    await press(await desk.opens(ident), "Ja, zurückziehen")
    await desk.outbox.push(epoch)
    assert any("Zurückgezogen" in line for line in texts(await desk.opens(ident)))
    item = await desk.outbox.get(ident)
    assert item
    found = await desk.outbox.find(item.code)
    assert (found.state, found.body) == ("withdrawn", {})


@pytest.mark.anyio
async def test_it_can_be_changed_before_and_after_it_went(desk: Desk, epoch: str) -> None:
    ident = await desk.sends("Ein Anfang")
    for turn, text in enumerate(("Ein Anfang, länger", "Ganz anders")):
        await press(await desk.opens(ident), "Ändern")
        desk.one.write(text=text)
        await press(await desk.opens(ident), "Änderung senden")
        await desk.outbox.push(epoch)
        item = await desk.outbox.get(ident)
        assert item
        found = await desk.outbox.find(item.code)
        assert (found.body["text"], found.version) == (text, turn + 1)


@pytest.mark.anyio
async def test_a_guest_sees_the_code_copies_it_and_finds_the_contribution_elsewhere(
    desk: Desk, epoch: str, client: HubClient, clock: Clock
) -> None:
    ident = await desk.sends("Für später")
    await desk.outbox.push(epoch)
    screen = await desk.opens(ident)
    item = desk.one.state.item
    assert item and item.code in texts(screen)
    await press(screen, "Code kopieren")
    await press(await desk.opens(ident), "Als QR-Code zeigen")
    assert desk.copied == [item.code]
    assert desk.one.state.picture.startswith(b"\x89PNG")
    other = PrivateStore()
    elsewhere = desk_on(other, client, clock)
    await elsewhere.outbox.adopt(item.code)
    assert "Für später" in " ".join(await elsewhere.sees())
    other.close()


@pytest.mark.anyio
async def test_two_versions_are_chosen_field_by_field_and_what_was_chosen_arrives(
    desk: Desk, epoch: str, client: HubClient, clock: Clock
) -> None:
    ident = await desk.sends("Anfang")
    await desk.outbox.push(epoch)
    item = await desk.outbox.get(ident)
    assert item
    other = PrivateStore()
    second = desk_on(other, client, clock)
    await second.outbox.adopt(item.code)
    await second.outbox.change(ident, {**item.body, "text": "Vom zweiten Gerät"})
    await second.outbox.push(epoch)
    await desk.outbox.change(ident, {**item.body, "text": "Vom ersten Gerät"})
    await desk.outbox.push(epoch)
    screen = await desk.opens(ident)
    assert {"Ihre Fassung", "Vom ersten Gerät", "Andere Fassung", "Vom zweiten Gerät"} <= set(texts(screen))
    assert "So senden" not in buttons(screen)
    await press(screen, "Andere Fassung nehmen")
    await press(await desk.opens(ident), "So senden")
    await desk.outbox.push(epoch)
    found = await desk.outbox.find(item.code)
    assert found.body["text"] == "Vom zweiten Gerät"
    assert any(line.startswith("Angekommen") for line in texts(await desk.opens(ident)))
    other.close()


@pytest.mark.anyio
async def test_what_waits_under_another_name_is_counted_but_not_shown(private: PrivateStore, desk: Desk) -> None:
    class Anna:
        account_id = named_id("anna")

        async def call(self, *_: Any, **__: Any) -> Any:
            raise AssertionError("nothing is sent here")

    clock = Clock()
    hers = Outbox(private, HubClient.at("http://127.0.0.1:9"), Anna(), clock)
    await hers.put("feedback", {"about": "/", "text": "Nur für Anna", "query": ""}, "Startseite")
    said = " ".join(await desk.sees())
    assert "1 Beitrag wartet, bis Sie sich wieder anmelden." in said
    assert "Nur für Anna" not in said


@pytest.mark.anyio
async def test_a_thing_that_is_not_here_has_a_way_back(desk: Desk) -> None:
    await press(await desk.opens("00000000-0000-4000-8000-000000000000"), "Zurück zur Liste")
    assert desk.went == ["/beitraege"]


@pytest.mark.parametrize("code", [Code.HUB_SILENT, Code.SESSION_ENDED, Code.TOO_MANY])
def test_a_waiting_one_says_why_and_what_happens_next(code: Code) -> None:
    from views.examples.items import OPEN, made
    from views.sending import reason_lines, state_words

    item = made(1, state="waiting", problem=code, **OPEN)
    words = {
        Code.HUB_SILENT: "Wartet auf Netz",
        Code.SESSION_ENDED: "Wartet auf Ihre Anmeldung",
        Code.TOO_MANY: "Wartet",
    }
    assert state_words(item, SAY) == words[code]
    assert reason_lines(item, SAY)
