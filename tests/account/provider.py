"""Owns providers for tests: a real one as a process of its own, one that lies, and a person with a browser."""

from __future__ import annotations

import contextlib
import functools
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey

from hub.providers import Elsewhere, Provider

#: It prints where it listens, and ends when its standard input does: no test can leave it behind.
SCRIPT = """
import sys
from oidc_provider_mock import run_server_in_thread
with run_server_in_thread() as server:
    print(server.server_port, flush=True)
    sys.stdin.read()
"""
LINK = "https://app.wueapp.invalid/anmeldung"


@contextlib.contextmanager
def real_provider() -> Iterator[str]:
    """The issuer of a real OpenID Connect provider on loopback."""
    command = [sys.executable, "-W", "ignore", "-c", SCRIPT]
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, text=True, **pipes) as process:
        assert process.stdin
        assert process.stdout
        yield f"http://localhost:{int(process.stdout.readline())}"
        process.stdin.close()
        process.wait(10)


def at(issuer: str, **more: str) -> Elsewhere:
    """A hub that knows one provider."""
    told = {"id": "amt", "name": "Amt", "issuer": issuer, "client_id": "wueapp", "client_secret": "ge:heim", **more}
    return Elsewhere((Provider(**told),), (LINK,))


class Person:
    """Somebody at the provider's form. `came`: where their browser was sent; it goes there if `follows`."""

    def __init__(self, subject: str = "erika", *, denies: bool = False, follows: bool = True) -> None:
        self._form = {"action": "deny"} if denies else {"sub": subject}
        self._follows = follows
        self.asked = self.came = self.page = ""

    async def browse(self, url: str) -> None:
        self.asked = url
        async with httpx.AsyncClient(trust_env=False) as browser:
            form = await browser.get(url)
            assert 'name="sub"' in form.text
            self.came = (await browser.post(url, data=self._form)).headers["location"]
            if self._follows:
                self.page = (await browser.get(self.came)).text


Bend = Callable[[dict[str, Any]], dict[str, Any]]


@functools.cache
def key(name: str) -> RSAKey:
    """A key of that name; making one takes a while."""
    return RSAKey.generate_key(2048, parameters={"kid": name, "use": "sig"})


class Liar:
    """A provider that says what a test wants. `claims` bends the ID token, `told` the discovery document."""

    def __init__(self) -> None:
        self.key = self.shown = key("eins")
        self.header: dict[str, Any] = {"alg": "RS256", "kid": "eins"}
        self.claims: Bend = dict
        self.told: Bend = dict
        self.token: Callable[[str], str] = str
        self.status = 200
        self.raw: bytes | None = None
        self.seen: list[tuple[str, dict[str, str], str]] = []
        self.issuer = ""

    def answer(self, path: str) -> dict[str, Any]:
        if path == "/.well-known/openid-configuration":
            names = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/jwks"}
            return self.told({"issuer": self.issuer, **{name: self.issuer + at for name, at in names.items()}})
        if path == "/jwks":
            return dict(KeySet([self.shown]).as_dict(private=False))
        now = int(time.time())
        claims = {"iss": self.issuer, "aud": "wueapp", "sub": "erika", "nonce": "N", "iat": now, "exp": now + 60}
        return {"id_token": self.token(jwt.encode(self.header, self.claims(claims), self.key)), "token_type": "Bearer"}

    def asked(self, path: str) -> list[tuple[dict[str, str], dict[str, list[str]]]]:
        """Headers and form of what came to a path."""
        return [(headers, parse_qs(body)) for where, headers, body in self.seen if where == path]


@contextlib.contextmanager
def lying_provider() -> Iterator[Liar]:
    liar = Liar()

    class Desk(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            length = int(self.headers.get("content-length") or 0)
            path = urlsplit(self.path).path
            headers = {name.lower(): value for name, value in self.headers.items()}
            liar.seen.append((path, headers, self.rfile.read(length).decode()))
            plain = path != "/.well-known/openid-configuration"
            body = liar.raw if liar.raw is not None and plain else json.dumps(liar.answer(path)).encode()
            self.send_response(liar.status if plain else 200)
            self.send_header("content-type", "application/json")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            with contextlib.suppress(ConnectionError):
                self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - so the standard library calls it

        def log_message(self, format: str, *args: Any) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Desk) as server:
        liar.issuer = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield liar
        server.shutdown()
        thread.join()
