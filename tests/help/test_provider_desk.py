"""The desk of a provider: requests first, "stimmt noch" with a tap, and nothing of it left for whoever comes next."""

from __future__ import annotations

from typing import Any

import pytest

from contract.contributions import Outcome
from contract.text import LANGUAGES, LanguageTag
from services.hub import HubClient
from services.language import Language
from services.local import PublicStore
from services.local_private import PrivateStore
from tests.help.callbacks import OFFER, REACH, Asking, sent
from tests.help.providers import Provider
from tests.hub.desks import OTHER, fill
from tests.trees import buttons, flaws, levels, texts
from views.help.desk import samples


@pytest.fixture
async def berta(hub_app: Any, client: HubClient, public: PublicStore) -> Provider:
    fill(hub_app, OFFER)
    one = Provider(hub_app, client, public)
    await one.enters()
    await one.syncs()
    await one.act.refresh()
    return one


@pytest.fixture
async def mika(private: PrivateStore, client: HubClient) -> Asking:
    one = Asking(private, client)
    await one.opens()
    return one


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_sample_is_sound_in_both_languages(tag: LanguageTag) -> None:
    drawn = samples.samples(Language(tag))
    assert {"full", "empty", "busy", "failed", "stale", "longest"} <= drawn.keys()
    assert {name: flaws(screen) for name, screen in drawn.items() if flaws(screen)} == {}
    assert all(levels(screen)[0] == 1 for screen in drawn.values())


def test_who_may_not_is_told_why_and_sees_nothing_else() -> None:
    drawn = samples.samples(Language("de"))
    assert list(buttons(drawn["guest"])) == ["Anmelden"]
    assert "Code der Einladung" in texts(drawn["resident"])
    assert "Ihre Angebote" not in texts(drawn["resident"])


@pytest.mark.anyio
async def test_a_tap_says_that_it_still_holds_and_everybody_reads_it(berta: Provider) -> None:
    before = berta.at_hub(OFFER).assured_date
    await berta.presses("Stimmt noch")
    assert "Stimmt noch: Wartet auf Netz" in berta.sees()
    await berta.sends()
    await berta.act.reread()
    assert "Stimmt noch: Angekommen" in berta.sees()
    assert before is None and berta.at_hub(OFFER).assured_date is not None


@pytest.mark.anyio
async def test_said_twice_it_is_said_once_more(berta: Provider) -> None:
    for _ in range(2):
        await berta.presses("Stimmt noch")
        await berta.sends()
    assert len(await berta.outbox.items("help-confirmations")) == 1
    assert berta.act.state.trouble == ""


@pytest.mark.anyio
async def test_whether_there_is_room_is_said_with_weeks_and_an_end(berta: Provider) -> None:
    await berta.presses("Ist etwas frei?")
    berta.act.type_weeks("6 Wochen")
    await berta.presses("Warteliste")
    await berta.sends()
    room = berta.at_hub(OFFER).availability
    assert room is not None
    assert (room.state, room.weeks, (room.until - room.updated).days) == ("waiting", 6, 30)


@pytest.mark.anyio
async def test_a_request_is_read_seen_and_answered(berta: Provider, mika: Asking, hub_app: Any) -> None:
    item = await sent(mika, hub_app)
    await berta.act.refresh()
    assert REACH in berta.sees()
    assert "1 Anfrage wartet" in berta.sees()
    await berta.presses("Gesehen")
    assert (await mika.outbox.find(item.code)).state == "in-progress"
    await berta.presses("Beantworten")
    berta.act.type_words("Wir rufen am Dienstag an.")
    await berta.presses("Antwort senden")
    found = await mika.outbox.find(item.code)
    assert isinstance(found.outcome, Outcome)
    assert (found.state, found.outcome.text.de) == ("answered", "Wir rufen am Dienstag an.")
    assert "Ihre Antwort: Wir rufen am Dienstag an." in berta.sees()


@pytest.mark.anyio
async def test_who_signs_in_next_sees_nothing_of_it(berta: Provider, mika: Asking, hub_app: Any) -> None:
    await sent(mika, hub_app)
    await berta.act.refresh()
    await berta.sign_in.sign_out()
    await berta.act.reread()
    assert REACH not in berta.sees()
    await berta.enters("Carla", of=OTHER)
    await berta.act.refresh()
    assert REACH not in berta.sees()
    assert "Niemand wartet auf eine Antwort." in berta.sees()


@pytest.mark.anyio
async def test_an_invitation_makes_a_provider(hub_app: Any, client: HubClient, public: PublicStore) -> None:
    fill(hub_app, OFFER)
    boss, carla = (Provider(hub_app, client, public) for _ in range(2))
    await boss.enters("Redaktion", roles="editor", of="")
    await boss.syncs()
    code = (await boss.desk.invite(OFFER.organization.id)).code
    await carla.enters("Carla", roles="", of="")
    await carla.act.refresh()
    assert OFFER.name.de not in carla.sees()
    carla.act.type_code(f" {code.lower()} ")
    await carla.presses("Einladung annehmen")
    assert OFFER.name.de in carla.sees()
    carla.act.type_code(code)
    await carla.presses("Einladung annehmen")
    assert carla.act.state.trouble == "bad-request"
