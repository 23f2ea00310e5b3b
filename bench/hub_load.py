"""Owns the load of the hub's bench: raw sockets, kept alive, a closed loop; it must not judge answers."""

from __future__ import annotations

import re
import selectors
import socket
from collections.abc import Sequence
from typing import NamedTuple

LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)
CONNECTIONS = 8


class Question(NamedTuple):
    """A request target and the headers that matter."""

    target: str
    headers: tuple[tuple[str, str], ...] = ()

    def encoded(self) -> bytes:
        more = "".join(f"{name}: {value}\r\n" for name, value in self.headers)
        return f"GET {self.target} HTTP/1.1\r\nhost: 127.0.0.1\r\n{more}\r\n".encode()


class Reply(NamedTuple):
    status: int
    head: bytes
    body: bytes


class Wire:
    """One connection that is kept alive."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._got = bytearray()

    def ask(self, question: bytes) -> Reply:
        self.socket.sendall(question)
        while (reply := self.take()) is None:
            pass
        return reply

    def take(self) -> Reply | None:
        """Read what is there; the reply once it is whole."""
        part = self.socket.recv(1 << 20)
        if not part:
            raise ConnectionError("the server hung up")
        self._got += part
        end = self._got.find(b"\r\n\r\n")
        if end < 0:
            return None
        head = bytes(self._got[: end + 2])
        found = LENGTH.search(head)
        length = int(found[1]) if found else 0
        if len(self._got) < end + 4 + length:
            return None
        body = bytes(self._got[end + 4 : end + 4 + length])
        del self._got[: end + 4 + length]
        return Reply(int(head[9:12]), head, body)


def drive(port: int, questions: Sequence[bytes]) -> int:
    """Ask all of them over `CONNECTIONS` wires, each waiting for its answer; gives how many were 200 or 304."""
    rest = iter(questions)
    good = 0
    with selectors.DefaultSelector() as selector:
        for _ in range(CONNECTIONS):
            if (question := next(rest, None)) is None:
                break
            wire = Wire(port)
            wire.socket.sendall(question)
            selector.register(wire.socket, selectors.EVENT_READ, wire)
        while selector.get_map():
            for ready, _ in selector.select():
                if (reply := ready.data.take()) is None:
                    continue
                good += reply.status in (200, 304)
                if (question := next(rest, None)) is None:
                    selector.unregister(ready.fileobj)
                    ready.data.socket.close()
                else:
                    ready.data.socket.sendall(question)
    return good
