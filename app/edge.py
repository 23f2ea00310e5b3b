"""Owns the outer wall of the served app: who may connect, and which headers every answer carries.

It must not know files, pages or sessions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
HOST = re.compile(r"(?P<name>[a-z0-9.-]+|\[[0-9a-f:]+\])(:\d{1,5})?", re.IGNORECASE)
REFUSED = 4403  # a WebSocket close code of the private range that says 403

FIXED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "geolocation=(self), camera=(), microphone=(), payment=(), usb=()",
    # Both are needed for Flutter's drawing thread (SharedArrayBuffer); they keep foreign windows out as well.
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Edge:
    """Pure ASGI around `app`; `policy` gives the CSP for a host, `hosts` are names beside the loopback's.

    Addresses under `strict` bring a policy of their own, and may take a POST: no page of the app is there.
    """

    def __init__(
        self, app: ASGIApp, policy: Callable[[str], str], hosts: Collection[str] = (), strict: tuple[str, ...] = ()
    ) -> None:
        self.app = app
        self.policy = policy
        self.hosts = LOOPBACK | {host.lower() for host in hosts}
        self.strict = strict

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if scope["type"] == "websocket":
            return await self.greet(scope, receive, send, headers.get("origin"), host)

        policy = self.policy(host if self.ours(host) else "localhost")
        strict = scope["path"].startswith(self.strict)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                answer = MutableHeaders(scope=message)
                del answer["Access-Control-Allow-Origin"]
                own = answer.get("Content-Security-Policy") if strict else None
                answer.update({**FIXED, "Content-Security-Policy": own or policy})
            await send(message)

        if not self.ours(host):
            refusal = PlainTextResponse("This server does not answer to that name.", 421)
            return await refusal(scope, receive, guarded)
        if scope["method"] not in {"GET", "HEAD"} and not strict:
            refusal = PlainTextResponse("method not allowed", 405, {"Allow": "GET, HEAD"})
            return await refusal(scope, receive, guarded)
        return await self.app(scope, receive, guarded)

    async def greet(self, scope: Scope, receive: Receive, send: Send, origin: str | None, host: str) -> None:
        """Lets a WebSocket in from our own page or from no page at all; a foreign page gets 403.

        Browsers always send Origin (RFC 6455 §10.2), so a session cannot be opened from another site.
        """
        if self.ours(host) and (origin is None or origin.partition("://")[2].lower() == host.lower()):
            return await self.app(scope, receive, send)
        await receive()
        return await send({"type": "websocket.close", "code": REFUSED})

    def ours(self, host: str) -> bool:
        """Whether the Host header names this server: a foreign name that resolves here is DNS rebinding."""
        form = HOST.fullmatch(host)
        return form is not None and form["name"].lower() in self.hosts
