"""Owns a wire between app and hub on which every request is written down whole; it must not change one."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple

import httpx

#: Headers that hold for one stretch of a wire alone (RFC 9110), and what httpx writes itself.
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "content-encoding", "host"}


class Request(NamedTuple):
    """What came over the wire from the app."""

    method: str
    path: str
    headers: str
    body: bytes


class Recorder:
    """All requests of an app to its hub, in their order."""

    def __init__(self, hub_url: str) -> None:
        self.requests: list[Request] = []
        self._hub = httpx.Client(base_url=hub_url, timeout=30, trust_env=False)
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._line())
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def everything(self) -> str:
        """All of it in one text, to look for words in."""
        return "\n".join(
            f"{each.method} {each.path}\n{each.headers}\n{each.body.decode('utf-8', 'replace')}"
            for each in self.requests
        )

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self._hub.close()

    def _line(self) -> type[BaseHTTPRequestHandler]:
        recorder = self

        class Line(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def _pass_on(self) -> None:
                body = self.rfile.read(int(self.headers.get("content-length") or 0))
                recorder.requests.append(Request(self.command, self.path, str(self.headers), body))
                headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
                try:
                    answer = recorder._hub.request(self.command, self.path, headers=headers, content=body)
                except httpx.HTTPError:
                    self.close_connection = True
                    return
                self.send_response(answer.status_code)
                for name, value in answer.headers.items():
                    if name.lower() not in HOP:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(answer.content)))
                self.end_headers()
                self.wfile.write(answer.content)

            do_GET = do_PUT = do_POST = do_PATCH = do_DELETE = do_HEAD = _pass_on  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:
                """Quiet: what is recorded is asked for."""

        return Line


@contextmanager
def recording(hub_url: str) -> Iterator[Recorder]:
    """A recorder in front of a hub, until the end of the block."""
    recorder = Recorder(hub_url)
    thread = threading.Thread(target=recorder.server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield recorder
    finally:
        recorder.close()
        thread.join()
