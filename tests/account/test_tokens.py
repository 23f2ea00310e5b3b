"""What the device keeps of a sign-in, and where."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from contract.endpoints import ME
from contract.problems import Code, Refused
from services.account.session import SignIn, SignInState
from services.secrets import SecretStore
from tests.account.conftest import ERIKA, Device
from tests.account.rings import Ring
from tests.services.wires import BentWire

pytestmark = pytest.mark.anyio

LONG = 16 * 60
REFRESH = "/v1/session/refresh"


def cut(request: httpx.Request, response: httpx.Response) -> httpx.Response:
    raise httpx.ReadError("cut")


def count(wire: BentWire, path: str) -> int:
    return wire.asked.count(path)


async def refused(verb: Any) -> Code:
    with pytest.raises(Refused) as caught:
        await verb
    return caught.value.code


@pytest.mark.parametrize("rubbish", ["", "{}", "[]", "\x00", '{"access_token": 1}'])
async def test_secrets_that_make_no_sense_are_a_guest(device: Device, ring: Ring, rubbish: str) -> None:
    here = device(ring)
    await here.sign_up(ERIKA)
    ring.kept = dict.fromkeys(ring.kept, rubbish)
    after = device(ring)
    await after.wake()
    assert after.state == SignInState()


async def test_a_guest_speaks_without_a_token(device: Device, wire: BentWire) -> None:
    here, headers = device(), list[httpx.Headers]()

    def look(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        headers.append(request.headers)
        return response

    wire.bend = look
    assert await refused(here.call(ME)) is Code.SIGN_IN_NEEDED
    assert "authorization" not in headers[0]


async def test_tokens_of_two_hubs_are_kept_apart(ring: Ring) -> None:
    one, two = SecretStore(ring, room="https://a.invalid"), SecretStore(ring, room="https://b.invalid")
    one.set("session", "geheim")
    assert (one.get("session"), two.get("session")) == ("geheim", None)


async def test_a_process_of_many_never_asks_the_key_ring_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("the key ring of the machine was asked")

    monkeypatch.setattr("keyring.backend.get_all_keyring", asked)
    with pytest.raises(AssertionError):
        SecretStore().get("session")
    store = SecretStore.in_memory()
    store.set("session", "geheim")
    assert (store.get("session"), store.durable) == ("geheim", False)


async def test_nothing_is_told_to_who_left(device: Device) -> None:
    here, told = device(), list[SignInState]()
    leave = here.subscribe(told.append)
    leave()
    leave()
    await here.sign_up(ERIKA)
    assert told == []
    assert isinstance(here, SignIn)
