"""Signing in elsewhere by the screens: at a real provider, through the browser and back, or plainly not."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from contract.problems import Code
from hub.asgi import create_hub
from hub.settings import HubSettings
from services.clock import Clock
from services.hub import HubClient
from tests.account.provider import LINK, Person, at, real_provider
from tests.account.signing import SAY, Device
from tests.trees import buttons, texts
from views.account.sign_in.screen import return_screen

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with real_provider() as url:
        yield url


@pytest.fixture
async def hub(issuer: str, tmp_path: Path) -> AsyncIterator[HubClient]:
    """A hub that knows one provider."""
    app = create_hub(HubSettings(f"sqlite:///{tmp_path}/hub.db", seed=False, elsewhere=at(issuer)))
    client = HubClient.embedded(app)
    yield client
    await client.close()
    app.hub.close()


async def test_a_provider_is_offered_by_its_name_and_signs_in_through_the_browser(hub: HubClient) -> None:
    person = Person()
    desk = Device(hub, Clock(), browse=person.browse)
    await desk.entrance.refresh()
    await desk.presses(desk.entrance, "Anmelden mit Amt")
    assert desk.went == ["/konto"]
    await desk.account.refresh()
    assert "Sie melden sich auf einer anderen Seite an. Hier haben Sie kein Passwort." in desk.sees(desk.account)


async def test_who_is_led_back_by_an_address_is_signed_in_there(hub: HubClient) -> None:
    person = Person(follows=False)
    phone = Device(hub, Clock(), browse=person.browse, link=LINK)
    await phone.entrance.refresh()
    await phone.presses(phone.entrance, "Anmelden mit Amt")
    assert phone.went == []
    await phone.entrance.finish(person.came)
    assert phone.went == ["/konto"]


async def test_an_address_that_nobody_here_waits_for_is_refused_with_a_way_on(hub: HubClient) -> None:
    phone = Device(hub, Clock(), link=LINK)
    await phone.entrance.finish(f"{LINK}?code=abc&state=def")
    drawn = return_screen(phone.entrance.state, phone.entrance, SAY)
    assert " ".join(SAY.problem(Code.PROVIDER_FAILED)) in texts(drawn)
    assert "Noch einmal anmelden" in buttons(drawn)
    assert phone.sign_in.account_id == ""


async def test_who_says_no_at_the_provider_is_told_and_can_go_on(hub: HubClient) -> None:
    person = Person(denies=True, follows=False)
    phone = Device(hub, Clock(), browse=person.browse, link=LINK)
    await phone.entrance.elsewhere("amt")
    await phone.entrance.finish(person.came)
    assert " ".join(SAY.problem(Code.PROVIDER_FAILED)) in phone.sees(phone.entrance)
    assert not phone.entrance.state.away


async def test_where_no_address_leads_back_no_provider_is_offered(hub: HubClient) -> None:
    served = Device(hub, Clock(), elsewhere=False)
    await served.entrance.refresh()
    assert not any(name.startswith("Anmelden mit") for name in buttons(served.screen(served.entrance)))
