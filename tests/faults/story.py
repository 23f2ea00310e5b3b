"""Owns carrying out one schedule: devices, hub, network and people in one loop, then calm, then judgement."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from typing import Any

from contract.problems import Offline, Refused
from tests.faults.devices import SimDevice, listed
from tests.faults.fixed import fixed
from tests.faults.hubs import ACCOUNTS, SimHub
from tests.faults.loop import Process, VirtualLoop
from tests.faults.oracle import Oracle
from tests.faults.people import Person
from tests.faults.schedule import PEOPLE, RATES, Schedule, Step
from tests.faults.wire import Weather
from tests.hub.samples import offer

DAY = 24 * 60 * 60.0
JUMPS = (50 * 365.25 * DAY, -50 * 365.25 * DAY, 3 * DAY, -3 * DAY, 3600.0, -3600.0, 200 * DAY)
#: How long things may take once nothing fails any more: the longest pause of a retry, and some rounds.
PATIENCE, HURRY = 40 * 60.0, 120.0


class Story:
    """One schedule as it happens. `told` hears everything, for the trace."""

    def __init__(self, schedule: Schedule, hub: SimHub, told: Callable[[str], None]) -> None:
        self.schedule, self.hub, self.oracle = schedule, hub, Oracle()
        self._chance = random.Random(schedule.seed ^ 0x57756541)
        self._loop = VirtualLoop(random.Random(schedule.seed + 1))
        self._tell = told
        self._acts: list[tuple[Process, asyncio.Task[None]]] = []

    def _told(self, text: str) -> None:
        self._tell(f"{self._loop.moment:9.3f} {text}")

    def run(self) -> Oracle:
        """What the oracle found."""
        with fixed(self._chance, self._loop):
            try:
                self._loop.run_until_complete(self._live())
            finally:
                for device in getattr(self, "_devices", ()):
                    device.kill()
                self.hub.process.kill()
                self._loop.close()
        return self.oracle

    async def _live(self) -> None:
        plan = self.schedule
        self._weather = Weather(self._chance, plan.rate, slowest=plan.slowest)
        self.hub.begin(self.oracle, self._told)
        self._devices = [
            SimDevice(
                number, tuple(ACCOUNTS[each] if each >= 0 else "" for each in owners),
                self.hub, self._weather, self.oracle, self._told,
            )
            for number, owners in enumerate(plan.owners)
        ]  # fmt: skip
        for device in self._devices:
            device.start()
            await device.sign_in(device.accounts[0])
        for number, step in enumerate(plan.steps):
            await asyncio.sleep(step.at - self._loop.moment)
            self._told(f"step {number}: {step.verb} at {self._devices[step.device].name}")
            self._happen(step, number)
        await asyncio.sleep(self._chance.random() * 30)
        await self._calm()
        self._judge()

    def _happen(self, step: Step, number: int) -> None:
        device, chance = self._devices[step.device], random.Random(step.salt)
        if step.verb in PEOPLE:
            if device.process.alive:
                act = Person(device, step.salt, number).do(step.verb)
                self._acts.append((device.process, device.process.start(act, step.verb)))
        elif step.verb == "kill":
            # A while later, so that it strikes in the middle of what was just begun.
            self._loop.call_later(chance.random() ** 3 * 2, device.kill)
            self._loop.call_later(2 + chance.random() * 10, self._open, device)
        elif step.verb == "kill hub":
            self._loop.call_later(chance.random() ** 3 * 2, self.hub.kill)
            self._loop.call_later(2 + chance.random() * 20, self._open_hub)
        else:
            getattr(self, f"_{step.verb.replace(' ', '_')}")(device, chance)

    def _open(self, device: SimDevice) -> None:
        if not device.process.alive:
            self._failures(device.process)
            device.start()

    def _open_hub(self) -> None:
        if not self.hub.process.alive:
            self.hub.start()

    def _cut_off(self, device: SimDevice, chance: random.Random) -> None:
        self._weather.cut_off.add(device.name)

    def _reach(self, device: SimDevice, chance: random.Random) -> None:
        self._weather.cut_off.discard(device.name)
        if device.process.alive:
            device.sync.nudge()

    def _turn(self, device: SimDevice, chance: random.Random) -> None:
        self._weather.rate = chance.choice(RATES)

    def _jump(self, device: SimDevice, chance: random.Random) -> None:
        device.jump = chance.choice(JUMPS)

    def _jump_hub(self, device: SimDevice, chance: random.Random) -> None:
        self.hub.jump = chance.choice(JUMPS)

    def _back_up(self, device: SimDevice, chance: random.Random) -> None:
        self.hub.back_up()

    def _restore(self, device: SimDevice, chance: random.Random) -> None:
        self.hub.restore()

    def _end_session(self, device: SimDevice, chance: random.Random) -> None:
        self.hub.end_sessions(chance.choice(ACCOUNTS))

    def _publish(self, device: SimDevice, chance: random.Random) -> None:
        number = chance.randrange(4)
        if chance.random() < 0.3:
            self.hub.hub.remove("help", [offer(number).id])
        else:
            self.hub.hub.write([offer(number, name=f"Angebot {chance.random()}")])

    # The end

    async def _calm(self) -> None:
        """Nothing fails any more, and everybody comes back to what they wrote."""
        self._weather.calm()
        self._open_hub()
        await asyncio.sleep(12)
        while any(process.alive and not act.done() for process, act in self._acts):  # noqa: ASYNC110 - costs nothing
            await asyncio.sleep(1)
        for turn in range(max(len(device.accounts) for device in self._devices)):
            await self._sit_down(turn)
            await self._until_quiet()
        if any(len(device.accounts) > 1 for device in self._devices):
            await self._sit_down(0)
            await self._until_quiet()
        # Those who were quiet early may have been told something since, also that they are signed out; once more.
        for _ in range(1 + any(step.verb == "restore" for step in self.schedule.steps)):
            await self._sit_down(0)
            await self._until_quiet()

    async def _sit_down(self, turn: int) -> None:
        for device in self._devices:
            self._open(device)
            account = device.accounts[turn % len(device.accounts)]
            if account != device.account:
                await device.sign_in(account)
        await self._look_again()
        # Some learn only now that the hub has ended their session.
        late = [device for device in self._devices if device.account != device.accounts[turn % len(device.accounts)]]
        for device in late:
            await device.sign_in(device.accounts[turn % len(device.accounts)])
        if late:
            await self._look_again()

    async def _look_again(self) -> None:
        for device in self._devices:
            device.sync.nudge()
        await asyncio.sleep(130 if self.schedule.patient else 3)
        while any(device.sync._round.locked() for device in self._devices):  # noqa: ASYNC110 - costs nothing
            await asyncio.sleep(1)

    async def _until_quiet(self) -> None:
        until = self._loop.moment + (PATIENCE if self.schedule.patient else HURRY)
        while any(self._busy(device) for device in self._devices) and self._loop.moment < until:
            for device in self._devices:
                busy = self._busy(device)
                person = Person(device, self._chance.getrandbits(32), 10_000 + int(self._loop.moment))
                if any(item["state"] == "conflict" for item in busy):
                    await person.do("settle")
                elif busy and not self.schedule.patient:
                    await person.do("hurry")
                elif not self.schedule.patient:
                    device.sync.nudge()
            await asyncio.sleep(4 if not self.schedule.patient else 61)

    def _busy(self, device: SimDevice) -> list[dict[str, Any]]:
        """What waits there and should not."""
        return [item for item in device.shown() if item["owner"] in ("", device.account) and self._waits(item)]

    def _waits(self, item: dict[str, Any]) -> bool:
        return item["state"] in ("waiting", "sending", "conflict") and not self._poison(item["id"], item["body"])

    def _judge(self) -> None:
        for device in self._devices:
            for item in device.shown():
                self._told(f"end {device.name} {item}")
        rows = self.hub.rows()
        self.oracle.judge_hub(rows)
        for device in self._devices:
            self._failures(device.process)
            for item in self._busy(device):
                self.oracle.say("stuck", f"{device.name}: {item}")
            mine = {
                item["id"]: {"state": item["state"], "version": item["base"], "body": item["body"]}
                for item in device.shown()
                if device.account and item["owner"] == device.account and self._counts(item)
            }
            theirs = {
                id_: row
                for id_, row in rows.items()
                if device.account and row["owner"] == f"a:{device.account}" and not self._poison(id_, row["body"])
            }
            if device.account:
                self.oracle.judge_list(device.name, device.account, listed(mine), listed(theirs))
        self._failures(self.hub.process)

    def _counts(self, item: dict[str, Any]) -> bool:
        """What was never sent, and what the hub never takes, is on one device only."""
        never = item["state"] == "withdrawn" and not item["base"]
        return item["state"] != "draft" and not never and not self._poison(item["id"], item["body"])

    def _poison(self, id_: str, body: dict[str, Any]) -> bool:
        """The hub never takes it; also where its writer died before they knew that it was kept."""
        thing = self.oracle.things.get(id_)
        return bool(thing and thing.poison) or "GIFT-" in str(body)

    def _failures(self, process: Process) -> None:
        for error in process.failed:
            if not isinstance(error, Offline | Refused):
                self.oracle.say("failed", f"{process.name}: {error!r}")
        process.failed.clear()
