"""Owns the simulated network between devices and the hub; it must not know what is sent.

Everything a network does to a request: it never arrives, its answer never arrives, it arrives twice, or half an hour
after everybody gave up; a proxy or a captive portal answers in the hub's place; answers are cut.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import urlencode

import httpx

from contract.endpoints import Endpoint
from contract.problems import Code, Offline
from services.hub import HubClient, Limits
from tests.faults.loop import PROCESS, never

PORTAL = b"<!doctype html><title>Gast-WLAN</title><form>Bitte anmelden</form>"
#: What may become of a request, and how often each is drawn among the faults.
FAULTS = {
    "unsent": 4, "lost": 6, "silent": 2, "twice": 5, "late": 4, "cut": 4, "portal": 2, "busy": 1, "down": 2,
    "broken": 1,
}  # fmt: skip
#: Seconds after which a copy of a request may still arrive, and until a client gives up on silence.
LATEST, SILENCE = 120.0, 10.0


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
        self.rate, self.slowest = 0.0, min(self.slowest, 0.5)
        self.cut_off.clear()


class SimWire:
    """What lies between one device and the hub. `told` hears what became of each request, for the trace."""

    def __init__(self, sender: str, weather: Weather, deliver: Deliver, told: Callable[[str], None]) -> None:
        self.sender = sender
        self._weather, self._deliver, self._told = weather, deliver, told
        self._copies: set[asyncio.Future[Answer]] = set()

    async def ask(self, asking: Asking) -> Answer:
        """What the device gets. Raises httpx's errors, as a real network makes them."""
        process = PROCESS.get()
        if process and not process.alive:
            await never()
        fault = self._weather.fault(self.sender)
        self._told(f"{self.sender} {asking.method} {asking.path} {fault}")
        await asyncio.sleep(self._weather.delay())
        if given := self._instead(fault):
            return given
        if fault in ("twice", "late"):
            asyncio.get_running_loop().call_later(self._weather.chance.random() ** 2 * LATEST, self._again, asking)
        if fault == "late":
            raise httpx.ReadError("the request is under way somewhere")
        try:
            answer = await self._deliver(asking)
        except HubDown as down:
            raise httpx.ReadError("it died") if down.begun else httpx.ConnectError("nobody there") from down
        await asyncio.sleep(self._weather.delay())
        if fault == "silent":
            await asyncio.sleep(SILENCE)
            raise httpx.ReadTimeout("no answer")
        if fault == "lost":
            raise httpx.ReadError("the answer was lost")
        if fault == "cut":
            return answer._replace(body=answer.body[: int(len(answer.body) * self._weather.chance.random())])
        return answer

    def _instead(self, fault: str) -> Answer | None:
        """What somebody between device and hub answers; raises where nobody does."""
        if fault == "unsent":
            raise httpx.ConnectError("no network")
        if fault == "portal":
            return Answer(self._weather.chance.choice((200, 200, 511)), ((b"content-type", b"text/html"),), PORTAL)
        if fault == "busy":
            return Answer(429, ((b"retry-after", b"7"),), b"")
        if fault == "down":
            return Answer(503, ((b"content-type", b"text/html"),), b"<h1>503</h1>")
        if fault == "broken":
            return Answer(500, ((b"content-type", b"text/plain"),), b"")
        return None

    def _again(self, asking: Asking) -> None:
        """A copy arrives; nobody hears its answer."""
        copy = asyncio.ensure_future(self._deliver(asking))
        self._copies.add(copy)

        def arrived(copy: asyncio.Future[Answer]) -> None:
            self._copies.discard(copy)
            if not copy.cancelled():
                copy.exception()

        copy.add_done_callback(arrived)


class SimTransport(httpx.AsyncBaseTransport):
    """The wire as httpx knows it."""

    def __init__(self, wire: SimWire) -> None:
        self._wire = wire

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        headers = tuple((name.lower(), value) for name, value in request.headers.raw)
        url = request.url
        asking = Asking(request.method, url.path, url.query, headers, request.content, self._wire.sender)
        answer = await self._wire.ask(asking)
        return httpx.Response(answer.status, headers=list(answer.headers), content=answer.body, request=request)


class QuickClient(HubClient):
    """A client that hands requests to the wire without httpx, which takes longer over each than the hub does."""

    def __init__(self, wire: SimWire) -> None:
        self._quick = wire
        self._limits = Limits()

    def _request(  # type: ignore[override]
        self, endpoint: Endpoint[Any], parameters: Mapping[str, object], headers: dict[str, str], content: bytes | None
    ) -> Asking:
        path = endpoint.path.format_map(parameters)
        query = {name: parameters[name] for name in endpoint.query if parameters.get(name) is not None}
        raw = [(name.lower().encode(), text.encode()) for name, text in headers.items()]
        if content is not None:
            raw.append((b"content-length", b"%d" % len(content)))
        body = content or b""
        return Asking(endpoint.method, path, urlencode(query).encode(), tuple(raw), body, self._quick.sender)

    async def _exchange(self, request: Asking) -> tuple[int, Any, bytes]:  # type: ignore[override]
        try:
            async with asyncio.timeout(self._limits.total):
                answer = await self._quick.ask(request)
        except (httpx.TimeoutException, TimeoutError) as error:
            raise Offline(Code.HUB_SILENT) from error
        except httpx.HTTPError as error:
            raise Offline(Code.HUB_UNREACHABLE) from error
        return answer.status, {name.decode(): value.decode("latin-1") for name, value in answer.headers}, answer.body

    async def close(self) -> None:
        pass
