"""Owns dying at one chosen point of a small story: before or after any SQL statement, before or after any send.

Points are counted over device and hub alike; whoever is at the chosen one dies there and is started again. People
go on until they have done what they wanted: what they see on their device tells them whether they have.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import sqlite3
from collections.abc import Awaitable, Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import event

from services.outbox import Outbox
from tests.faults.devices import SimDevice
from tests.faults.fixed import fixed
from tests.faults.hubs import ACCOUNTS, SimHub
from tests.faults.loop import PROCESS, Process, VirtualLoop, never
from tests.faults.oracle import Oracle
from tests.faults.wire import Answer, Asking, Weather

#: Simulated seconds until whoever died is there again.
AWAY = 3.0


class Died(BaseException):
    """Unwinds what ran when its process died; nobody is left to hear of it."""


class HubDied(Exception):
    """The same for SQLAlchemy, which throws its connection away for anything that is no Exception."""


class Points:
    """Counts the points at which somebody may die. `fatal`: the number of the one at which they do, -1: never."""

    def __init__(self, fatal: int) -> None:
        self.fatal, self.count = fatal, 0
        self.died: Process | None = None
        self.counting = False

    def here(self, error: type[BaseException] = Died) -> None:
        """One of them. Raises what was asked for, in a hub that died also for all that it still tries to do."""
        process = PROCESS.get()
        if error is HubDied and process is not None and not process.alive:
            raise error
        if not self.counting or process is None or not process.alive:
            return
        self.count += 1
        if self.count - 1 == self.fatal:
            self.died = process
            process.kill()
            raise error


class DyingConnection(sqlite3.Connection):
    """SQLite whose every statement has a point before and after it."""

    points: Points | None = None

    def execute(self, *asked: Any) -> sqlite3.Cursor:
        return self._with_points(super().execute, asked)

    def executemany(self, *asked: Any) -> sqlite3.Cursor:
        return self._with_points(super().executemany, asked)

    def _with_points(self, call: Callable[..., sqlite3.Cursor], asked: tuple[Any, ...]) -> sqlite3.Cursor:
        if self.points is None:
            return call(*asked)
        self.points.here()
        result = call(*asked)
        if asked[0] == "COMMIT":
            # After any other statement nothing is different from before the next one.
            self.points.here()
        return result


class Stage:
    """A hub and two devices of one account, on a good network. `rows` and `lists` say how it ended."""

    def __init__(self, hub: SimHub, fatal: int) -> None:
        self.hub, self.points = hub, Points(fatal)
        self._loop = VirtualLoop(random.Random(1))
        self.weather = Weather(random.Random(2), slowest=0.1)
        self.oracle = Oracle()

    def run(self, story: Callable[[Stage], Awaitable[None]]) -> Any:
        """How it ends: what the hub holds and what each device lists, without ids."""
        hooks = _hook(self.hub, self.points)
        with fixed(random.Random(3), self._loop):
            try:
                return self._loop.run_until_complete(self._live(story))
            finally:
                for device in self.devices:
                    device.kill()
                self.hub.process.kill()
                hooks()
                self._loop.close()

    async def _live(self, story: Callable[[Stage], Awaitable[None]]) -> Any:
        self.hub.begin(self.oracle, lambda text: None)
        self.devices = [
            SimDevice(number, (ACCOUNTS[0],), self.hub, self.weather, self.oracle, lambda text: None, self._connect)
            for number in range(2)
        ]
        for device in self.devices:
            device.deliver = self._deliver
            device.start()
            await device.sign_in(ACCOUNTS[0])
        await asyncio.sleep(5)
        self.points.counting = True
        await story(self)
        await self.quiet()
        self.points.counting = False
        await self.look()
        return self._end()

    def _connect(self, path: str) -> sqlite3.Connection:
        connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, factory=DyingConnection)
        connection.points = self.points
        return connection

    async def _deliver(self, asking: Asking) -> Answer:
        self._point()
        if (process := PROCESS.get()) and not process.alive:
            await never()
        answer = await self.hub.deliver(asking)
        self._point()
        if (process := PROCESS.get()) and not process.alive:
            await never()
        return answer

    def _point(self) -> None:
        with contextlib.suppress(Died):
            self.points.here()

    # What stories are made of

    async def want(
        self, number: int, done: Callable[[list[dict[str, Any]]], bool], act: Callable[[Outbox], Awaitable[Any]]
    ) -> None:
        """Somebody at a device does something until the device shows that it is done."""
        for _ in range(10):
            await self._revive()
            device = self.devices[number]
            if done(device.shown()):
                return
            task = device.process.start(_any(act(device.outbox)), "act")
            await asyncio.wait((task,), timeout=5)
        raise AssertionError(f"never done: {self.devices[number].shown()}")

    async def look(self) -> None:
        """Every device looks what the others have sent."""
        for _ in range(2):
            await self._revive()
            for device in self.devices:
                device.sync.nudge()
            await asyncio.sleep(3)

    async def quiet(self) -> None:
        """Until nothing waits anywhere."""
        for _ in range(100):
            await self._revive()
            for device in self.devices:
                if device.process.alive and any(item["state"] in ("waiting", "sending") for item in device.shown()):
                    device.process.start(device.outbox.send_now(), "hurries")
            await asyncio.sleep(3)
            waiting = ("waiting", "sending")
            if not any(item["state"] in waiting for device in self.devices for item in device.shown()):
                return
        raise AssertionError(f"never quiet: {[device.shown() for device in self.devices]}")

    async def _revive(self) -> None:
        if self.points.died is None:
            return
        self.points.died = None
        await asyncio.sleep(AWAY)
        if not self.hub.process.alive:
            self.hub.kill()
            self.hub.start()
        for device in self.devices:
            if not device.process.alive:
                device.start()
                await asyncio.sleep(1)

    def _end(self) -> Any:
        said = [text for what, text in self.oracle.found]
        return said, _told(self.hub.rows().values()), [_told(device.shown()) for device in self.devices]


def _told(things: Iterable[Mapping[str, Any]]) -> list[str]:
    """What stands there. Of what was withdrawn before it was sent, the hub may know or not."""
    return sorted(
        repr((thing["kind"], thing["state"], thing["body"])) for thing in things if thing["state"] != "withdrawn"
    )


async def _any(act: Awaitable[Any]) -> Any:
    return await act


def _hook(hub: SimHub, points: Points) -> Callable[[], None]:
    """Points before every statement and commit of the hub, and after each commit; gives how to take them away."""
    engine = hub.hub.database.engine

    def here(*_: Any) -> None:
        points.here(HubDied)

    # After a commit comes the answer, which has a point of its own (`Stage._deliver`).
    names = ("before_cursor_execute", "commit")
    for name in names:
        event.listen(engine, name, here)

    def away() -> None:
        for name in names:
            event.remove(engine, name, here)

    return away
