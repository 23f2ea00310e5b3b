"""Signing in, as the device sees it, with a real hub: it lasts, it is renewed, it ends, and it is nobody else's."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest

from contract.account import AccountChange, Credentials, Deletion, NewAccount, PasswordChange, Recovery
from contract.endpoints import ME, MY_CONTRIBUTIONS
from contract.problems import Code, Offline, Refused
from services.account.session import SignIn, SignInState
from services.local_private import PrivateStore
from services.secrets import SecretStore
from tests.account.conftest import ERIKA, KNOWN, Device, Time
from tests.account.rings import Ring
from tests.services.wires import BentWire, only, portal

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


async def test_a_token_that_is_over_is_renewed_and_the_call_goes_on(
    device: Device, ring: Ring, wire: BentWire, hub_time: Time
) -> None:
    here = device(ring)
    await here.sign_up(ERIKA)
    first = dict(ring.kept)
    hub_time.pass_by(LONG)
    assert (await here.call(MY_CONTRIBUTIONS)).value.items == ()  # type: ignore[union-attr]
    assert (count(wire, REFRESH), ring.kept != first) == (1, True)
    await here.call(ME)
    assert count(wire, REFRESH) == 1


async def test_many_calls_at_once_renew_once(device: Device, ring: Ring, wire: BentWire, hub_time: Time) -> None:
    here = device(ring)
    await here.sign_up(ERIKA)
    hub_time.pass_by(LONG)
    answers = await asyncio.gather(*(here.call(ME) for _ in range(10)))
    assert (len(answers), count(wire, REFRESH)) == (10, 1)


async def test_two_processes_with_one_key_ring_do_not_end_each_other(
    device: Device, ring: Ring, wire: BentWire, hub_time: Time
) -> None:
    one, two = device(ring), device(ring)
    await one.sign_up(ERIKA)
    await two.wake()
    for turn in (one, two, two, one):
        hub_time.pass_by(LONG)
        await turn.call(ME)
    assert one.account_id == two.account_id != ""


async def test_a_renewed_token_is_kept_although_nobody_waits_for_it_any_more(
    device: Device, ring: Ring, wire: BentWire, hub_time: Time
) -> None:
    here = device(ring)
    await here.sign_up(ERIKA)
    hub_time.pass_by(LONG)
    old, left = dict(ring.kept), list[asyncio.Task[Any]]()

    def leave(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        left[0].cancel()
        return response

    wire.bend = only(REFRESH, leave)
    left.append(asyncio.create_task(here.call(ME)))
    with pytest.raises(asyncio.CancelledError):
        await left[0]
    wire.bend = None
    await here.call(ME)
    assert (count(wire, REFRESH), ring.kept != old) == (1, True)


async def test_an_answer_to_a_renewal_that_got_lost_signs_nobody_out(
    device: Device, ring: Ring, wire: BentWire, hub_time: Time
) -> None:
    here = device(ring)
    await here.sign_up(ERIKA)
    hub_time.pass_by(LONG)
    wire.bend = only(REFRESH, cut)
    with pytest.raises(Offline):
        await here.call(ME)
    wire.bend = None
    await here.call(ME)
    assert here.account_id


@pytest.mark.parametrize("bend", [cut, portal])
async def test_a_wire_that_fails_in_mid_renewal_signs_nobody_out(
    device: Device, ring: Ring, wire: BentWire, hub_time: Time, bend: Any
) -> None:
    here = device(ring)
    await here.sign_up(ERIKA)
    hub_time.pass_by(LONG)
    wire.bend = bend
    with pytest.raises(Offline):
        await here.call(ME)
    assert (bool(here.account_id), here.state.ended) == (True, False)


async def test_a_stolen_token_ends_the_session_for_both_and_the_person_is_told(
    device: Device, ring: Ring, wire: BentWire, hub_time: Time
) -> None:
    here, thief = device(ring), Ring()
    await here.sign_up(ERIKA)
    thief.kept = dict(ring.kept)
    there = device(thief)
    await there.wake()
    hub_time.pass_by(LONG)
    await there.call(ME)
    hub_time.pass_by(LONG)
    assert await refused(here.call(ME)) is Code.SESSION_ENDED
    assert await refused(there.call(ME)) is Code.SESSION_ENDED
    assert (here.state.ended, here.account_id, there.account_id) == (True, "", "")


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
    await here.change(AccountChange(email="erika@example.org"))
    await here.change(AccountChange(nickname="Erika M"))
    assert here.state.account
    assert (here.state.account.nickname, here.state.account.email) == ("Erika M", "erika@example.org")
    await here.change(AccountChange(email=None))
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
