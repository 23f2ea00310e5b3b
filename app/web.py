"""Owns the WueApp as one ASGI app for the browser: Flet's sessions, our page and files, our edge.

It must not start a server, read the environment or know any screen.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Collection
from contextlib import AbstractAsyncContextManager, asynccontextmanager, nullcontext
from pathlib import Path, PurePosixPath
from typing import Any

import flet.fastapi as flet_fastapi
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import Route, Router
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.client import Client
from app.edge import Edge
from app.page import Page, read_index
from app.static import Shelf

SESSION_SECONDS = 300  # how long a person who lost the line finds everything as it was
#: Where keepers of passwords look for the page that changes one (W3C, A Well-Known URL for Changing Passwords).
CHANGE_PASSWORD, ACCOUNT = "/.well-known/change-password", "/konto"
GOODBYE_SECONDS = 2  # how long Flet may put a closed line in order

Main = Callable[..., Any]  # what Flet takes: a function or coroutine of one flet.Page
#: What is the hub's to answer, where one is embedded: plain pages for reading, and the exchange of data.
HUB = ("/lesen", "/hsds/")
Lifespan = Callable[[], AbstractAsyncContextManager[Any]]


class Site:
    """Sends a WebSocket to Flet, a file to the shelf, what is the hub's to it, every other address to the page."""

    def __init__(self, flet: ASGIApp, shelf: Shelf, page: Page, hub: ASGIApp | None = None) -> None:
        self.flet = flet
        self.shelf = shelf
        self.page = page
        self.hub = hub

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket":
            await converse(self.flet, scope, receive, send)
        elif self.hub and scope["path"].startswith(HUB):
            await self.hub(scope, receive, send)
        elif scope["path"] != "/index.html" and (scope["path"].startswith("/v/") or is_file(scope["path"])):
            await self.shelf(scope, receive, send)
        else:
            await self.page(scope, receive, send)


async def converse(flet: ASGIApp, scope: Scope, receive: Receive, send: Send) -> None:
    """One WebSocket with Flet, ended soon after the browser has gone.

    Flet 1.0.5 waits for ever on a line that closed before its first message: each would stay in memory, and
    hold up the end of the server.
    """
    gone = asyncio.Event()

    async def listen() -> Message:
        message = await receive()
        if message["type"] == "websocket.disconnect":
            gone.set()
        return message

    talk = asyncio.ensure_future(flet(scope, listen, send))
    end = asyncio.ensure_future(gone.wait())
    try:
        await asyncio.wait({talk, end}, return_when=asyncio.FIRST_COMPLETED)
        await asyncio.wait({talk}, timeout=GOODBYE_SECONDS if gone.is_set() else None)
    finally:
        end.cancel()
        if not talk.done():
            talk.cancel()
    if talk.done():
        talk.result()


def is_file(path: str) -> bool:
    """Whether an address means a file, not a screen: Flet's own rule, an ending in the last part."""
    return PurePosixPath(path).suffix != ""


def create_web(
    main: Main,
    before_main: Main | None = None,
    *,
    assets: Path,
    cache: Path,
    title: str = "WueApp",
    hosts: Collection[str] = (),
    lifespan: Lifespan = nullcontext,
    hub: ASGIApp | None = None,
) -> Edge:
    """The ready ASGI app; nothing is read or compressed but the page and our own assets, so it is up at once.

    `cache` takes the compressed files (see `app.static.pack`). `hosts` are public names, without
    port, beside the loopback's. `lifespan` is entered before the first session and left after the last.
    `hub`: one in this process, whose pages are then found at the app's own address.
    """
    client = Client(assets)
    page = Page(read_index(assets), client, title)
    flet = flet_fastapi.app(
        main,
        before_main=before_main,
        app_name=title,
        no_cdn=True,
        session_timeout_seconds=SESSION_SECONDS,
    )

    @asynccontextmanager
    async def living(_: object) -> AsyncIterator[None]:
        async with lifespan():
            await flet_fastapi.app_manager.start()
            try:
                yield
            finally:
                await flet_fastapi.app_manager.shutdown()

    site = Site(flet, Shelf(client, cache), page, hub)
    return Edge(Router(routes(), default=site, lifespan=living), page.policy, hosts, HUB if hub else ())


def routes() -> list[Route]:
    """What is neither page nor file."""
    return [
        Route("/healthz", healthz),
        Route(CHANGE_PASSWORD, change_password),
        Route("/.well-known/{name}", unknown),
    ]


async def healthz(_: Request) -> PlainTextResponse:
    """Says that the process serves; it asks nothing else."""
    return PlainTextResponse("ok", headers={"Cache-Control": "no-store"})


async def change_password(_: Request) -> RedirectResponse:
    """Leads to where one's password is changed."""
    return RedirectResponse(ACCOUNT, 302, {"Cache-Control": "no-cache"})


async def unknown(_: Request) -> PlainTextResponse:
    """Nothing else is well known: a page for every address would let others believe that all of it is there."""
    return PlainTextResponse("not found", 404)
