"""Owns what befalls real processes in one schedule; it must not judge what came of it (`real_calm`)."""

from __future__ import annotations

import asyncio
import contextlib
import random
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from contract.problems import Offline, Refused
from services.local_file import StoreFailed
from tests.faults.goldens import Goldens
from tests.faults.hubs import ACCOUNTS, START
from tests.faults.oracle import Oracle
from tests.faults.people import Person
from tests.faults.proxy import Proxy, RealWeather
from tests.faults.real_calm import BEGINNING, Calm
from tests.faults.real_device import Died, Left, RealDevice
from tests.faults.real_hub import RealHub
from tests.faults.real_schedule import RATES, RealSchedule
from tests.faults.schedule import PEOPLE, Step
from tests.faults.story import JUMPS
from tests.faults.wire import Answer, Asking
from tests.faults.zygote import Zygote


class Outcome(NamedTuple):
    """What a schedule showed. `heal`: seconds (of the app) from the last fault until everything had arrived."""

    seed: int
    counts: dict[str, int]
    found: tuple[tuple[str, str], ...]
    writes: int
    heal: float
    happened: dict[str, int]


class Place(NamedTuple):
    """Where schedules happen: folders, each with a small file system of its own if `mounted`, and the zygote."""

    folder: Path
    mounted: bool
    zygote: Zygote
    goldens: Goldens


class RealStory:
    """One schedule as it happens. `told` hears everything, for the trace."""

    def __init__(self, plan: RealSchedule, place: Place, told: Callable[[str], None]) -> None:
        self.plan, self._place, self.oracle = plan, place, Oracle()
        self._chance = random.Random(plan.seed ^ 0x57756541)
        self._listener, self._began = told, 0.0
        self._happened: Counter[str] = Counter()
        self._acts: set[asyncio.Task[None]] = set()

    def _told(self, text: str) -> None:
        self._listener(f"{asyncio.get_running_loop().time() - self._began:8.2f} {text}")

    async def run(self) -> Outcome:
        self._began = asyncio.get_running_loop().time()
        await self._begin()
        try:
            for device in self._devices:
                async with asyncio.timeout(BEGINNING):
                    await device.ready.wait()
            self._began = asyncio.get_running_loop().time()
            for number, step in enumerate(self.plan.steps):
                await asyncio.sleep(self._began + step.at - asyncio.get_running_loop().time())
                self._told(f"step {number}: {step.verb} at {self._devices[step.device].name}")
                await self._happen(step, number)
            await self._end_faults()
            calm = Calm(
                self.hub, self._devices, self.oracle, random.Random(self.plan.seed), self.plan.patient, self._told
            )
            heal = await calm.come(self._up)
        finally:
            self.hub.kill()
            for device in self._devices:
                device.kill()
            await self._proxy.close()
        found = self.oracle.found
        counts = Counter(what for what, _ in found)
        return Outcome(
            self.plan.seed, dict(counts), tuple(found[:5]), self.oracle.writes, round(heal, 1),
            dict(self._happened),
        )  # fmt: skip

    async def _begin(self) -> None:
        plan, place = self.plan, self._place
        copies = place.folder / "copies"
        copies.mkdir(exist_ok=True)
        (copies / "hub.hands").unlink(missing_ok=True)
        clock = {"start": START, "since": time.monotonic()}
        self._weather = RealWeather(self._chance, plan.rate, slowest=plan.slowest)
        self._proxy = Proxy(self._weather, self._heard)
        self.hub = RealHub(place.zygote, place.folder / "hub", copies, place.goldens, place.mounted)
        self.hub.begin(plan.old_hub, plan.workers, {"hands": str(copies / "hub.hands"), **clock})
        self._devices = []
        for number, owners in enumerate(plan.owners):
            name = f"device-{number}"
            people = tuple(ACCOUNTS[each] if each >= 0 else "" for each in owners)
            device = RealDevice(
                name, people, place.folder / name, place.mounted, place.zygote, self.hub, self.oracle, self._told
            )
            hands = copies / f"{name}.hands"
            hands.unlink(missing_ok=True)
            device.begin(
                await self._proxy.line(name), place.goldens, plan.old_device, copies / f"{name}.ring", hands, clock
            )
            self._devices.append(device)
            device.start()
        # A hub of before is put up to date in the middle of it all.
        asyncio.get_running_loop().call_later(random.Random(plan.seed).random() * 6 if plan.old_hub else 0, self._up)

    def _heard(self, asking: Asking, answer: Answer, life: int) -> None:
        """A whole answer of the hub, on its way to the app or lost."""
        self._told(f"hub {asking.sender} {asking.method} {asking.path} {answer.status} {answer.body!r:.200}")
        if answer.status == 500:
            self.oracle.say("failed", f"the hub answers 500 to {asking.method} {asking.path}")
        if "contributions" not in asking.path and asking.path != "/v1/receipt":
            return
        try:
            owner, committed = self.hub.owner(asking), self.hub.version(asking.path.rpartition("/")[2])
        except sqlite3.Error:
            owner, committed = "?", None
        if life != self.hub.life or owner == "?":
            # Killed meanwhile, or another file in its place: what is committed now says nothing about then.
            committed, owner = 1 << 62, owner
        self.oracle.answered(asking, answer, owner, committed)

    # What happens

    async def _happen(self, step: Step, number: int) -> None:
        device, chance = self._devices[step.device], random.Random(step.salt)
        self._happened[step.verb] += 1
        later = asyncio.get_running_loop().call_later
        if step.verb in PEOPLE:
            if device.alive and device.ready.is_set():
                self._act(Person(device, step.salt, number).do(step.verb))  # type: ignore[arg-type]
        elif step.verb in ("kill", "close"):
            later(chance.random() ** 3 * 2, device.kill if step.verb == "kill" else lambda: self._close(device))
            later(2 + chance.random() * 8, self._open, device)
        elif step.verb == "kill hub":
            later(chance.random() ** 3 * 2, self.hub.kill)
            later(2 + chance.random() * 10, self._up)
        else:
            getattr(self, f"_{step.verb.replace(' ', '_')}")(device, chance)

    def _act(self, doing: Any) -> None:
        async def safely() -> None:
            with contextlib.suppress(Died, Left, Refused, Offline, StoreFailed, RuntimeError):
                await doing

        act = asyncio.ensure_future(safely())
        self._acts.add(act)
        act.add_done_callback(self._acts.discard)

    def _close(self, device: RealDevice) -> None:
        self._act(device._ask("close"))

    def _open(self, device: RealDevice) -> None:
        if not device.alive:
            device.start()

    def _up(self) -> None:
        if not self.hub.alive:
            self.hub.start()
            self._proxy.hub, self._proxy.life = self.hub.port, self.hub.life

    def _cut_off(self, device: RealDevice, chance: random.Random) -> None:
        self._weather.cut_off.add(device.name)

    def _reach(self, device: RealDevice, chance: random.Random) -> None:
        self._weather.cut_off.discard(device.name)

    def _turn(self, device: RealDevice, chance: random.Random) -> None:
        self._weather.rate = chance.choice(RATES)

    def _jump(self, device: RealDevice, chance: random.Random) -> None:
        device.hands.jump(chance.choice(JUMPS))

    def _jump_hub(self, device: RealDevice, chance: random.Random) -> None:
        self.hub.hands.jump(chance.choice(JUMPS))

    def _back_up(self, device: RealDevice, chance: random.Random) -> None:
        with contextlib.suppress(sqlite3.OperationalError):
            self.hub.back_up()

    def _restore(self, device: RealDevice, chance: random.Random) -> None:
        if not self.plan.old_hub:
            self.hub.restore()
            self._up()

    def _end_session(self, device: RealDevice, chance: random.Random) -> None:
        with contextlib.suppress(sqlite3.OperationalError):
            self.hub.end_sessions(chance.choice(ACCOUNTS))

    def _fill(self, device: RealDevice, chance: random.Random) -> None:
        device.opened_full = True
        device.disk.fill()

    def _fill_hub(self, device: RealDevice, chance: random.Random) -> None:
        self.hub.disk.fill()

    def _empty(self, device: RealDevice, chance: random.Random) -> None:
        device.disk.empty()
        self.hub.disk.empty()

    async def _end_faults(self) -> None:
        await asyncio.sleep(2)
        self._weather.calm()
        for disk in (self.hub.disk, *(device.disk for device in self._devices)):
            disk.empty()
        # What was on its way to happen has happened.
        await asyncio.sleep(11)
        if self._acts:
            await asyncio.wait(self._acts, timeout=60)
