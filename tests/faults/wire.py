"""Owns the simulated network between devices and the hub; it must not know what is sent.

Everything a network does to a request: it never arrives, its answer never arrives, it arrives twice, or half an hour
after everybody gave up; a proxy or a captive portal answers in the hub's place; answers are cut.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import httpx

from tests.faults.loop import PROCESS, never

PORTAL = b"<!doctype html><title>Gast-WLAN</title><form>Bitte anmelden</form>"
#: What may become of a request, and how often each is drawn among the faults.
FAULTS = {
    "unsent": 4, "lost": 6, "silent": 2, "twice": 5, "late": 4, "cut": 4, "portal": 2, "busy": 1, "down": 2,
    "broken": 1,
}  # fmt: skip
#: Seconds after which a copy of a request may still arrive, and until a client gives up on silence.
LATEST, SILENCE = 900.0, 10.0


class Asking(NamedTuple):
    """A request as it lies on the wire. `sender`: the device's address."""

    method: str
    path: str
    query: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes
    sender: str

    def header(self, name: bytes) -> str:
        return next((value.decode("latin-1") for key, value in self.headers if key == name), "")


class Answer(NamedTuple):
    status: int
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes


class HubDown(Exception):
    """Nobody listens there, or whoever listened died. `begun`: it had got the request."""

    def __init__(self, begun: bool) -> None:
        super().__init__()
        self.begun = begun


Deliver = Callable[[Asking], Awaitable[Answer]]


@dataclass
class Weather:
    """How bad the network is: `rate` of all requests suffer a fault; the senders in `cut_off` reach nobody."""

    chance: random.Random
    rate: float = 0.0
    cut_off: set[str] = field(default_factory=set)
    slowest: float = 0.5

    def fault(self, sender: str) -> str:
        if sender in self.cut_off:
            return "unsent"
        if self.chance.random() >= self.rate:
            return ""
        return self.chance.choices(list(FAULTS), list(FAULTS.values()))[0]

    def delay(self) -> float:
        """Most trips are short, some take their time, so that later ones overtake them."""
        return self.chance.random() ** 3 * self.slowest * (10 if self.rate and self.chance.random() < 0.05 else 1)

    def calm(self) -> None:
        """Nothing fails any more."""
        self.rate = 0.0
        self.cut_off.clear()


class SimWire(httpx.AsyncBaseTransport):
    """The transport of one device's client. `told` hears what became of each request, for the trace."""

    def __init__(self, sender: str, weather: Weather, deliver: Deliver, told: Callable[[str], None]) -> None:
        self._sender, self._weather, self._deliver, self._told = sender, weather, deliver, told
        self._copies: set[asyncio.Future[Answer]] = set()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        process = PROCESS.get()
        if process and not process.alive:
            await never()
        headers = tuple((name.lower(), value) for name, value in request.headers.raw)
        asking = Asking(request.method, request.url.path, request.url.query, headers, request.content, self._sender)
        fault = self._weather.fault(self._sender)
        self._told(f"{self._sender} {asking.method} {asking.path} {fault}")
        await asyncio.sleep(self._weather.delay())
        if given := self._instead(fault, request):
            return given
        if fault in ("twice", "late"):
            asyncio.get_running_loop().call_later(self._weather.chance.random() ** 2 * LATEST, self._again, asking)
        if fault == "late":
            raise httpx.ReadError("the request is under way somewhere", request=request)
        answer = await self._ask(asking, request)
        await asyncio.sleep(self._weather.delay())
        if fault == "silent":
            await asyncio.sleep(SILENCE)
            raise httpx.ReadTimeout("no answer", request=request)
        if fault == "lost":
            raise httpx.ReadError("the answer was lost", request=request)
        body = answer.body[: int(len(answer.body) * self._weather.chance.random())] if fault == "cut" else answer.body
        return httpx.Response(answer.status, headers=list(answer.headers), content=body, request=request)

    def _instead(self, fault: str, request: httpx.Request) -> httpx.Response | None:
        """What somebody between device and hub answers; raises where nobody does."""
        if fault == "unsent":
            raise httpx.ConnectError("no network", request=request)
        if fault == "portal":
            status = self._weather.chance.choice((200, 200, 511))
            return httpx.Response(status, headers={"content-type": "text/html"}, content=PORTAL, request=request)
        if fault == "busy":
            return httpx.Response(429, headers={"retry-after": "7"}, content=b"", request=request)
        if fault == "down":
            return httpx.Response(503, headers={"content-type": "text/html"}, content=b"<h1>503</h1>", request=request)
        if fault == "broken":
            return httpx.Response(500, headers={"content-type": "text/plain"}, content=b"", request=request)
        return None

    async def _ask(self, asking: Asking, request: httpx.Request) -> Answer:
        try:
            return await self._deliver(asking)
        except HubDown as down:
            if down.begun:
                raise httpx.ReadError("the hub died", request=request) from down
            raise httpx.ConnectError("nobody there", request=request) from down

    def _again(self, asking: Asking) -> None:
        """A copy arrives; nobody hears its answer."""
        copy = asyncio.ensure_future(self._deliver(asking))
        self._copies.add(copy)

        def arrived(copy: asyncio.Future[Answer]) -> None:
            self._copies.discard(copy)
            if not copy.cancelled():
                copy.exception()

        copy.add_done_callback(arrived)
