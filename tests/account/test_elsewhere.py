"""Signing in elsewhere, whole: device, hub, and a real provider, through the browser and back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import text

from contract.account import ElsewhereFinish, ElsewhereStart
from contract.endpoints import ELSEWHERE_FINISH, ELSEWHERE_START, ME
from contract.problems import Code, Refused
from hub.asgi import HubApp, create_hub
from hub.settings import HubSettings
from services.account.elsewhere import Elsewhere, WithSecrets, challenge
from services.account.loopback import Loopback
from services.account.session import SignIn
from services.clock import Clock
from services.hub import HubClient
from services.secrets import SecretStore
from tests.account.conftest import Time
from tests.account.provider import LINK, Person, at, real_provider

pytestmark = pytest.mark.anyio
BACK = "http://127.0.0.1:5000/anmeldung"
VERIFIER = "v" * 64


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    with real_provider() as url:
        yield url


@pytest.fixture
def app(issuer: str, hub_time: Time, tmp_path: Path) -> Iterator[HubApp]:
    app = create_hub(HubSettings(f"sqlite:///{tmp_path}/hub.db", seed=False, elsewhere=at(issuer)), now=hub_time)
    yield app
    app.hub.close()


@pytest.fixture
async def device(app: HubApp) -> AsyncIterator[Any]:
    """Makes devices of that hub; they have no key ring."""
    async with AsyncExitStack() as open_ones:

        def made(link: str = "") -> SignIn:
            hub = HubClient.embedded(app)
            open_ones.push_async_callback(hub.close)
            return SignIn(hub, SecretStore.in_memory(), Clock(), "Laptop", link=link)

        yield made


async def refused(verb: Any) -> Code:
    with pytest.raises(Refused) as caught:
        await verb
    return caught.value.code


async def test_a_desktop_signs_in_through_its_browser(device: Any) -> None:
    here, person = device(), Person()
    assert [(each.id, each.name) for each in await here.providers()] == [("amt", "Amt")]
    await here.elsewhere("amt", person.browse)
    assert "Sie können dieses Fenster schließen" in person.page
    assert here.state.account
    assert (here.state.account.has_password, here.state.account.email) == (False, None)
    await here.call(ME)


async def test_the_same_person_gets_the_same_account_and_another_one_another(device: Any) -> None:
    one, two, other = device(), device(), device()
    await one.elsewhere("amt", Person("erika").browse)
    await two.elsewhere("amt", Person("erika").browse)
    await other.elsewhere("amt", Person("franz").browse)
    assert one.account_id == two.account_id != other.account_id


async def test_the_hub_keeps_nothing_of_the_person_but_a_pseudonym(device: Any, app: HubApp, tmp_path: Path) -> None:
    await device().elsewhere("amt", Person("erika.mustermann@example.org").browse)
    with app.hub.database.reading() as connection:
        kept = connection.execute(text("SELECT elsewhere FROM account")).scalar_one()
        assert connection.execute(text("SELECT count(*) FROM pending")).scalar_one() == 0
    provider, _, pseudonym = kept.partition(" ")
    assert (provider, len(pseudonym)) == ("amt", 64)
    files = [path.read_bytes() for path in tmp_path.iterdir()]  # noqa: ASYNC240 - three small files
    assert any(kept.encode() in data for data in files)
    assert not any(b"mustermann" in data for data in files)


async def test_a_phone_comes_back_through_its_link(device: Any) -> None:
    here, person = device(LINK), Person(follows=False)
    await here.elsewhere("amt", person.browse)
    assert not here.account_id
    await here.finish(person.came.removeprefix("https://app.wueapp.invalid"))
    assert here.account_id
    assert await refused(here.finish(person.came)) is Code.PROVIDER_FAILED, "an address works once"


async def test_a_link_that_nobody_here_waited_for_signs_nobody_in(device: Any) -> None:
    mine, strangers = device(LINK), device(LINK)
    attacker = Person("angreifer", follows=False)
    await strangers.elsewhere("amt", attacker.browse)
    assert await refused(mine.finish(attacker.came)) is Code.PROVIDER_FAILED
    await mine.elsewhere("amt", Person(follows=False).browse)
    assert await refused(mine.finish(attacker.came)) is Code.PROVIDER_FAILED
    assert not mine.account_id


async def test_whoever_says_no_at_the_provider_stays_a_guest(device: Any) -> None:
    here, person = device(LINK), Person(denies=True, follows=False)
    await here.elsewhere("amt", person.browse)
    assert "error=access_denied" in person.came
    assert await refused(here.finish(person.came)) is Code.PROVIDER_FAILED
    assert not here.account_id


async def test_a_browser_that_never_comes_back_is_not_waited_for_without_end(app: HubApp) -> None:
    async def nowhere(url: str) -> None: ...

    hub = HubClient.embedded(app)
    waits = Elsewhere(hub, WithSecrets(SecretStore.in_memory()), Clock(), patience=0.05)
    assert await refused(waits.begin("amt", nowhere, "")) is Code.PROVIDER_FAILED
    await hub.close()


async def test_the_door_opens_only_to_the_state_it_waits_for() -> None:
    async with Loopback() as door, httpx.AsyncClient(trust_env=False) as browser:
        assert door.uri.startswith("http://127.0.0.1:")
        early = await browser.get(f"{door.uri}?state=S&code=c")
        door.expect("S")
        waiting = asyncio.create_task(door.answer(5))
        strays = [
            await browser.get(door.uri),
            await browser.get(f"{door.uri}?state=T&code=c"),
            await browser.get(f"{door.uri}?state=T&state=S&code=c"),
            await browser.post(f"{door.uri}?state=S&code=c"),
            await browser.get(f"{door.uri}/elsewhere?state=S&code=c"),
        ]
        assert [each.status_code for each in (early, *strays)] == [400, 400, 400, 400, 400, 404]
        good = await browser.get(f"{door.uri}?state=S&code=c")
        again = await browser.get(f"{door.uri}?state=S&code=d")
        assert (good.status_code, again.status_code) == (200, 400)
        assert (good.headers["referrer-policy"], good.headers["cache-control"]) == ("no-referrer", "no-store")
        assert await waiting == f"{door.uri}?state=S&code=c"


async def test_the_door_bears_rubbish() -> None:
    async with Loopback() as door, httpx.AsyncClient(trust_env=False) as browser:
        door.expect("S")
        waiting = asyncio.create_task(door.answer(5))
        port = int(door.uri.split(":")[2].partition("/")[0])
        for rubbish in (b"\r\n\r\n", b"\xff\xfe\r\n\r\n", b"GET http://[ HTTP/1.1\r\n\r\n", b"x" * 40_000, b""):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(rubbish)
            writer.write_eof()
            await asyncio.gather(reader.read(), return_exceptions=True)
            writer.close()
        assert (await browser.get(f"{door.uri}?state=S&code=c")).status_code == 200
        assert "code=c" in await waiting


async def begun(hub: HubClient, verifier: str = VERIFIER, person: str = "erika") -> dict[str, str]:
    """State and code of a sign-in that has come back from the provider."""
    wish = ElsewhereStart(provider="amt", redirect_uri=BACK, code_challenge=challenge(verifier))
    started: Any = await hub.call(ELSEWHERE_START, body=wish)
    browser = Person(person, follows=False)
    await browser.browse(started.value.url)
    return {"state": started.value.state, "code": httpx.URL(browser.came).params["code"]}


@pytest.fixture
async def hub(app: HubApp) -> AsyncIterator[HubClient]:
    client = HubClient.embedded(app)
    yield client
    await client.close()


async def test_a_code_is_worth_nothing_to_who_did_not_begin(hub: HubClient) -> None:
    mine = await begun(hub)
    stolen = ElsewhereFinish(**mine, code_verifier="w" * 64)
    assert await refused(hub.call(ELSEWHERE_FINISH, body=stolen)) is Code.SIGN_IN_WRONG


async def test_a_state_works_once_and_not_for_ever(hub: HubClient, hub_time: Time) -> None:
    done = ElsewhereFinish(**await begun(hub), code_verifier=VERIFIER)
    await hub.call(ELSEWHERE_FINISH, body=done)
    assert await refused(hub.call(ELSEWHERE_FINISH, body=done)) is Code.SIGN_IN_WRONG
    late = ElsewhereFinish(**await begun(hub), code_verifier=VERIFIER)
    hub_time.pass_by(601)
    assert await refused(hub.call(ELSEWHERE_FINISH, body=late)) is Code.SIGN_IN_WRONG


async def test_a_code_of_another_sign_in_does_not_fit(hub: HubClient) -> None:
    mine, other = await begun(hub), await begun(hub, person="angreifer")
    mixed = ElsewhereFinish(state=mine["state"], code=other["code"], code_verifier=VERIFIER)
    assert await refused(hub.call(ELSEWHERE_FINISH, body=mixed)) is Code.PROVIDER_FAILED


@pytest.mark.parametrize(
    ("provider", "redirect_uri", "code"),
    [("nobody", BACK, Code.NOT_FOUND), ("amt", "https://evil.invalid/anmeldung", Code.BAD_REQUEST)],
)
async def test_a_beginning_that_leads_astray_is_refused(
    hub: HubClient, provider: str, redirect_uri: str, code: Code
) -> None:
    wish = ElsewhereStart(provider=provider, redirect_uri=redirect_uri, code_challenge="c" * 43)
    assert await refused(hub.call(ELSEWHERE_START, body=wish)) is code


async def test_a_provider_that_is_down_is_told_as_such_and_the_hub_goes_on(hub_time: Time) -> None:
    app = create_hub(HubSettings(seed=False, elsewhere=at("http://127.0.0.1:9")), now=hub_time)
    client = HubClient.embedded(app)
    wish = ElsewhereStart(provider="amt", redirect_uri=BACK, code_challenge="c" * 43)
    assert await refused(client.call(ELSEWHERE_START, body=wish)) is Code.PROVIDER_FAILED
    await client.close()
    app.hub.close()
