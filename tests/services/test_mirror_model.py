"""Owns the proof that mirror and cursor follow a hub, whatever befalls either in whatever order; it must not draw."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Coroutine
from typing import Any

import httpx
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from hub.asgi import create_hub
from hub.settings import HubSettings
from services.clock import Clock
from services.hub import HubClient
from services.local import PublicStore
from services.sync import Sync
from tests.conftest import NOW
from tests.hub.samples import identity, offer
from tests.services.wires import Bend, BentWire, broken, portal, with_body

NUMBERS = st.integers(0, 5)
HUB = create_hub(HubSettings(seed=False))


def cut(request: httpx.Request, response: httpx.Response) -> httpx.Response:
    return with_body(response, response.content[: len(response.content) // 2])


def lost(request: httpx.Request, response: httpx.Response) -> httpx.Response:
    raise httpx.ReadError("lost", request=request)


class Following(RuleBasedStateMachine):
    """`there`: what the hub has by the model. `seen`: every state of it that there ever was."""

    @initialize()
    def begin(self) -> None:
        self._loop = asyncio.new_event_loop()
        HUB.hub.remove("help", [identity(f"help {number}") for number in range(6)])
        self.there: dict[str, str] = {}
        self.seen: list[dict[str, str]] = [{}]
        self.wire = BentWire(HUB)
        self.client = HubClient(self.wire, "http://hub.invalid")
        self.public = PublicStore(threads=False)
        self.sync = Sync(self.client, self.public, Clock(lambda: NOW), random.Random(1))

    @rule(number=NUMBERS, name=st.sampled_from(("Tafel", "Kleiderkammer")))
    def write(self, number: int, name: str) -> None:
        HUB.hub.write([offer(number, name=name)])
        self.there[identity(f"help {number}")] = name
        self.seen.append(dict(self.there))

    @rule(number=NUMBERS)
    def remove(self, number: int) -> None:
        HUB.hub.remove("help", [identity(f"help {number}")])
        self.there.pop(identity(f"help {number}"), None)
        self.seen.append(dict(self.there))

    @rule()
    def renew(self) -> None:
        HUB.hub.log.renew()

    @rule(bend=st.sampled_from((None, None, cut, lost, portal, broken)))
    def pull(self, bend: Bend | None) -> None:
        self.wire.bend = bend
        report = self.run(self.sync.once())
        self.wire.bend = None
        if bend is None:
            assert not report.problems
            assert self.here() == self.there

    @rule()
    def start_again(self) -> None:
        self.sync = Sync(self.client, self.public, Clock(lambda: NOW), random.Random(1))

    @invariant()
    def the_mirror_is_as_the_hub_was_once(self) -> None:
        assert self.here() in self.seen

    def teardown(self) -> None:
        if hasattr(self, "client"):
            self.run(self.client.close())
            self.public.close()
            self._loop.close()

    def here(self) -> dict[str, str]:
        return {record.id: record.name.de for record in self.run(self.public.page("help")).records}

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._loop.run_until_complete(work)


TestFollowing = Following.TestCase
TestFollowing.settings = settings(
    max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)
