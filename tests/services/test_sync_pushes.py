"""The loop lets whoever is attached push after its pulls, again when that is due or somebody nudges, and no sooner."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Iterator
from typing import Any

import httpx
import pytest

from contract.problems import Code, Offline
from services.clock import Clock
from services.hub import HubClient
from services.local import PublicStore
from services.local_file import StoreFailed
from services.pushes import Pushed
from services.sync import POLL, SHORTEST_PAUSE, Sync
from tests.faults.loop import VirtualLoop, virtual_threads
from tests.services.wires import BentWire

#: Simulated seconds that answers of the hub and of the store take at most in one round.
ROUND = 2.0


class Living:
    """A sync that runs for simulated hours against the real hub. `times`: when the push was called, `epochs`: with
    what; `dues`: what it answers, the last for ever."""

    def __init__(self, hub_app: Any) -> None:
        self.loop = VirtualLoop(random.Random(7))
        self.wire = BentWire(hub_app)
        self.times: list[float] = []
        self.epochs: list[str] = []
        self.dues: list[float | None] = [None]
        self.sync = Sync(HubClient(self.wire, "http://hub.invalid"), PublicStore(), Clock(), random.Random(7))

    async def push(self, epoch: str) -> Pushed:
        self.times.append(self.loop.time())
        self.epochs.append(epoch)
        return Pushed(due=self.dues.pop(0) if len(self.dues) > 1 else self.dues[0])

    def pauses(self) -> list[float]:
        """Seconds from one push to the next."""
        return [later - earlier for earlier, later in zip(self.times, self.times[1:], strict=False)]

    def live(self, seconds: float, meanwhile: Callable[[], Awaitable[None]] | None = None) -> None:
        """The loop runs so long, and `meanwhile` beside it."""

        async def life() -> None:
            stop = asyncio.Event()
            self.loop.call_later(seconds, stop.set)
            beside = asyncio.ensure_future(meanwhile()) if meanwhile else None
            await self.sync.run(stop)
            if beside:
                await beside

        with virtual_threads():
            self.loop.run_until_complete(life())


@pytest.fixture
def living(hub_app: Any) -> Iterator[Living]:
    made = Living(hub_app)
    yield made
    made.loop.close()


def test_who_is_attached_pushes_after_each_round_with_the_hubs_epoch_until_detached(
    living: Living, hub_app: Any
) -> None:
    asked: list[int] = []

    async def push(epoch: str) -> Pushed:
        asked.append(len(living.wire.asked))
        return await living.push(epoch)

    detach = living.sync.attach(push)
    living.live(4 * POLL)
    assert len(living.times) in (4, 5)
    assert set(living.epochs) == {hub_app.state.hub.epoch}
    assert asked[0] > 0, "it pushed before it had pulled"
    assert all(POLL * 0.9 <= pause <= POLL * 1.1 + ROUND for pause in living.pauses())
    before = len(living.times)
    detach()
    detach()
    living.live(4 * POLL)
    assert len(living.times) == before


def test_of_a_hub_that_nobody_can_reach_the_epoch_is_not_known(living: Living) -> None:
    living.wire.bend = unreachable
    living.sync.attach(living.push)
    living.live(POLL)
    assert len(living.times) > 1
    assert set(living.epochs) == {""}


@pytest.mark.parametrize(("due", "pause"), [(5.0, 5.0), (31.0, 31.0), (0.0, SHORTEST_PAUSE), (7200.0, POLL)])
def test_what_is_due_is_pushed_then_and_never_later_than_the_next_look(
    living: Living, due: float, pause: float
) -> None:
    living.dues = [due]
    living.sync.attach(living.push)
    living.live(min(4 * POLL, 8 * pause + 10))
    assert len(living.times) > 3
    assert all(pause * 0.9 <= each <= pause * 1.1 + ROUND for each in living.pauses())


def test_of_several_the_soonest_counts_and_one_that_fails_stops_no_other(living: Living) -> None:
    async def fails(epoch: str) -> Pushed:
        raise Offline(Code.HUB_UNREACHABLE) if len(living.times) % 2 else StoreFailed(Code.STORE_FULL)

    async def late(epoch: str) -> Pushed:
        return Pushed(due=40.0)

    living.dues = [8.0]
    for push in (fails, late, living.push):
        living.sync.attach(push)
    living.live(2 * POLL)
    assert all(8.0 <= each <= 8.0 + ROUND for each in living.pauses())


def test_what_is_due_does_not_undercut_what_the_hub_asked_for(living: Living) -> None:
    def busy(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        told = {"type": "about:blank", "title": "too many", "status": 429, "code": "too-many", "retry_after": 90}
        return httpx.Response(429, headers={"content-type": "application/problem+json", "retry-after": "90"}, json=told)

    living.wire.bend = busy
    living.dues = [1.0]
    living.sync.attach(living.push)
    living.live(400.0)
    assert len(living.times) > 2
    assert all(90.0 <= each <= 90.0 + ROUND for each in living.pauses())


def test_a_nudge_ends_the_pause_and_many_make_one_round(living: Living) -> None:
    living.sync.attach(living.push)

    async def nudging() -> None:
        await asyncio.sleep(20)
        for _ in range(50):
            living.sync.nudge()

    living.live(40.0, nudging)
    assert len(living.times) == 2
    assert 20.0 <= living.times[1] <= 20.0 + ROUND


def test_a_nudge_during_a_round_is_not_forgotten(living: Living) -> None:
    async def push(epoch: str) -> Pushed:
        if not living.times:
            living.sync.nudge()
        return await living.push(epoch)

    living.sync.attach(push)
    living.live(40.0)
    assert len(living.times) == 2
    assert living.pauses()[0] <= ROUND


def unreachable(request: httpx.Request, response: httpx.Response) -> httpx.Response:
    raise httpx.ConnectError("no network", request=request)
