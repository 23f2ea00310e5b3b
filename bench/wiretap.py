"""Owns a TCP proxy that counts every byte of the wire, heads included; it must not change or delay any."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from dataclasses import dataclass
from types import TracebackType
from urllib.parse import urlsplit


@dataclass
class Traffic:
    """Bytes up and down, requests begun, connections opened."""

    up: int = 0
    down: int = 0
    requests: int = 0
    connections: int = 0


class Wiretap:
    """Stands before a URL for as long as it is entered; ask at `url`, read `traffic`."""

    def __init__(self, target: str) -> None:
        self._host, self._port = urlsplit(target).hostname, urlsplit(target).port
        self._ready, self._loop = threading.Event(), asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(self._serve(),), daemon=True)
        self.traffic = Traffic()

    def __enter__(self) -> Wiretap:
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def taken(self) -> Traffic:
        """What went over the wire since the last time."""
        taken, self.traffic = self.traffic, Traffic()
        return taken

    async def _serve(self) -> None:
        self._stop = asyncio.Event()
        server = await asyncio.start_server(self._relay, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._ready.set()
        await self._stop.wait()
        server.close()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.traffic.connections += 1
        hub_reader, hub_writer = await asyncio.open_connection(self._host, self._port)
        with contextlib.suppress(ConnectionError):
            await asyncio.gather(self._copy(reader, hub_writer, True), self._copy(hub_reader, writer, False))

    async def _copy(self, source: asyncio.StreamReader, target: asyncio.StreamWriter, up: bool) -> None:
        while part := await source.read(65536):
            if up:
                self.traffic.up += len(part)
                self.traffic.requests += part.count(b" HTTP/1.1\r\n")
            else:
                self.traffic.down += len(part)
            target.write(part)
            await target.drain()
        target.close()
