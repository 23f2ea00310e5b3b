"""Owns a wire between app and hub that can misbehave as real ones do, chosen at run time; it must not know the app."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import httpx

from contract.changes import page_checksum

PORTAL = b"<!doctype html><title>Gast-WLAN</title><form>Bitte anmelden</form>"
#: Asked of the hub plainly: a validator would give an empty 304, and packed bytes cannot be bent.
PASSED_ON = ("content-type", "etag", "cache-control")


class Wire:
    """A small HTTP proxy on the loopback. `behave` is what it does with each answer of the hub."""

    def __init__(self, hub_url: str) -> None:
        self.behave: Behaviour = fine
        self.released = threading.Event()
        hub = httpx.Client(base_url=hub_url, timeout=30, trust_env=False, headers={"accept-encoding": "identity"})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._line_to(hub))
        self._server.daemon_threads = True
        self._hub = hub
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def turn(self, behave: Behaviour) -> None:
        """From now on the wire behaves like this; whoever hangs on it is let go."""
        self.behave = behave
        self.released.set()
        self.released = threading.Event()

    def serve(self) -> None:
        """Serves until `close` is called from elsewhere."""
        self._server.serve_forever(poll_interval=0.05)

    def close(self) -> None:
        self.turn(broken)
        self._server.shutdown()
        self._server.server_close()
        self._hub.close()

    def _line_to(self, hub: httpx.Client) -> type[BaseHTTPRequestHandler]:
        wire = self

        class Line(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                try:
                    wire.behave(wire, self, hub.get(self.path))
                except (httpx.HTTPError, ConnectionError):
                    self.close_connection = True

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Line


Behaviour = Callable[[Wire, BaseHTTPRequestHandler, httpx.Response], None]


@contextmanager
def wire_to(hub_url: str) -> Iterator[Wire]:
    """A wire to a hub, in a thread of its own."""
    wire = Wire(hub_url)
    thread = threading.Thread(target=wire.serve)
    thread.start()
    try:
        yield wire
    finally:
        wire.close()
        thread.join()


def fine(wire: Wire, line: BaseHTTPRequestHandler, answer: httpx.Response) -> None:
    """Hands everything on."""
    kept = {name: answer.headers[name] for name in PASSED_ON if name in answer.headers}
    _give(line, answer.status_code, kept, answer.content)


def broken(wire: Wire, line: BaseHTTPRequestHandler, answer: httpx.Response) -> None:
    """A hub that fell over, behind a proxy that did not."""
    _give(line, 500, {"content-type": "text/html"}, b"<h1>Internal Server Error</h1>")


def hanging(wire: Wire, line: BaseHTTPRequestHandler, answer: httpx.Response) -> None:
    """Never answers, until the wire turns."""
    wire.released.wait(120)
    line.close_connection = True


def cut(wire: Wire, line: BaseHTTPRequestHandler, answer: httpx.Response) -> None:
    """Breaks off in the middle of the answer."""
    line.send_response(answer.status_code)
    line.send_header("content-type", answer.headers["content-type"])
    line.send_header("content-length", str(len(answer.content)))
    line.end_headers()
    line.wfile.write(answer.content[: len(answer.content) // 2])
    line.close_connection = True


def portal(wire: Wire, line: BaseHTTPRequestHandler, answer: httpx.Response) -> None:
    """A WLAN in which one has to sign in first: HTML for whatever was asked, and a good status."""
    _give(line, 200, {"content-type": "text/html"}, PORTAL)


def one_broken_record(kind: str, good: dict[str, Any], bad: dict[str, Any]) -> Behaviour:
    """Tells of two changes of a kind: one that is whole, and one that no model can read."""

    def tell(wire: Wire, line: BaseHTTPRequestHandler, answer: httpx.Response) -> None:
        if not line.path.startswith(f"/v1/changes/{kind}?"):
            return fine(wire, line, answer)
        page = {**answer.json(), "upserts": [good, bad]}
        page["checksum"] = page_checksum([good["id"], bad["id"]], page.get("gone", ()), page["next"])
        return _give(line, 200, {"content-type": "application/json"}, json.dumps(page).encode())

    return tell


def _give(line: BaseHTTPRequestHandler, status: int, headers: dict[str, str], body: bytes) -> None:
    line.send_response(status)
    for name, value in headers.items():
        line.send_header(name, value)
    line.send_header("content-length", str(len(body)))
    line.end_headers()
    line.wfile.write(body)
