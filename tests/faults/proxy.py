"""Owns the real wire between apps and a hub: an HTTP proxy on the loopback that fails; it must not judge.

What can happen to a request is drawn from a seeded chance; what happened is real: connections are cut, bytes missing.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from typing import Any

from tests.faults.wire import PORTAL, Answer, Asking, Weather

#: What may become of a request, and how often each is drawn among the faults.
FAULTS = {
    "unsent": 4, "half": 2, "lost": 6, "silent": 2, "twice": 5, "late": 4, "cut": 4, "short": 2, "slow": 3,
    "portal": 2, "busy": 1, "down": 2, "broken": 1,
}  # fmt: skip
#: What answers in the hub's place: status, headers, body; several are drawn from.
INSTEAD: dict[str, tuple[tuple[int, str, bytes], ...]] = {
    "portal": ((200, "content-type: text/html", PORTAL), (511, "content-type: text/html", PORTAL),
               (302, "location: http://127.0.0.1:9/anmelden", b"")),
    "busy": ((429, "retry-after: 7", b""), (503, "retry-after: 5", b"")),
    "down": ((503, "content-type: text/html", b"<h1>503</h1>"), (502, "content-type: text/html", b"<h1>502</h1>")),
    "broken": ((500, "content-type: text/plain", b""),),
}  # fmt: skip
#: Seconds after which a copy may still arrive, at most.
LATEST = 30.0
#: Of all pieces of a body: so many, and so many seconds between them.
PIECES, TRICKLE = 8, 2.0
LARGEST = 32 * 1024 * 1024


class RealWeather(Weather):
    """As bad as simulated weather, in other ways."""

    def fault(self, sender: str) -> str:
        if sender in self.cut_off:
            return "unsent"
        if self.chance.random() >= self.rate:
            return ""
        return self.chance.choices(list(FAULTS), list(FAULTS.values()))[0]


Heard = Callable[[Asking, Answer, int], None]


class Proxy:
    """The lines of several senders to one hub. `hub` is its port, 0: there is none.

    `heard` hears each whole answer of the hub, whether it is passed on or not, and which life of the hub was asked.
    """

    def __init__(self, weather: RealWeather, heard: Heard) -> None:
        self.weather, self.hub, self.life = weather, 0, 0
        self._heard = heard
        self._lines: list[asyncio.Server] = []
        self._running: set[asyncio.Task[Any]] = set()

    async def line(self, sender: str) -> str:
        """A new line; gives its URL."""

        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._keep(asyncio.current_task())
            with contextlib.suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
                await self._serve(sender, reader, writer)
            writer.transport.abort() if writer.transport.get_write_buffer_size() == 0 else writer.close()

        line = await asyncio.start_server(serve, "127.0.0.1", 0, limit=LARGEST)
        self._lines.append(line)
        return f"http://127.0.0.1:{line.sockets[0].getsockname()[1]}"

    async def close(self) -> None:
        for line in self._lines:
            line.close()
        for task in tuple(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _keep(self, task: asyncio.Task[Any] | None) -> None:
        if task:
            self._running.add(task)
            task.add_done_callback(self._running.discard)

    async def _serve(self, sender: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One request, as each connection has one here."""
        asking, raw = await _request(sender, reader)
        fault, chance = self.weather.fault(sender), self.weather.chance
        await asyncio.sleep(self.weather.delay())
        if fault in INSTEAD:
            status, header, body = chance.choice(INSTEAD[fault])
            writer.write(f"HTTP/1.1 {status} X\r\n{header}\r\ncontent-length: {len(body)}\r\n\r\n".encode() + body)
            await writer.drain()
            return
        if fault == "unsent":
            return
        if fault == "half":
            await self._deliver(asking, raw[: int(len(raw) * chance.random())])
            return
        if fault in ("twice", "late"):
            self._keep(asyncio.ensure_future(self._again(asking, raw, chance.random() ** 2 * LATEST)))
        if fault == "late":
            return
        answer = await self._deliver(asking, raw)
        await asyncio.sleep(self.weather.delay())
        if fault == "silent":
            await reader.read()
        elif answer and fault != "lost":
            await self._give(fault, answer, writer)

    async def _give(self, fault: str, raw: bytes, writer: asyncio.StreamWriter) -> None:
        chance = self.weather.chance
        if fault == "cut":
            raw = raw[: int(len(raw) * chance.random())]
        elif fault == "short":
            head, _, body = raw.partition(b"\r\n\r\n")
            body = body[: int(len(body) * chance.random())]
            lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"content-length")]
            raw = b"\r\n".join([*lines, b"content-length: %d" % len(body), b"", body])
        if fault == "slow":
            size = len(raw) // PIECES + 1
            for at in range(0, len(raw), size):
                writer.write(raw[at : at + size])
                await writer.drain()
                await asyncio.sleep(chance.random() * TRICKLE)
            return
        writer.write(raw)
        await writer.drain()

    async def _again(self, asking: Asking, raw: bytes, after: float) -> None:
        """A copy arrives; nobody hears its answer."""
        await asyncio.sleep(after)
        with contextlib.suppress(OSError):
            await self._deliver(asking, raw)

    async def _deliver(self, asking: Asking, raw: bytes) -> bytes:
        """What the hub answers, byte for byte; nothing if it died over it, or is not there."""
        life = self.life
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", self.hub, limit=LARGEST)
        except OSError:
            return b""
        try:
            writer.write(raw)
            if b"\r\n\r\n" not in raw or len(raw.partition(b"\r\n\r\n")[2]) < len(asking.body):
                await asyncio.sleep(self.weather.delay())
                return b""
            answer = await reader.read()
        except OSError:
            return b""
        finally:
            writer.transport.abort()
        if read := _answer(answer):
            self._heard(asking, read, life)
            return answer
        return b""


async def _request(sender: str, reader: asyncio.StreamReader) -> tuple[Asking, bytes]:
    """A request, read and as bytes that let the hub close the line after its answer."""
    head = (await reader.readuntil(b"\r\n\r\n"))[:-4]
    first, *lines = head.split(b"\r\n")
    method, target, _ = first.decode().split(" ", 2)
    pairs = [(name.lower(), value.strip()) for name, _, value in (line.partition(b":") for line in lines)]
    headers = tuple(pair for pair in pairs if pair[0] != b"connection")
    size = next((int(value) for name, value in headers if name == b"content-length"), 0)
    body = await reader.readexactly(size)
    path, _, query = target.partition("?")
    raw = b"\r\n".join([first, *(b"%b: %b" % pair for pair in headers), b"connection: close", b"", b""]) + body
    return Asking(method, path, query.encode(), headers, body, sender), raw


def _answer(raw: bytes) -> Answer | None:
    """An answer that is whole."""
    head, separator, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.split(b"\r\n")
    if not separator:
        return None
    pairs = [(name.lower(), value.strip()) for name, _, value in (line.partition(b":") for line in lines)]
    size = next((int(value) for name, value in pairs if name == b"content-length"), 0)
    return Answer(int(first.split()[1]), tuple(pairs), body) if len(body) >= size else None
