"""Owns devices that write to a real hub over a wire that may fail; it must not stand in for either."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from contract.account import Credentials, NewAccount
from services.account.session import SignIn
from services.clock import Clock
from services.hub import HubClient
from services.local_file import MEMORY
from services.local_private import PrivateStore
from services.outbox import Outbox
from services.outbox_item import Item
from services.pushes import Pushed
from services.secrets import SecretStore
from tests.conftest import NOW
from tests.services.wires import BentWire

PASSWORD = "mainfranken-2026"
FEEDBACK = {"about": "/hilfe", "text": "Die Tafel hat neue Zeiten.", "query": ""}
Fate = Callable[[httpx.Request], str]


class FatefulWire(BentWire):
    """As BentWire; `fate` also says before a request that it is "unsent", or "twice", or its answer "lost"."""

    fate: Fate | None = None

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        fate = self.fate(request) if self.fate else ""
        if fate == "unsent":
            raise httpx.ConnectError("no network", request=request)
        if fate == "twice":
            await super().handle_async_request(request)
        response = await super().handle_async_request(request)
        if fate == "lost":
            raise httpx.ReadError("the answer was lost", request=request)
        return response


class Device:
    """One device of one person at a time; `restart` opens its file again, `later` moves its clock."""

    def __init__(self, hub_app: Any, path: Path | str = MEMORY) -> None:
        self.hub_app, self.path, self.at = hub_app, path, NOW
        self.wire = FatefulWire(hub_app)
        self.hub = HubClient(self.wire, "http://hub.invalid")
        self.clock = Clock(lambda: self.at)
        self.secrets = SecretStore.in_memory()
        self.sign_in = SignIn(self.hub, self.secrets, self.clock)
        self.open()

    def open(self) -> None:
        self.private = PrivateStore(self.path, threads=False)
        self.outbox = Outbox(self.private, self.hub, self.sign_in, self.clock)

    def restart(self) -> None:
        """What was only in memory is gone."""
        self.private.close()
        self.open()

    def later(self, seconds: float = 400.0) -> None:
        self.at += timedelta(seconds=seconds)

    def now(self) -> datetime:
        return self.at

    async def push(self) -> Pushed:
        return await self.outbox.push(self.hub_app.state.hub.epoch)

    async def round(self) -> Pushed:
        return await self.outbox.round(self.hub_app.state.hub.epoch)

    async def item(self, id_: str) -> Item:
        item = await self.outbox.get(id_)
        assert item is not None
        return item

    async def sign_up(self, nickname: str) -> None:
        await self.sign_in.sign_up(NewAccount(nickname=nickname, password=PASSWORD))

    async def enter(self, nickname: str) -> None:
        await self.sign_in.sign_in(Credentials(nickname=nickname, password=PASSWORD))

    async def close(self) -> None:
        await self.hub.close()
        self.private.close()


def rows(hub_app: Any) -> list[tuple[str, str, int, str]]:
    """What the hub has: owner, kind, version, state of every contribution."""
    from hub.core.writings import CONTRIBUTION

    with hub_app.state.hub.database.reading() as connection:
        found = connection.execute(CONTRIBUTION.select().order_by(CONTRIBUTION.c.seq)).all()
    return [(row.owner, row.kind, row.version, row.state) for row in found]


def when(method: str, fate: str) -> Fate:
    """This fate for every request with the method."""
    return lambda request: fate if request.method == method else ""


def once(method: str, fate: str) -> Fate:
    """This fate for the first request with the method."""
    left = [fate]
    return lambda request: left.pop() if left and request.method == method else ""
