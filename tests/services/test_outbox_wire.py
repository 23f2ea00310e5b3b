"""Owns the proof that a bad network neither loses nor doubles a write, nor says "arrived" of it; it must not draw."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import httpx
import pytest

from contract.problems import Code
from services.outbox_round import FIRST_PAUSE, LONGEST_PAUSE
from tests.services.wires import broken, portal, with_body
from tests.services.writing import FEEDBACK, Device, once, rows, when

pytestmark = pytest.mark.anyio
Bend = Callable[[httpx.Request, httpx.Response], httpx.Response]


def swapped(**said: Any) -> Bend:
    """An answer of our hub, but with other values in it: one for somebody or something else."""

    def bend(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        return httpx.Response(response.status_code, json={**response.json(), **said})

    return bend


def cut(request: httpx.Request, response: httpx.Response) -> httpx.Response:
    return with_body(response, response.content[:40])


def says(status: int, code: str = "", **headers: str) -> Bend:
    problem = {"type": "about:blank", "title": "", "status": status, "code": code}
    media = {"content-type": "application/problem+json", **headers}
    return lambda request, response: httpx.Response(status, json=problem, headers=media)


@pytest.mark.parametrize(
    "bend",
    [
        portal,
        broken,
        cut,
        swapped(id="0192f000-0000-7000-8000-00000000000a"),
        swapped(kind="help-checks"),
        swapped(version=0),
        swapped(epoch=""),
        swapped(body={**FEEDBACK, "text": "Von jemand anderem"}),
        lambda request, response: httpx.Response(204),
        lambda request, response: httpx.Response(200, json={"status": "ok"}),
        lambda request, response: httpx.Response(304),
        says(408),
        says(425),
        says(409, "still-working"),
        says(429, "too-many"),
        says(401, "session-ended"),
        says(503, "hub-broken"),
        says(412, "changed-meanwhile"),
    ],
)
async def test_whoever_else_answers_it_has_not_arrived_and_later_arrives_once(
    hub_app: Any, device: Device, bend: Bend
) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    device.wire.bend = bend
    await device.push()
    waits = await device.item(item.id)
    assert waits.state == "waiting"
    assert waits.problem is not None
    device.wire.bend = None
    device.later()
    await device.push()
    assert (await device.item(item.id)).state == "arrived"
    assert [row[2:] for row in rows(hub_app)] == [(1, "received")]


@pytest.mark.parametrize("fate", ["unsent", "lost", "twice"])
async def test_every_step_survives_a_lost_or_doubled_message(hub_app: Any, device: Device, fate: str) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    for step in ("send", "change", "withdraw"):
        if step == "change":
            await device.outbox.change(item.id, {**FEEDBACK, "text": "Anders"})
        if step == "withdraw":
            await device.outbox.withdraw(item.id)
        device.wire.fate = once("DELETE" if step == "withdraw" else "PUT", fate)
        await device.push()
        device.later()
        await device.push()
    assert (await device.item(item.id)).state == "withdrawn"
    assert [row[2:] for row in rows(hub_app)] == [(3, "withdrawn")]


async def test_dying_between_the_answer_and_the_disk_leads_to_the_same_write_again(
    hub_app: Any, device: Device
) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    keys: list[str] = []

    class Dies(BaseException):
        """The process ends here."""

    def dies(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        keys.append(request.headers["idempotency-key"])
        if len(keys) == 1:
            raise Dies
        return response

    device.wire.bend = dies
    with pytest.raises(Dies):
        await device.push()
    device.restart()
    assert (await device.item(item.id)).state == "waiting"  # nothing is being sent while nobody sends
    await device.push()
    assert (await device.item(item.id)).state == "arrived"
    assert len(set(keys)) == 1
    assert [row[2:] for row in rows(hub_app)] == [(1, "received")]


async def test_what_is_changed_while_it_is_under_way_goes_out_after_it(hub_app: Any, device: Device) -> None:
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    device.wire.fate = once("PUT", "lost")
    await device.push()
    await device.outbox.change(item.id, {**FEEDBACK, "text": "Inzwischen anders"})
    device.later()
    await device.push()
    assert (await device.item(item.id)).state == "arrived"
    assert (await device.outbox.find(item.code)).body["text"] == "Inzwischen anders"
    assert [row[2:] for row in rows(hub_app)] == [(2, "received")]


async def test_one_that_poisons_the_hub_or_hangs_does_not_hold_up_the_others(hub_app: Any, device: Device) -> None:
    poison = [await device.outbox.put("feedback", FEEDBACK, str(number)) for number in range(2)]
    sound = [await device.outbox.put("feedback", FEEDBACK, f"gut {number}") for number in range(3)]

    def bend(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        if request.url.path.endswith(poison[0].id):
            return httpx.Response(500)
        if request.url.path.endswith(poison[1].id):
            raise httpx.ReadTimeout("hangs", request=request)
        return response

    device.wire.bend = bend
    for _ in range(3):
        await device.push()
        device.later(1)
    assert [(await device.item(item.id)).state for item in sound] == ["arrived"] * 3
    assert [(await device.item(item.id)).state for item in poison] == ["waiting"] * 2


async def test_pauses_grow_stay_within_their_limit_and_the_hub_may_ask_for_longer(device: Device) -> None:
    device.outbox._carrier._chance = random.Random(5)
    item = await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    device.wire.fate = when("PUT", "unsent")
    pauses: list[float] = []
    for _ in range(12):
        pushed = await device.push()
        assert pushed.due is not None
        pauses.append(pushed.due)
        device.later(pushed.due + 0.01)
    assert all(FIRST_PAUSE <= pause <= LONGEST_PAUSE for pause in pauses)
    assert max(pauses[6:]) > max(pauses[:3])
    device.wire.fate = None
    device.wire.bend = says(503, "hub-broken", **{"retry-after": "1000"})
    assert 999 < ((await device.push()).due or 0) <= 1000
    asked = len(device.wire.asked)
    device.later(500)
    await device.push()
    assert len(device.wire.asked) == asked
    await device.outbox.send_now(item.id)
    device.wire.bend = None
    assert (await device.push()).sent == 1


async def test_a_clock_that_was_put_back_makes_nobody_wait_for_years(device: Device) -> None:
    await device.outbox.put("feedback", FEEDBACK, "Rückmeldung")
    device.at += timedelta(days=4000)
    device.wire.fate = once("PUT", "unsent")
    assert (await device.push()).problem is Code.HUB_UNREACHABLE
    device.at -= timedelta(days=4000)
    assert (await device.push()).sent == 1
