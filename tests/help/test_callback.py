"""Ruf mich zurück: only what is needed, who sees it before it goes, how far it got, and nothing after thirty days."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from contract.contributions import CONTRIBUTIONS
from contract.text import LANGUAGES, LanguageTag
from services.hub import HubClient
from services.language import Language
from services.local_private import PrivateStore
from tests.help.callbacks import OFFER, REACH, SAY, Asking, answered, sent, spoken, taken
from tests.hub.desks import fill
from tests.services.writing import FatefulWire
from tests.trees import buttons, flaws, levels, press, texts
from views.account.contributions.changing import form as changing_form
from views.examples import items
from views.help.callback import samples as callback_samples
from views.sending import state_words
from views.writing import form_address, lines_of


@pytest.fixture
async def asking(private: PrivateStore, client: HubClient, hub_app: Any) -> Asking:
    taken(hub_app)
    one = Asking(private, client)
    await one.opens()
    return one


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_sample_is_sound_in_both_languages(tag: LanguageTag) -> None:
    drawn = callback_samples.samples(Language(tag))
    assert {"full", "empty", "busy", "failed", "stale", "longest"} <= drawn.keys()
    assert {name: flaws(screen) for name, screen in drawn.items() if flaws(screen)} == {}
    assert all(levels(screen)[0] == 1 for screen in drawn.values())


def test_before_anything_goes_it_says_who_sees_it_and_for_how_long() -> None:
    said = " ".join(texts(callback_samples.samples(SAY)["empty"]))
    assert "Nur diese Stelle: Muster-Wohlfahrtsverband Würzburg" in said
    assert f"Nach {CONTRIBUTIONS['call-backs'].days} Tagen wird alles gelöscht" in said


@pytest.mark.anyio
async def test_a_name_and_one_way_are_enough_and_nothing_else_is_asked_for(asking: Asking, hub_app: Any) -> None:
    item = await sent(asking, hub_app)
    assert {name: value for name, value in item.body.items() if value} == {
        "offer": OFFER.id,
        "name": "Mika",
        "way": "phone",
        "reach": REACH,
    }


@pytest.mark.anyio
async def test_what_is_missing_is_said_beside_its_field_and_nothing_is_sent(asking: Asking) -> None:
    await press(asking.screen(), "Senden")
    said = asking.says()
    assert "Bitte schreiben Sie einen Namen." in said
    assert "Ohne das kann Sie niemand erreichen." in said
    await asking.act.write(name="Mika", way="phone")
    await press(asking.screen(), "Senden")
    assert "Bitte schreiben Sie einen Namen." not in asking.says()
    assert "Ohne das kann Sie niemand erreichen." in asking.says()
    assert [item.state for item in await asking.outbox.items()] == ["draft"]


@pytest.mark.anyio
async def test_another_way_asks_for_its_own_address(asking: Asking) -> None:
    assert "Ihre Telefonnummer" in asking.says()
    await press(asking.screen(), "E-Mail")
    assert "Ihre E-Mail-Adresse" in asking.says()
    assert asking.act.state.body["way"] == "mail"


@pytest.mark.anyio
async def test_who_does_not_want_to_come_alone_finds_that_switched_on_and_may_change_it(asking: Asking) -> None:
    await asking.opens(company=True)
    assert texts(asking.screen())[0] == "Ich komme nicht allein"
    await press(asking.screen(), "Ich komme nicht allein")
    assert asking.act.state.body["company"] is False


@pytest.mark.anyio
async def test_each_step_is_said_only_once_it_is_so(asking: Asking, hub_app: Any) -> None:
    await asking.act.write(name="Mika", way="phone", reach=REACH)
    await press(asking.screen(), "Senden")
    assert spoken(asking) == "Schritt 1 von 4: Wartet auf Netz"
    await asking.outbox.push(hub_app.state.hub.epoch)
    await asking.act.refresh()
    assert spoken(asking) == "Schritt 2 von 4: Angekommen"
    await answered(asking.item, hub_app, "in-progress")
    await asking.opens()
    assert spoken(asking) == "Schritt 3 von 4: Gesehen"
    assert state_words(asking.item, SAY) == "Gesehen"
    await answered(asking.item, hub_app, "answered")
    await asking.opens()
    assert spoken(asking) == "Schritt 4 von 4: Beantwortet"
    assert "Dazu: answered" in asking.says()


@pytest.mark.anyio
async def test_without_a_network_the_last_answer_stands(asking: Asking, hub_app: Any, private: PrivateStore) -> None:
    await sent(asking, hub_app)
    wire = FatefulWire(hub_app)
    wire.fate = lambda _request: "unsent"
    later = Asking(private, HubClient(wire, "http://hub.invalid"))
    await later.opens()
    assert spoken(later) == "Schritt 2 von 4: Angekommen"


@pytest.mark.anyio
async def test_taken_back_it_is_gone_at_the_hub_and_one_may_ask_again(asking: Asking, hub_app: Any) -> None:
    item = await sent(asking, hub_app)
    await press(asking.screen(), "Zurückziehen")
    await asking.outbox.push(hub_app.state.hub.epoch)
    assert (await asking.outbox.find(item.code)).body == {}
    await asking.act.refresh()
    await press(asking.screen(), "Noch eine Bitte schreiben")
    assert "Wie sollen wir Sie nennen?" in asking.says()


@pytest.mark.anyio
async def test_once_its_days_are_over_nothing_of_it_stands_there(asking: Asking, hub_app: Any) -> None:
    item = await sent(asking, hub_app)
    assert item.received_at is not None
    day = SAY.date(item.received_at + timedelta(CONTRIBUTIONS["call-backs"].days))
    assert f"Am {day} wird alles gelöscht." in asking.says()
    asking.at = item.received_at + timedelta(CONTRIBUTIONS["call-backs"].days)
    await asking.act.refresh()
    assert REACH not in asking.says()
    assert "Wie sollen wir Sie nennen?" in asking.says()
    assert asking.act.state.body == {}


@pytest.mark.anyio
async def test_where_nobody_would_read_it_the_hub_refuses_and_that_is_said(
    private: PrivateStore, client: HubClient, hub_app: Any
) -> None:
    fill(hub_app, OFFER)
    alone = Asking(private, client)
    await alone.opens()
    assert (await sent(alone, hub_app)).state == "refused"
    assert "Diese Stelle nimmt zurzeit keine Bitte um Rückruf an." in alone.says()
    assert "Fehler der App" not in alone.says()
    await press(alone.screen(), "Verwerfen")
    assert await alone.outbox.items() == ()


@pytest.mark.anyio
async def test_who_leaves_quickly_leaves_nothing_half_written_and_what_was_sent_stays(
    asking: Asking, hub_app: Any
) -> None:
    item = await sent(asking, hub_app)
    asking.act.again()
    await asking.act.write(name="Mika", reach=REACH)
    await asking.act.vanish()
    assert [each.id for each in await asking.outbox.items()] == [item.id]
    assert asking.act.state.body == {}


def test_who_takes_no_requests_is_not_asked() -> None:
    screen = callback_samples.samples(SAY)["not-taken"]
    assert "Diese Stelle nimmt zurzeit keine Bitte um Rückruf an. Rufen Sie dort an." in texts(screen)
    assert "Senden" not in buttons(screen)


def test_in_the_list_its_way_and_answers_are_words() -> None:
    said = {name: value for name, _label, value in lines_of("call-backs", items.CALL, SAY)}
    assert (said["way"], said["company"]) == ("Anruf", "Ja")
    assert form_address("call-backs", items.CALL) == f"/rueckruf/{items.CALL['offer']}"


@pytest.mark.anyio
async def test_changed_later_the_way_is_chosen_not_typed(asking: Asking, hub_app: Any) -> None:
    item = await sent(asking, hub_app)
    await asking.one.show(item.id)
    asking.one.change()
    drawn = changing_form(item, asking.one.state, asking.one, SAY)
    await press(drawn, "E-Mail")
    assert asking.one.state.body["way"] == "mail"
