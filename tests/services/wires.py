"""Owns wires that fail as real ones do, in front of a real hub; it must not know sync or store."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any, cast

import httpx

Bend = Callable[[httpx.Request, httpx.Response], httpx.Response]
PORTAL = b"<!doctype html><title>Gast-WLAN</title><form>Bitte anmelden</form>"


class BentWire(httpx.AsyncBaseTransport):
    """Asks the real hub, then does to its answer whatever the network does. `asked`: the paths so far."""

    def __init__(self, hub_app: Any, bend: Bend | None = None) -> None:
        self.move_to(hub_app)
        self.bend = bend
        self.asked: list[str] = []

    def move_to(self, hub_app: Any) -> None:
        """From now on another hub answers."""
        self._wire = httpx.ASGITransport(app=hub_app, raise_app_exceptions=False)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request.url.raw_path.decode())
        response = await self._wire.handle_async_request(request)
        await response.aread()
        return self.bend(request, response) if self.bend else response


def portal(request: httpx.Request, response: httpx.Response) -> httpx.Response:
    """A captive portal: HTML, and a good status."""
    return httpx.Response(200, headers={"content-type": "text/html"}, content=PORTAL)


def broken(request: httpx.Request, response: httpx.Response) -> httpx.Response:
    """A proxy in front of a hub that fell over."""
    return httpx.Response(500, headers={"content-type": "text/html"}, content=b"<h1>Error</h1>")


def only(path: str, bend: Bend) -> Bend:
    """Bends the answers for paths that begin so."""
    return lambda request, response: bend(request, response) if request.url.path.startswith(path) else response


def with_body(response: httpx.Response, body: bytes) -> httpx.Response:
    """The same answer with another body."""
    kept = {name: response.headers[name] for name in ("content-type", "etag") if name in response.headers}
    return httpx.Response(response.status_code, headers=kept, content=body)


@contextlib.asynccontextmanager
async def raw_server(answer: Callable[[bytes, asyncio.StreamWriter], Awaitable[None]]) -> AsyncIterator[str]:
    """A TCP server on loopback that does with each request exactly what `answer` does; gives its URL.

    Whatever still runs when the test leaves is ended.
    """
    serving: set[asyncio.Task[Any]] = set()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        serving.add(cast(asyncio.Task[Any], asyncio.current_task()))
        with contextlib.suppress(ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await answer(await reader.readuntil(b"\r\n\r\n"), writer)
        writer.close()
        with contextlib.suppress(ConnectionError):
            await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving)
        await server.wait_closed()
