"""Owns how an endpoint that is no hot read is served: who asks, what was sent, what goes out; it must not know what.

Everything is checked before `answer` runs, in a worker thread of its own kind, so that slow work (hashing a
password) never keeps readers waiting.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from contract.endpoints import Endpoint
from contract.text import Model
from hub.core import bodies, parameters
from hub.core.answers import JSON, SECURITY
from hub.core.callers import Caller, caller, permit, presented
from hub.core.hub import Hub
from hub.core.parameters import Parameter, Word
from hub.core.problems import not_found
from hub.quotas import Counted

PRIVATE = (b"cache-control", b"private, no-store")
#: Ids and kinds: nothing else needs to be looked for.
PLAIN = re.compile(r"[A-Za-z0-9._-]{1,100}")
#: Threads for all servings, and of slow ones at once; readers have others.
MOST_THREADS = 16
MOST_SLOW = 2


class Asking(NamedTuple):
    """What somebody asks, checked: `body` is the endpoint's model, or bytes, or None; `values` are of the query."""

    path: Mapping[str, str]
    values: Mapping[str, Any]
    body: Any
    caller: Caller
    headers: Headers


class Reply(NamedTuple):
    """What goes out. `value` None is 204 unless `status` says otherwise; `media` is that of bytes."""

    value: Model | bytes | None = None
    status: int = 200
    headers: Mapping[str, str] = {}
    media: str = JSON


@dataclass(frozen=True)
class Serving:
    """One endpoint as the hub serves it: `answer` runs in a worker thread and may raise Refusal.

    `headers` are request headers it looks at, for the description. `gives`: the statuses of success it may answer
    (default: 200, or 204 without content). `refuses`: what it may refuse beside what every serving may.
    `most`: bytes a body may have. `slow`: few of them run at once. `counted`: it has a quota
    of its own by address. `app`: a hot route that does all of it itself,
    instead of `answer`.
    """

    endpoint: Endpoint[Any]
    says: str
    answer: Callable[[Asking], Reply] | None = None
    parameters: tuple[Parameter, ...] = ()
    refuses: tuple[int, ...] = ()
    headers: tuple[Word, ...] = ()
    gives: tuple[int, ...] = ()
    media: str = JSON
    takes_media: str = JSON
    most: int = bodies.MOST_BYTES
    slow: bool = False
    counted: Counted | None = None
    app: ASGIApp | None = None

    @property
    def statuses(self) -> tuple[int, ...]:
        return self.gives or ((204,) if self.endpoint.gives is type(None) else (200,))


@dataclass(frozen=True)
class Threads:
    """Where servings run."""

    ordinary: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(MOST_THREADS))
    slow: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(MOST_SLOW))


class ServeRoute:
    """A Serving as an ASGI app."""

    def __init__(self, serving: Serving, hub: Hub, threads: Threads) -> None:
        self._serving = serving
        self._hub = hub
        self._limiter = threads.slow if serving.slow else threads.ordinary

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        serving = self._serving
        if serving.app is not None:
            await serving.app(scope, receive, send)
            return
        if not all(PLAIN.fullmatch(part) for part in scope["path_params"].values()):
            raise not_found()
        asked = parameters.read(scope["path_params"], scope["query_string"], serving.parameters)
        shown = presented(scope["headers"])
        # Who may not is told before anything is read of them.
        asking = await to_thread.run_sync(self._caller, shown, address(scope), limiter=self._limiter)
        self._hub.limits.owned(scope, asking.owner)
        if serving.counted:
            self._hub.limits.count(scope, serving.counted, address(scope))
        body = await self._body(scope, receive)
        made = Asking(asked.path, asked.values, body, asking, Headers(scope=scope))
        assert serving.answer is not None
        reply = await to_thread.run_sync(serving.answer, made, limiter=self._limiter)
        await put_out(reply, scope, send)

    def _caller(self, shown: Any, where: str) -> Caller:
        action = self._serving.endpoint.action
        if action == "read":
            # Nobody need be known; a token that has ended must not stand in the way of a new one.
            return Caller(address=where)
        with self._hub.database.reading() as connection:
            found = caller(connection, shown, int(self._hub.now() * 1000), where)
        permit(found.who, action)
        return found

    async def _body(self, scope: Scope, receive: Receive) -> Any:
        takes = self._serving.endpoint.takes
        if takes is None:
            return None
        bodies.expect_media(scope, self._serving.takes_media)
        raw = await bodies.read(scope, receive, self._serving.most)
        return raw if takes is bytes else bodies.parsed(takes, raw)  # type: ignore[type-var]


class PathRoute:
    """All methods of one path, so that `Allow` names every one of them."""

    def __init__(self, methods: Mapping[str, ASGIApp]) -> None:
        self._methods = methods

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = "GET" if scope["method"] == "HEAD" else scope["method"]
        await self._methods[method](scope, receive, send)


def routes(servings: Sequence[Serving], hub: Hub) -> list[Route]:
    """One route for each path."""
    threads = Threads()
    paths: dict[str, dict[str, ASGIApp]] = {}
    for serving in servings:
        paths.setdefault(serving.endpoint.path, {})[serving.endpoint.method] = ServeRoute(serving, hub, threads)
    return [Route(path, PathRoute(methods), methods=list(methods)) for path, methods in paths.items()]


def address(scope: Scope) -> str:
    """The other end's address; empty in process."""
    client = scope.get("client")
    return str(client[0]) if client else ""


async def put_out(reply: Reply, scope: Scope, send: Send) -> None:
    """Send a reply whole; nobody may keep it but who asked."""
    value, status = reply.value, reply.status
    if isinstance(value, Model):
        value = wire(value)
    elif value is None:
        value, status = b"", 204 if status == 200 else status
    headers = [PRIVATE, *SECURITY, *((name.lower().encode(), text.encode()) for name, text in reply.headers.items())]
    if value:
        headers.append((b"content-type", reply.media.encode()))
    if status != 204:
        headers.append((b"content-length", b"%d" % len(value)))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else value})


def wire(value: Model) -> bytes:
    """The byte form of an answer: names as on the wire, what is None left out."""
    return value.model_dump_json(by_alias=True, exclude_none=True).encode()
