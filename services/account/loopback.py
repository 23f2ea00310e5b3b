"""Owns the door on this computer through which a browser brings back a sign-in; it must not know what it means.

RFC 8252 §7.3: a listener on 127.0.0.1, on any free port, for one answer only.
"""

from __future__ import annotations

import asyncio
import contextlib
from types import TracebackType
from urllib.parse import parse_qs, urlsplit

PATH = "/anmeldung"
#: Bytes of a request head that are read at most, and seconds somebody may take to send one.
LARGEST, PATIENCE = 16 * 1024, 5.0
#: A browser that says too much, too slowly, or leaves.
GONE = (TimeoutError, ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError)
PAGE = (
    '<!doctype html><html lang="de"><meta charset="utf-8"><title>WueApp</title>'
    "<p>{}</p><p>Sie können dieses Fenster schließen.</p></html>"
)


class Loopback:
    """An async context manager: `uri` is where the browser must go, `answer` waits until it does."""

    def __init__(self) -> None:
        self._came: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._state = ""
        self.uri = ""

    async def __aenter__(self) -> Loopback:
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0, limit=LARGEST)
        self.uri = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}{PATH}"
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None,
                        trace: TracebackType | None) -> None:  # fmt: skip
        self._server.close()
        self._came.cancel()

    def expect(self, state: str) -> None:
        """Opens the door for this `state`; before the browser is sent away, which may be back sooner than one thinks.

        Whoever comes with another state (a page in the browser that tries ports) is sent away and changes nothing.
        """
        self._state = state

    async def answer(self, patience: float) -> str:
        """The address the browser came to. Raises TimeoutError after `patience` seconds."""
        return await asyncio.wait_for(self._came, patience)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with contextlib.suppress(*GONE):
                head = await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), PATIENCE)
                status, said = self._take(head.split(b"\r\n", 1)[0].decode("latin-1"))
                writer.write(_page(status, said))
                await writer.drain()
        finally:
            writer.close()

    def _take(self, line: str) -> tuple[str, str]:
        """Status and sentence for a request line."""
        method, _, rest = line.partition(" ")
        target = rest.partition(" ")[0]
        try:
            parts = urlsplit(target)
        except ValueError:
            return "400 Bad Request", "Diese Seite gibt es nicht."
        if parts.path != PATH:
            return "404 Not Found", "Diese Seite gibt es nicht."
        states = parse_qs(parts.query).get("state", [])
        if method != "GET" or not self._state or states != [self._state] or self._came.done():
            return "400 Bad Request", "Diese Anmeldung ist nicht bekannt."
        self._came.set_result(self.uri + "?" + parts.query)
        return "200 OK", "Ihre Anmeldung ist angekommen."


def _page(status: str, said: str) -> bytes:
    page = PAGE.format(said).encode()
    head = (
        f"HTTP/1.1 {status}",
        "content-type: text/html; charset=utf-8",
        f"content-length: {len(page)}",
        "cache-control: no-store",
        "referrer-policy: no-referrer",
        "content-security-policy: default-src 'none'",
        "x-content-type-options: nosniff",
        "connection: close",
    )
    return "\r\n".join((*head, "", "")).encode() + page
