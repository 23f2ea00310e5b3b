"""Owns a real app process without a window: the House of the app, commanded over a socket; it must not judge.

Commands and what is shown go as lines of JSON. What the screens would show as "angekommen" is said unasked.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import json
import logging
import os
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast

from keyring.backend import KeyringBackend
from keyring.compat import properties

from app.house import House, HouseSettings
from contract.problems import Refused
from services.account.session import SignIn
from services.account.speaker import Kept
from services.clock import Clock
from services.local_file import StoreFailed
from services.outbox import Outbox
from services.outbox_item import Item
from tests.faults.quick import Hands, run


class FileRing(KeyringBackend):
    """A key ring as the system has one: it outlives the app."""

    file: Path | None = None

    @properties.classproperty
    def priority(cls) -> float:  # noqa: N805 - of the class
        if cls.file is None:
            # Only in a process that drives a device: elsewhere nobody may come upon it.
            raise RuntimeError("no file")
        return 9

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept().get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self._keep({**self._kept(), username: password})

    def delete_password(self, service: str, username: str) -> None:
        self._keep({name: value for name, value in self._kept().items() if name != username})

    def _kept(self) -> dict[str, str]:
        return json.loads(self.file.read_text()) if self.file and self.file.exists() else {}

    def _keep(self, kept: Mapping[str, str]) -> None:
        assert self.file
        fresh = self.file.with_suffix(".new")
        fresh.write_text(json.dumps(kept))
        fresh.replace(self.file)


#: One of those that the app takes for safe.
FileRing.__module__ = "keyring.backends.SecretService"


def drive(said: dict[str, Any], wire: socket.socket) -> None:
    """The process, until it is told to end."""
    logging.disable(logging.CRITICAL)
    FileRing.file = Path(said["ring"])
    hands = Hands(Path(said["hands"]), said["start"], said["since"])
    run(_Driver(Path(said["folder"]), said["hub"], Clock(hands.moment), wire).live())


class _Driver:
    def __init__(self, folder: Path, hub: str, clock: Clock, wire: socket.socket) -> None:
        self._folder, self._hub, self._clock, self._wire = folder, hub, clock, wire
        self._shown: set[str] = set()
        self._look, self._closing = asyncio.Event(), False
        self._tasks: set[asyncio.Task[Any]] = set()

    async def live(self) -> None:
        self._house = house = House(HouseSettings(data=self._folder, hub_url=self._hub), self._clock)
        self._sign_in: SignIn = house.sign_in(cast(Any, None))
        self._outbox: Outbox = house.outbox(house.private(), self._sign_in)
        self._sign_in.subscribe(lambda _: self._say(account=self._sign_in.account_id))
        self._outbox.subscribe(self._look.set)
        await self._sign_in.wake()
        await house.open()
        assert house._loop
        house._loop.add_done_callback(self._ended)
        settings = await house.private().all()
        private, public = house.private().trouble, house.public.trouble
        self._say(hello=[private or "", public or ""], account=self._sign_in.account_id, settings=settings)
        self._start(self._show())
        reader, _ = await asyncio.open_connection(sock=self._wire, limit=2**24)
        while line := await reader.readline():
            self._start(self._obey(json.loads(line)))

    def _start(self, doing: Any) -> None:
        task = asyncio.ensure_future(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _ended(self, loop: asyncio.Task[None]) -> None:
        """The only loop of the app must never end by itself."""
        if self._closing:
            return
        self._say(died=repr(loop.exception()))

    def _say(self, **said: Any) -> None:
        # Written before anything else happens: whoever is killed afterwards has said it.
        self._wire.setblocking(True)
        self._wire.sendall(json.dumps(said).encode() + b"\n")
        self._wire.setblocking(False)

    async def _show(self) -> None:
        """Whatever the list says has arrived, as soon as it says so."""
        while True:
            await self._look.wait()
            self._look.clear()
            fresh = []
            with contextlib.suppress(StoreFailed):
                for item in await self._outbox._rows.all():
                    mark = f"{item.id} {item.state} {item.base} {item.epoch} {item.body}"
                    if item.state == "arrived" and mark not in self._shown:
                        self._shown.add(mark)
                        fresh.append(_told(item))
            if fresh:
                self._say(shown=fresh)

    async def _obey(self, asked: dict[str, Any]) -> None:
        number, verb = asked["number"], asked["do"]
        # Somebody who signed in or out meanwhile has left the form.
        if asked["who"] != self._sign_in.account_id and verb not in ("become", "all", "close"):
            self._say(number=number, left=True)
            return
        try:
            done = await getattr(self, f"_do_{verb}", self._verb(verb))(**asked["given"])
        except Refused as refused:
            self._say(number=number, refused=refused.problem.model_dump(mode="json"))
        except StoreFailed as failed:
            self._say(number=number, failed=str(failed))
        except Exception as error:  # noqa: BLE001 - told, and judged by whoever asked
            self._say(number=number, broke=repr(error))
        else:
            self._say(number=number, done=done)

    def _verb(self, name: str) -> Any:
        async def do(**given: Any) -> Any:
            if given.get("seen"):
                given["seen"] = Item.model_validate(given["seen"])
            if given.get("photo"):
                given["photo"] = base64.b64decode(given["photo"])
            return _told(await getattr(self._outbox, name)(**given))

        return do

    async def _do_items(self) -> Any:
        return [_told(item) for item in await self._outbox.items()]

    async def _do_all(self) -> Any:
        return [_told(item) for item in await self._outbox._rows.all()]

    async def _do_look(self) -> None:
        """As the list is pulled down."""
        self._house.sync.nudge()

    async def _do_close(self) -> None:
        """As the window is closed."""
        self._closing = True
        await self._house.close()
        os._exit(0)

    async def _do_become(self, kept: Any) -> None:
        await self._sign_in.become(Kept.model_validate(kept) if kept else None)


def _told(item: Item | None) -> Any:
    return item.model_dump(mode="json") if isinstance(item, Item) else None
