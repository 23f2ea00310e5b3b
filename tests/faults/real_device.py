"""Owns a real app process as the story sees it: what a person can do there, and what is shown; no faults, no judging.

It can stand where `people.Person` expects a simulated device.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
import json
import shutil
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from contract.problems import Code, Problem, Refused
from services.local_file import StoreFailed
from services.outbox_item import Item
from tests.faults.goldens import SETTINGS, Goldens
from tests.faults.oracle import Oracle
from tests.faults.quick import Hands
from tests.faults.real_hub import Full, RealHub
from tests.faults.zygote import Child, Zygote

Waiting = dict[int, asyncio.Future[Any]]


class Died(Exception):
    """The app ended before it said whether it was done."""


class Left(Exception):
    """Somebody else is signed in there by now: the form is gone."""


class RemoteOutbox:
    """The verbs of an outbox in another process."""

    def __init__(self, ask: Callable[..., Any]) -> None:
        self._ask = ask

    async def draft(self, kind: str, body: Mapping[str, Any], title: str, id: str = "") -> Item:
        return Item.model_validate(await self._ask("draft", kind=kind, body=dict(body), title=title, id=id))

    async def put(self, kind: str, body: Mapping[str, Any], title: str) -> Item:
        return Item.model_validate(await self._ask("put", kind=kind, body=dict(body), title=title))

    async def change(self, id: str, body: Mapping[str, Any], seen: Item | None = None, verb: str = "change") -> Item:
        said = seen.model_dump(mode="json") if seen else None
        return Item.model_validate(await self._ask(verb, id=id, body=dict(body), seen=said))

    async def settle(self, id: str, body: Mapping[str, Any], seen: Item | None = None) -> Item:
        return await self.change(id, body, seen, "settle")

    async def send(self, id: str) -> Item:
        return Item.model_validate(await self._ask("send", id=id))

    async def withdraw(self, id: str) -> Item:
        return Item.model_validate(await self._ask("withdraw", id=id))

    async def attach(self, id: str, photo: bytes) -> Item:
        return Item.model_validate(await self._ask("attach", id=id, photo=base64.b64encode(photo).decode()))

    async def get(self, id: str) -> Item | None:
        got = await self._ask("get", id=id)
        return Item.model_validate(got) if got else None

    async def items(self) -> tuple[Item, ...]:
        return tuple(map(Item.model_validate, await self._ask("items")))

    async def send_now(self) -> None:
        await self._ask("send_now")


class _Nudge:
    """The app itself wakes its sync."""

    def nudge(self) -> None:
        pass


class RealDevice:
    """One device. `trouble`: what its stores said of themselves when it was opened."""

    sync = _Nudge()

    def __init__(
        self,
        name: str,
        accounts: tuple[str, ...],
        folder: Path,
        mounted: bool,
        zygote: Zygote,
        hub: RealHub,
        oracle: Oracle,
        told: Callable[[str], None],
    ) -> None:
        self.name, self.accounts, self.oracle, self.account = name, accounts, oracle, ""
        self.wanted = accounts[0]
        self.folder, self.disk = folder, Full(folder, mounted)
        self._zygote, self._hub, self._told = zygote, hub, told
        self.outbox = RemoteOutbox(self._ask)
        self.child: Child | None = None
        self.ready = asyncio.Event()
        self._numbers = itertools.count(1)
        self._waiting: Waiting = {}
        self._listening: asyncio.Task[None] | None = None
        self.opened_full = False

    def begin(self, url: str, goldens: Goldens, old: bool, ring: Path, hands: Path, clock: dict[str, Any]) -> None:
        """New files; it is not started."""
        self.disk.empty()
        for file in self.folder.iterdir():
            file.unlink()
        shutil.copyfile(goldens.private_old if old else goldens.private, self.folder / "private.db")
        shutil.copyfile(goldens.public, self.folder / "public.db")
        kept = self._hub.sign_in(self.accounts[0]).model_dump_json() if self.accounts[0] else None
        ring.write_text(json.dumps({"session": kept} if kept else {}))
        self.hands = Hands(hands, clock["start"], clock["since"])
        self._old = old
        self._said = {"folder": str(self.folder), "hub": url, "ring": str(ring), "hands": str(hands), **clock}

    @property
    def alive(self) -> bool:
        return self.child is not None and self.child.alive

    def start(self) -> None:
        """The app is opened."""
        self.opened_full = self.disk.full
        self.ready, self._waiting = asyncio.Event(), {}
        self.child = self._zygote.start("app", **self._said)
        self._listening = asyncio.ensure_future(self._listen(self.child.wire, self.ready, self._waiting))

    def kill(self) -> None:
        if self.child:
            self.child.kill()

    async def sign_in(self, account: str) -> None:
        """Somebody else, or nobody, sits down here."""
        kept = self._hub.sign_in(account).model_dump(mode="json") if account else None
        await self._ask("become", kept=kept)

    async def all(self) -> list[dict[str, Any]]:
        """All items that lie there, of whomever they are."""
        return list(await self._ask("all"))

    async def _ask(self, verb: str, **given: Any) -> Any:
        """Raises Died, Left, Refused, StoreFailed, RuntimeError for what the app did not expect itself."""
        if not self.alive or not self.ready.is_set() or self.child is None:
            raise Died
        number, waiting = next(self._numbers), self._waiting
        answer = waiting[number] = asyncio.get_running_loop().create_future()
        said = {"number": number, "do": verb, "who": self.account, "given": given}
        try:
            self.child.wire.setblocking(True)
            self.child.wire.sendall(json.dumps(said).encode() + b"\n")
            self.child.wire.setblocking(False)
            got = await answer
        except OSError as error:
            raise Died from error
        finally:
            waiting.pop(number, None)
        if "refused" in got:
            raise Refused(Problem.model_validate(got["refused"]))
        if "failed" in got:
            raise StoreFailed(got["failed"])
        if "broke" in got:
            self.oracle.say("failed", f"{self.name}: {verb} raised {got['broke']}")
            raise RuntimeError(got["broke"])
        if "left" in got:
            raise Left
        return got.get("done")

    async def _listen(self, wire: socket.socket, ready: asyncio.Event, waiting: Waiting) -> None:
        reader, writer = await asyncio.open_connection(sock=wire, limit=2**24)
        with contextlib.suppress(OSError, ValueError):
            while (line := await reader.readline()).endswith(b"\n"):
                self._hear(json.loads(line), ready, waiting)
        writer.transport.abort()
        for answer in waiting.values():
            if not answer.done():
                answer.set_exception(Died())

    def _hear(self, said: dict[str, Any], ready: asyncio.Event, waiting: Waiting) -> None:
        if "account" in said:
            self.account = said["account"]
        if "shown" in said:
            self.oracle.shown(self.name, said["shown"])
        if "died" in said:
            self.oracle.say("failed", f"{self.name}: the app's loop ended: {said['died']}")
        if "hello" in said:
            self._told(f"{self.name} is open: {said['hello']}")
            # A store that is opened on a full disk says so, and goes on with what lies there.
            if any(each and not (each == Code.STORE_FULL and self.opened_full) for each in said["hello"]):
                self.oracle.say("unopened", f"{self.name} has trouble (private, public): {said['hello']}")
            if self._old and said["settings"] != SETTINGS:
                self.oracle.say("lost", f"{self.name} has lost its settings: {said['settings']}")
            ready.set()
        if (answer := waiting.get(said.get("number", 0))) and not answer.done():
            answer.set_result(said)
