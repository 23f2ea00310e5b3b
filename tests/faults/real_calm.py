"""Owns the end of a schedule with real processes: nothing fails any more, all comes to rest, and is judged."""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Callable, Sequence
from typing import Any

from contract.problems import Refused
from services.local_file import StoreFailed
from tests.faults.devices import listed
from tests.faults.oracle import Oracle
from tests.faults.people import Person
from tests.faults.real_device import Died, Left, RealDevice
from tests.faults.real_hub import RealHub

#: Seconds of the app within which all must be well, once nothing fails any more; and until a process has begun.
PATIENCE, BEGINNING = 600.0, 1000.0
ON_ITS_WAY = ("waiting", "sending", "conflict")


class Calm:
    """Everybody comes back to what they wrote. `patient`: and nobody presses "jetzt senden"."""

    def __init__(
        self,
        hub: RealHub,
        devices: Sequence[RealDevice],
        oracle: Oracle,
        chance: random.Random,
        patient: bool,
        told: Callable[[str], None],
    ) -> None:
        self.hub, self._devices, self.oracle = hub, devices, oracle
        self._chance, self._patient, self._told = chance, patient, told

    async def come(self, up: Callable[[], None]) -> float:
        """Judges, and gives after how many seconds (of the app) all had arrived. `up` starts the hub."""
        await self._all_begin(up)
        clock = asyncio.get_running_loop().time
        began = clock()
        await self._sit_down(0)
        await self._until_quiet()
        heal = clock() - began
        turns = max(len(device.accounts) for device in self._devices)
        for turn in [*range(1, turns), 0][: turns if turns > 1 else 0]:
            await self._sit_down(turn)
            await self._until_quiet()
        await self._all_alike()
        await self._judge()
        return heal

    async def _all_begin(self, up: Callable[[], None]) -> None:
        """All are there; whoever does not begin is told of."""
        until = asyncio.get_running_loop().time() + BEGINNING
        while not (self.hub.alive and self.hub.answers()) and asyncio.get_running_loop().time() < until:
            up()
            await asyncio.sleep(0.5)
        if not self.hub.answers():
            self.oracle.say("unopened", "the hub does not begin")
        for device in self._devices:
            if not device.alive:
                device.start()
            try:
                async with asyncio.timeout(BEGINNING):
                    await device.ready.wait()
            except TimeoutError:
                self.oracle.say("unopened", f"{device.name} does not begin")

    async def _sit_down(self, turn: int) -> None:
        for device in self._devices:
            device.wanted = device.accounts[turn % len(device.accounts)]
            await self._stay(device)

    async def _stay(self, device: RealDevice) -> None:
        """Whoever is to sit there signs in, also when the app learns only now that the hub had ended their session."""
        if device.account != device.wanted:
            with contextlib.suppress(Died):
                await device.sign_in(device.wanted)

    async def _until_quiet(self) -> None:
        until, looks = asyncio.get_running_loop().time() + PATIENCE, 0
        while busy := [(device, items) for device in self._devices if (items := await self._busy(device))]:
            if asyncio.get_running_loop().time() > until:
                return
            for device, items in busy:
                # Somebody who waits for something looks at it, and settles what is asked of them.
                looks += 1
                await self._stay(device)
                person = Person(device, self._chance.getrandbits(32), 10_000 + looks)  # type: ignore[arg-type]
                with contextlib.suppress(Died, Left, Refused, StoreFailed):
                    if any(item["state"] == "conflict" for item in items):
                        await person.do("settle")
                    elif not self._patient and looks % 8 == 1:
                        await person.do("hurry")
            await asyncio.sleep(0.5)

    async def _busy(self, device: RealDevice) -> list[dict[str, Any]]:
        """What waits there and should not; also what a hub confirmed that has been restored since."""
        items, epoch = await device.all(), self.hub.epoch()
        return [item for item in items if item["owner"] in ("", device.wanted) and self._waits(item, epoch)]

    def _waits(self, item: dict[str, Any], epoch: str) -> bool:
        again = item["state"] in ("arrived", "withdrawn") and item["base"] and item["epoch"] not in ("", epoch)
        return (item["state"] in ON_ITS_WAY or again) and not self._poison(item["id"], item["body"])

    def _poison(self, id_: str, body: dict[str, Any]) -> bool:
        """The hub never takes it; also where its writer died before they knew that it was kept."""
        thing = self.oracle.things.get(id_)
        return bool(thing and thing.poison) or "GIFT-" in str(body)

    async def _all_alike(self) -> None:
        """Devices of one account see each other's writes with their next looks: one has to wait for those."""
        until = asyncio.get_running_loop().time() + PATIENCE / 3
        while await self._differences() and asyncio.get_running_loop().time() < until:
            for device in self._devices:
                await self._stay(device)
                with contextlib.suppress(Died, Left, Refused, StoreFailed):
                    await device._ask("look")
                    await Person(device, self._chance.getrandbits(32), 20_000).do("settle")  # type: ignore[arg-type]
            await asyncio.sleep(0.5)

    async def _differences(self) -> list[tuple[str, str, Any, Any]]:
        rows, found = self.hub.rows(), []
        for device in self._devices:
            if device.account:
                every = await device.all()
                mine = {
                    item["id"]: {"state": item["state"], "version": item["base"], "body": item["body"]}
                    for item in every
                    if item["owner"] == device.account and self._counts(item)
                }
                theirs = {
                    id_: row
                    for id_, row in rows.items()
                    if row["owner"] == f"a:{device.account}" and not self._poison(id_, row["body"])
                }
                if listed(mine) != listed(theirs):
                    found.append((device.name, device.account, listed(mine), listed(theirs)))
        return found

    def _counts(self, item: dict[str, Any]) -> bool:
        never = item["state"] == "withdrawn" and not item["base"]
        return item["state"] != "draft" and not never and not self._poison(item["id"], item["body"])

    async def _judge(self) -> None:
        for name, account, mine, theirs in await self._differences():
            self.oracle.judge_list(name, account, mine, theirs)
        for device in self._devices:
            for item in await device.all():
                self._told(f"end {device.name} {item}")
            for item in await self._busy(device):
                self.oracle.say("stuck", f"{device.name}: {item}")
        self.oracle.judge_hub(self.hub.rows())
        if not self.hub.sound():
            self.oracle.say("unopened", "the hub's file is damaged")
