"""Owns a client without Flutter: a real Flet session, its diffs and packing, and what a person would see of it.

Flet's session is no public interface: only this file knows it, and it is pinned to flet 1.0.5. It must not
know a screen of ours, and draws nothing.
"""

from __future__ import annotations

import asyncio
import inspect
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

import flet as ft
import msgpack
from flet.controls.base_control import BaseControl
from flet.controls.context import _context_page, context
from flet.messaging.connection import Connection
from flet.messaging.protocol import (
    Message,
    MessageAction,
    RegisterClientResponseBody,
    configure_encode_object_for_msgpack,
    decode_ext_from_msgpack,
)
from flet.messaging.session import Session
from flet.pubsub.pubsub_hub import PubSubHub

from tests.journeys.tree import Node, apply_patch, walk, words

assert ft.__version__ == "1.0.5", "look through tests/journeys/inprocess.py when Flet's version changes"

T = TypeVar("T")
PATIENCE = 60.0  # seconds until something awaited counts as not coming
ENCODE = configure_encode_object_for_msgpack(BaseControl)  # type: ignore[no-untyped-call]


@dataclass(frozen=True)
class Frame:
    """One message to the client: what it is, its size on the wire in bytes; when, in seconds of clock and CPU."""

    action: MessageAction
    size: int
    at: float
    cpu: float


class Wire(Connection):
    """Packs every message as the WebSocket does, and keeps the tree that Flutter would draw."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.loop = asyncio.get_running_loop()
        self.executor = ThreadPoolExecutor(1)
        self.pubsubhub = PubSubHub(loop=self.loop, executor=self.executor)
        self.page_url = "http://client.invalid"
        self.session: Session | None = None
        self.tree: Node = {}
        self.frames: list[Frame] = []
        self.crashes: list[str] = []
        self.called: list[tuple[str, Any]] = []
        self._going: set[asyncio.Task[None]] = set()

    def send_message(self, message: Message) -> None:
        raw = msgpack.packb([message.action, message.body], default=ENCODE)
        size = len(raw) + 1  # one byte says that it is a message
        self.frames.append(Frame(message.action, size, time.perf_counter(), time.process_time()))
        _, body = msgpack.unpackb(raw, ext_hook=decode_ext_from_msgpack, strict_map_key=False)
        if message.action is MessageAction.REGISTER_CLIENT:
            self.tree = body["page_patch"]
        elif message.action is MessageAction.PATCH_CONTROL:
            apply_patch(next(node for node in walk(self.tree) if node.get("_i") == body["id"]), body["patch"])
        elif message.action is MessageAction.INVOKE_METHOD:
            self._answer(body)
        elif message.action is MessageAction.SESSION_CRASHED:
            self.crashes.append(body["message"])

    def _answer(self, call: Node) -> None:
        """What Flutter answers to a call: nothing, at once; a new route it also tells the page."""
        assert self.session
        self.called.append((call["name"], call["args"]))
        done = self.session.handle_invoke_method_results
        self.loop.call_soon(done, call["control_id"], call["call_id"], None, None)
        if call["name"] == "push_route":
            going = self.loop.create_task(self.go(call["args"]["route"]))
            self._going.add(going)
            going.add_done_callback(self._going.discard)

    async def go(self, route: str) -> None:
        """The address in the browser changed."""
        assert self.session
        self.tree["route"] = route
        self.session.apply_page_patch({"route": route})
        await self.session.dispatch_event(self.session.page._i, "route_change", {"route": route})

    def dispose(self) -> None:
        self.executor.shutdown(wait=False)


class Visit:
    """One person in the app: what stands there, and what one can do."""

    def __init__(self, wire: Wire, session: Session) -> None:
        self._wire, self._session = wire, session

    @property
    def largest(self) -> int:
        """Bytes of the largest message so far."""
        return max(frame.size for frame in self._wire.frames)

    def sent(self) -> list[Frame]:
        """All messages so far."""
        return list(self._wire.frames)

    def page(self) -> Node:
        """The view on top."""
        views = self._wire.tree.get("views") or []
        while isinstance(views, dict):  # a component: what it drew lies in it
            views = views.get("_b") or []
        return views[-1] if views else {}

    def texts(self) -> list[str]:
        """All words on it, as they are read out."""
        return list(words(self.page()))

    def heading(self) -> str:
        """The name of the page; empty while there is none."""
        names = [node["label"] for node in walk(self.page()) if node.get("heading_level") == 1]
        return str(names[0]) if len(names) == 1 else ""

    def buttons(self) -> dict[str, Node]:
        """Everything one can press, by all the words on it."""
        return {" ".join(words(node)): node for node in walk(self.page()) if node["_c"] == "TextButton"}

    @property
    def field(self) -> Node:
        """The one field to type into."""
        return next(node for node in walk(self.page()) if node["_c"] == "TextField")

    async def open(self, route: str) -> None:
        """Types an address."""
        await self._wire.go(route)

    async def press(self, name: str) -> None:
        """Presses the button on which these words stand."""
        await self.until(lambda: any(name in words for words in self.buttons()), f"a button „{name}“")
        button = next(node for words, node in self.buttons().items() if name in words)
        await self._session.dispatch_event(button["_i"], "click", None)

    async def type(self, text: str) -> None:
        """Types into the one field of the page, key by key."""
        for end in range(1, len(text) + 1):
            await self.key(text[:end])

    async def key(self, text: str) -> None:
        """A key after which this stands in the field."""
        self.field["value"] = text
        self._session.apply_patch(self.field["_i"], {"value": text})
        await self._session.dispatch_event(self.field["_i"], "change", text)

    async def hurry(self, text: str) -> None:
        """Types faster than the app draws: each next key is there before the picture of the last one is."""
        events = []
        for end in range(1, len(text) + 1):
            self.field["value"] = text[:end]
            self._session.apply_patch(self.field["_i"], {"value": text[:end]})
            await asyncio.sleep(0)  # the app draws what it knows by now
            event = self._session.dispatch_event(self.field["_i"], "change", text[:end])
            events.append(asyncio.ensure_future(event))
        await asyncio.gather(*events)

    async def sees(self, text: str) -> None:
        """Waits until these words stand there."""
        await self.until(lambda: any(text in line for line in self.texts()), f"„{text}“")

    async def until(self, condition: Callable[[], bool], what: str) -> None:
        """Waits until something holds; tells what stands there instead."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            assert not self._wire.crashes, self._wire.crashes[0]
            assert time.monotonic() < deadline, f"{what} did not come; there is: {self.texts()}"
            await asyncio.sleep(0.005)


@asynccontextmanager
async def visit(main: Callable[[ft.Page], Any], *, route: str = "/", width: float = 390) -> AsyncIterator[Visit]:
    """Opens the app as a phone's browser does, and leaves it afterwards."""
    wire = Wire()
    session = wire.session = Session(wire)
    session.apply_page_patch(_client(route, width))
    _context_page.set(session.page)
    body = RegisterClientResponseBody(session_id=session.id, page_patch=session.get_page_patch(), error="")  # type: ignore[no-untyped-call]
    wire.send_message(Message(MessageAction.REGISTER_CLIENT, body))
    context.reset_auto_update()  # type: ignore[no-untyped-call]
    opened = main(session.page)
    if inspect.isawaitable(opened):
        await opened
    await session.after_event(session.page)
    try:
        yield Visit(wire, session)
        assert not wire.crashes, wire.crashes[0]
    finally:
        session.close()  # type: ignore[no-untyped-call]
        await asyncio.sleep(0)  # the page hears that it is closed
        wire.dispose()


def _client(route: str, width: float) -> Node:
    """What a browser tells about itself when it connects."""
    media = {"padding": {}, "view_padding": {}, "view_insets": {}, "device_pixel_ratio": 1.0}
    return {
        "route": route, "pwa": False, "web": True, "debug": False, "wasm": True, "test": False, "multi_view": False,
        "pyodide": False, "platform_brightness": "light", "width": width, "height": 800.0, "platform": "android",
        "window": {}, "media": {**media, "orientation": "portrait", "always_use_24_hour_format": True},
    }  # fmt: skip


def alone(journey: Coroutine[Any, Any, T]) -> T:
    """Runs a journey to its end in a thread of its own: Playwright's loop may occupy this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, journey).result()
