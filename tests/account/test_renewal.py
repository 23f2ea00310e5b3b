"""Tokens that are over, as the device sees it: renewed once for all, and ended for a thief."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx
import pytest

from contract.endpoints import ME, MY_CONTRIBUTIONS
from contract.problems import Code, Offline, Refused
from tests.account.conftest import ERIKA, Device, Time
from tests.account.rings import Ring
from tests.services.wires import BentWire, only, portal

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
