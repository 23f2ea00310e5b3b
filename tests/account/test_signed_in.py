"""Signing in, as the device sees it, with a real hub: it lasts, it is renewed, it ends, and it is nobody else's."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from contract.account import AccountChange, Credentials, Deletion, NewAccount, PasswordChange, Recovery
from contract.endpoints import ME
from contract.problems import Code, Offline, Refused
from services.account.session import SignInState
from services.local_private import PrivateStore
from tests.account.conftest import ERIKA, KNOWN, Device, Time
from tests.account.rings import Ring
from tests.services.wires import BentWire

pytestmark = pytest.mark.anyio

LONG = 16 * 60
REFRESH = "/v1/session/refresh"


def cut(request: httpx.Request, response: httpx.Response) -> httpx.Response:
    raise httpx.ReadError("cut")


def count(wire: BentWire, path: str) -> int:
    return wire.asked.count(path)


def holding(folder: Path, word: str) -> int:
    """How many files of a folder have a word in their bytes."""
    return sum(word.encode() in path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def refused(verb: Any) -> Code:
    with pytest.raises(Refused) as caught:
        await verb
    return caught.value.code


async def test_somebody_makes_an_account_and_is_signed_in(device: Device, ring: Ring) -> None:
    here, told = device(ring), list[SignInState]()
    here.subscribe(told.append)
    code = await here.sign_up(ERIKA)
    assert code
    assert (here.state.account and here.state.account.nickname, here.state.durable) == ("Erika", True)
    assert here.account_id == here.state.account.id  # type: ignore[union-attr]
    assert [state.account is not None for state in told] == [True]
    assert [session.device for session in await here.sessions()] == ["Laptop"]


async def test_whoever_signed_in_still_is_after_a_restart_without_a_network(
    device: Device, ring: Ring, wire: BentWire
) -> None:
    before = device(ring)
    await before.sign_up(ERIKA)
    wire.bend = cut
    after = device(ring)
    await after.wake()
    assert after.state == before.state
    with pytest.raises(Offline):
        await after.call(ME)
    assert after.account_id == before.account_id, "a wire that gives nothing signs nobody out"


async def test_without_a_key_ring_a_sign_in_lasts_until_the_app_is_closed(device: Device) -> None:
    here = device()
    await here.wake()
    await here.sign_up(ERIKA)
    assert (here.state.durable, bool(here.account_id)) == (False, True)
    again = device()
    await again.wake()
    assert again.state == SignInState(None, durable=False)


async def test_a_key_ring_that_fails_is_given_up_for_memory(device: Device, ring: Ring) -> None:
    here = device(ring)
    await here.wake()
    ring.locked = True
    await here.sign_up(ERIKA)
    assert (here.state.durable, bool(here.account_id)) == (False, True)
    await here.call(ME)


async def test_tokens_are_never_in_a_file(device: Device, tmp_path: Path, wire: BentWire, hub_time: Time) -> None:
    private = PrivateStore(tmp_path / "private.db")
    seen: set[str] = set()

    def look(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        if "token" in response.text:
            seen.update(str(response.json()[name]) for name in ("access_token", "refresh_token"))
        return response

    wire.bend = look
    here = device()
    await here.sign_up(ERIKA)
    hub_time.pass_by(LONG)
    await here.call(ME)
    await private.set("language", "de")
    private.close()
    assert (len(seen), holding(tmp_path, "language"), [holding(tmp_path, token) for token in seen]) == (4, 1, [0] * 4)


async def test_that_a_session_ended_is_told_even_after_a_restart_until_it_was_heard(
    device: Device, ring: Ring, wire: BentWire
) -> None:
    here, other = device(ring), device()
    await here.sign_up(ERIKA)
    await other.sign_in(KNOWN)
    for session in await other.sessions():
        if not session.current:
            await other.end_session(session.id)
    assert await refused(here.call(ME)) is Code.SESSION_ENDED
    again = device(ring)
    await again.wake()
    assert (again.state.ended, again.account_id) == (True, "")
    await again.heard()
    assert (again.state.ended, ring.kept) == (False, {})


async def test_signing_out_holds_at_once_and_without_a_network(device: Device, ring: Ring, wire: BentWire) -> None:
    here = device(ring)
    await here.sign_up(ERIKA)
    wire.bend = cut
    await here.sign_out()
    assert (here.state.account, ring.kept) == (None, {})
    wire.bend = None
    assert await refused(here.call(ME)) is Code.SIGN_IN_NEEDED


async def test_signing_out_ends_the_session_at_the_hub_even_with_a_token_that_is_over(
    device: Device, ring: Ring, hub_time: Time
) -> None:
    here, other = device(ring), device()
    await here.sign_up(ERIKA)
    await other.sign_in(KNOWN)
    hub_time.pass_by(LONG)
    await here.sign_out()
    assert [session.current for session in await other.sessions()] == [True]


async def test_what_was_asked_in_one_name_is_never_answered_in_another(
    device: Device, ring: Ring, wire: BentWire, hub_time: Time
) -> None:
    here = device(ring)
    await here.sign_up(NewAccount(nickname="Franz", password=ERIKA.password))
    await here.sign_up(ERIKA)
    hub_time.pass_by(LONG)
    arrived, go_on = asyncio.Event(), asyncio.Event()
    ask = wire.handle_async_request

    async def late(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/v1/me" and not go_on.is_set():
            arrived.set()
            await go_on.wait()
        return await ask(request)

    wire.handle_async_request = late  # type: ignore[method-assign]
    asked = asyncio.create_task(here.call(ME))
    await arrived.wait()
    await here.sign_in(Credentials(nickname="Franz", password=ERIKA.password))
    before = len(wire.asked)
    go_on.set()
    assert await refused(asked) is Code.SESSION_ENDED
    assert wire.asked[before:] == ["/v1/me"], "once, as Erika, and never again as Franz"
    assert here.state.account
    assert (here.state.account.nickname, here.state.ended) == ("Franz", False)


async def test_signing_in_as_somebody_else_ends_the_session_before(device: Device, ring: Ring) -> None:
    other, here = device(), device(ring)
    await other.sign_up(ERIKA)
    await here.sign_in(KNOWN)
    await here.sign_up(NewAccount(nickname="Franz", password=ERIKA.password))
    assert [session.current for session in await other.sessions()] == [True]


async def test_a_wrong_password_changes_nothing(device: Device, ring: Ring) -> None:
    here = device(ring)
    await here.sign_up(ERIKA)
    before = here.state, dict(ring.kept)
    wrong = Credentials(nickname="Erika", password="falsch")
    assert await refused(here.sign_in(wrong)) is Code.SIGN_IN_WRONG
    assert await refused(here.sign_in(wrong)) is Code.SIGN_IN_WRONG
    assert (here.state, ring.kept) == before


async def test_a_forgotten_password_is_replaced_with_the_recovery_code(device: Device) -> None:
    here, there = device(), device()
    code = await here.sign_up(ERIKA)
    fresh = "Ein ganz neues Wort 2"
    following = await there.recover(Recovery(nickname="erika", code=code, new_password=fresh))
    assert (following != code, there.account_id) == (True, here.account_id)
    assert await refused(here.call(ME)) is Code.SESSION_ENDED


async def test_name_address_and_password_are_changed_and_the_screens_know(device: Device, ring: Ring) -> None:
    here = device(ring)
    await here.sign_up(ERIKA)
    await here.change(AccountChange(email="erika@example.org", password=ERIKA.password))
    await here.change(AccountChange(nickname="Erika M"))
    assert here.state.account
    assert (here.state.account.nickname, here.state.account.email) == ("Erika M", "erika@example.org")
    await here.change(AccountChange(email=None, password=ERIKA.password))
    assert here.state.account.email is None
    await here.change_password(PasswordChange(old_password=ERIKA.password, new_password="Ein ganz neues Wort 2"))
    after = device(ring)
    await after.wake()
    assert after.state == here.state


async def test_a_deleted_account_leaves_a_guest(device: Device, ring: Ring) -> None:
    here = device(ring)
    await here.sign_up(ERIKA)
    assert (await here.export())[:2] == b"PK"
    assert await refused(here.delete(Deletion(nickname="Erika", password="falsch"))) is Code.SIGN_IN_WRONG
    assert here.account_id
    await here.delete(Deletion(nickname="Erika", password=ERIKA.password))
    assert (here.state.account, here.state.ended, ring.kept) == (None, False, {})
    assert await refused(here.sign_in(KNOWN)) is Code.SIGN_IN_WRONG
