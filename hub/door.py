"""Owns how a hub listens, and how patient it is with whoever is slow; it must not know what is asked.

uvicorn waits for ever for a head that trickles and for a reader who does not read; httptools takes heads of any
length. Bodies have their own limits (`hub.core.bodies`).
"""

from __future__ import annotations

import asyncio
import gc
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol, RequestResponseCycle

#: Seconds between two looks at a connection. Who gets nothing done between two of them is shown out.
PATIENCE = 20
#: Bytes of a head, and what a reader must take from us between two looks.
MOST_HEAD = 64 * 1024
LEAST_READ = 16 * 1024
#: Connections of one process: the memory they may take at most is this many bodies.
MOST_CONNECTIONS = 800


class Door(HttpToolsProtocol):
    """A connection that is looked after."""

    patience: float = PATIENCE

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._seen: RequestResponseCycle | None = None
        self._idle = self._closing = False
        self._unread = self._head = 0
        self._watch = self.loop.call_later(self.patience, self._look)

    def connection_lost(self, exc: Exception | None) -> None:
        self._watch.cancel()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        before = self.cycle
        super().data_received(data)
        if self.cycle is not before or not self._between():
            self._head = 0
        else:
            self._head += len(data)
            if self._head > MOST_HEAD and not (before and before.more_body):
                self.transport.abort()

    def _between(self) -> bool:
        """Whether no request is being answered: what comes is a head, or the rest of a body nobody wanted."""
        return self.cycle is None or self.cycle.response_complete

    def _look(self) -> None:
        # One that closes flushes what is unread; uvloop does not tell how much that is.
        closing = self.transport.is_closing()
        unread = 0 if closing else self.transport.get_write_buffer_size()
        # An open connection that waits in peace is closed by uvicorn after `timeout_keep_alive`.
        idle = self._between()
        trickles = idle and self._idle and self.cycle is self._seen
        if trickles or (closing and self._closing) or (self._unread and unread > self._unread - LEAST_READ):
            self.transport.abort()
            return
        self._idle, self._seen, self._unread, self._closing = idle, self.cycle, unread, closing
        self._watch = self.loop.call_later(self.patience, self._look)


#: No access log: a query says what somebody looks for. No `Server` header: it only costs bytes.
OPTIONS: dict[str, Any] = {
    "http": Door, "ws": "none", "access_log": False, "server_header": False, "limit_concurrency": MOST_CONNECTIONS,
    "timeout_keep_alive": 5, "timeout_graceful_shutdown": 30,
}  # fmt: skip


def settle() -> None:
    """Once all is made and before anybody asks: what is there stays, so nobody waits while Python looks through it.

    A look costs 50 to 100 ms. Only for a process that is a hub and nothing else.
    """
    gc.collect()
    gc.freeze()
    # Requests under way are no rubbish: looking for it only seldom spares 3 % of a write.
    gc.set_threshold(20_000, 10, 10)
