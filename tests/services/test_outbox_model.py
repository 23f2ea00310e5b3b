"""Owns the proof that outbox and hub agree with a simple model, whatever a person and the wire do; it must not draw.

The model is one line: what was wanted last of each thing is what the hub has in the end, once.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Coroutine
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from contract.problems import Refused
from hub.asgi import create_hub
from hub.core.writings import CONTRIBUTION
from hub.settings import HubSettings
from tests.services.writing import FEEDBACK, Device

WITHDRAWN = None
TEXTS = st.sampled_from(("eins", "zwei", "drei"))
FATES = st.sampled_from(("", "", "unsent", "lost", "twice"))
#: One hub for all examples: each has things of its own.
HUB = create_hub(HubSettings(seed=False))


class Writing(RuleBasedStateMachine):
    """A guest writes on one device; `wanted` says of each thing what it should be in the end."""

    things: Bundle[str] = Bundle("things")

    @initialize()
    def begin(self) -> None:
        self._loop = asyncio.new_event_loop()
        self.device = Device(HUB)
        self.wanted: dict[str, str | None] = {}

    @rule(target=things, text=TEXTS)
    def write(self, text: str) -> str:
        item = self.run(self.device.outbox.put("feedback", {**FEEDBACK, "text": text}, text))
        self.wanted[item.id] = text
        return str(item.id)

    @rule(id_=things, text=TEXTS)
    def change(self, id_: str, text: str) -> None:
        try:
            self.run(self.device.outbox.change(id_, {**FEEDBACK, "text": text}))
        except Refused:
            assert self.wanted[id_] is WITHDRAWN
        else:
            self.wanted[id_] = text

    @rule(id_=things)
    def withdraw(self, id_: str) -> None:
        self.run(self.device.outbox.withdraw(id_))
        self.wanted[id_] = WITHDRAWN

    @rule(fates=st.lists(FATES, min_size=3, max_size=3))
    def push(self, fates: list[str]) -> None:
        self.device.wire.fate = lambda request: fates.pop() if fates else ""
        self.run(self.device.push())
        self.device.wire.fate = None
        self.device.later()

    @rule()
    def die(self) -> None:
        private = self.device.private
        self.device.open()
        self.device.private.close()
        self.device.outbox._rows._private = self.device.private = private

    @invariant()
    def nothing_is_said_to_have_arrived_that_has_not(self) -> None:
        there = self.at_hub()
        for item in self.run(self.device.outbox.items()):
            if item.state == "arrived":
                assert there[item.id] == item.body["text"]
            elif item.state == "withdrawn" and item.attempted:
                assert there.get(item.id) is WITHDRAWN

    def teardown(self) -> None:
        if not hasattr(self, "device"):
            return
        for _ in range(3):
            self.run(self.device.push())
            self.device.later()
        there = self.at_hub()
        for item in self.run(self.device.outbox.items()):
            wanted = self.wanted[item.id]
            assert item.state == ("withdrawn" if wanted is WITHDRAWN else "arrived")
            assert there.get(item.id) == wanted
        self.run(self.device.close())
        self._loop.close()

    def at_hub(self) -> dict[str, str | None]:
        """The text of each thing the hub has; None of a withdrawn one."""
        with HUB.hub.database.reading() as connection:
            found = connection.execute(CONTRIBUTION.select().where(CONTRIBUTION.c.id.in_(list(self.wanted)))).all()
        return {row.id: json.loads(row.wire)["body"].get("text") for row in found}

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self._loop.run_until_complete(work)


TestWriting = Writing.TestCase
TestWriting.settings = settings(
    max_examples=30, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck)
)
