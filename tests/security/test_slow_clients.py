"""Whoever is slow, or never ends, does not hold a place for ever; memory stays bounded. At a real socket."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

import psutil
import pytest

from hub.asgi import HubApp, create_hub
from hub.core import bodies
from hub.door import MOST_HEAD, Door
from hub.settings import HubSettings
from tests.hub.samples import news
from tests.hub.serving import serving
from tests.security.served import listening


class QuickDoor(Door):
    patience = 0.3


@pytest.fixture
def app() -> Iterator[HubApp]:
    app = create_hub(HubSettings(seed=False))
    app.hub.write([news(number, "Wort " * 2000) for number in range(100)])
    yield app
    app.hub.close()


@pytest.fixture
def port(app: HubApp, monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The hub behind its own door, with less patience."""
    monkeypatch.setattr(bodies, "PATIENCE", 0.3)
    with listening(app, QuickDoor) as number:
        yield number


def until_closed(wire: socket.socket, drip: bytes = b"", most: float = 15) -> tuple[bytes, float]:
    """What came until the hub closed, and the seconds it took; a `drip` goes out every 50 ms meanwhile."""
    begin, heard = time.monotonic(), b""
    wire.settimeout(0.05)
    while time.monotonic() - begin < most:
        try:
            part = wire.recv(65_536)
            heard += part
            if not part:
                return heard, time.monotonic() - begin
        except TimeoutError:
            if drip:
                try:
                    wire.send(drip)
                except OSError:
                    return heard, time.monotonic() - begin
        except OSError:
            return heard, time.monotonic() - begin
    raise AssertionError(f"still open after {most} s; heard {heard[:200]!r}")


HALF_BODY = b"POST /v1/session HTTP/1.1\r\nHost: h\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{"


@pytest.mark.parametrize(
    ("begun", "drip"),
    [(b"", b""), (b"GET /v1/news HTTP/1.1\r\nHost: h\r\n", b""), (b"GET /v1/news HTTP/1.1\r\n", b"X: y\r\n")],
)
def test_a_head_that_never_ends_is_shown_out(port: int, begun: bytes, drip: bytes) -> None:
    with socket.create_connection(("127.0.0.1", port)) as wire:
        wire.sendall(begun)
        assert until_closed(wire, drip)[0] == b""


def test_a_second_head_that_trickles_is_shown_out_too(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as wire:
        wire.sendall(b"GET /healthz HTTP/1.1\r\nHost: h\r\n\r\nGET /healthz HTTP/1.1\r\n")
        heard, _ = until_closed(wire, b"X: y\r\n")
        assert heard.count(b"HTTP/1.1 200") == 1


def test_a_head_that_is_too_large_is_cut_off(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QuickDoor, "patience", 60)
    with socket.create_connection(("127.0.0.1", port)) as wire:
        wire.sendall(b"GET /v1/news HTTP/1.1\r\n" + (b"X: " + b"y" * 8_000 + b"\r\n") * (MOST_HEAD // 8_000 + 2))
        assert until_closed(wire)[0] == b""


def test_a_body_that_trickles_ends_in_408(port: int) -> None:
    for drip in (b"", b" "):
        with socket.create_connection(("127.0.0.1", port)) as wire:
            wire.sendall(HALF_BODY)
            heard, _ = until_closed(wire, drip)
            assert heard.startswith(b"HTTP/1.1 408 ")
            assert b"application/problem+json" in heard
    assert bodies.HELD.size == 0


def test_who_goes_in_the_middle_leaves_nothing_behind(port: int) -> None:
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", port)) as wire:
            wire.sendall(HALF_BODY)
    with socket.create_connection(("127.0.0.1", port)) as wire:
        wire.sendall(b"GET /healthz HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n")
        assert until_closed(wire)[0].startswith(b"HTTP/1.1 200 ")
    deadline = time.monotonic() + 5
    while bodies.HELD.size:
        assert time.monotonic() < deadline


def test_a_reader_who_does_not_read_is_shown_out(port: int, app: HubApp) -> None:
    with socket.socket() as wire:
        wire.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        wire.connect(("127.0.0.1", port))
        asked = b"GET /v1/news?limit=100 HTTP/1.1\r\nHost: h\r\n\r\n"
        wire.sendall(asked * 30)
        watched = psutil.Process()

        def here() -> list[Any]:
            return [
                each
                for each in watched.net_connections("tcp")
                if each.status == "ESTABLISHED" and each.laddr.port == port
            ]

        deadline = time.monotonic() + 12
        while not here():
            assert time.monotonic() < deadline, "it never came"
        while here():
            assert time.monotonic() < deadline, "it is still open"


def test_a_peaceful_client_is_not_shown_out(port: int) -> None:
    """Asks all the time over one connection, for longer than patience lasts."""
    wire = HTTPConnection("127.0.0.1", port)
    wire.connect()
    first, begin = wire.sock, time.monotonic()
    while time.monotonic() - begin < 4 * QuickDoor.patience:
        wire.request("GET", "/v1/news")
        answer = wire.getresponse()
        assert (answer.status, len(answer.read()) > 1000) == (200, True)
    assert wire.sock is first
    wire.close()


def test_under_all_of_it_a_hub_stays_small_and_answers(tmp_path: Path) -> None:
    """A process of its own: 300 halves of bodies, of 60 kB each, and forty times ten megabytes."""
    with serving(f"sqlite:///{tmp_path}/hub.db") as hub, ExitStack() as open_ones:
        port, process = hub.client.base_url.port, psutil.Process(hub.process.pid)
        hub.client.get("/v1/news")
        before = process.memory_info().rss
        for _ in range(300):
            wire = open_ones.enter_context(socket.create_connection(("127.0.0.1", port)))
            wire.sendall(HALF_BODY.replace(b"5000", b"65000") + b" " * 60_000)
        refused = {
            hub.client.post("/v1/session", content=b"x" * 10_000_000, headers=JSON).status_code for _ in range(40)
        }
        assert refused == {413}
        assert hub.client.get("/v1/news").status_code == 200
        grown = process.memory_info().rss - before
    assert grown < 100_000_000, grown
    print(f"grown by {grown / 1e6:.0f} MB")


JSON = {"content-type": "application/json"}
