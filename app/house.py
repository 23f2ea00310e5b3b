"""Owns what all people of this process share: which hub, which store, the sync; it must not know a screen.

One `House` a process. One `app.home.Home` a person: settings and the stores of the screens.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.device import device_name
from app.idle import SECONDS
from services.account.elsewhere import Waiting
from services.account.session import SignIn
from services.bundle import load_bundle
from services.clock import Clock
from services.hub import HubClient
from services.local import PublicStore
from services.local_private import PrivateStore
from services.outbox import Outbox
from services.secrets import SecretStore
from services.sync import Sync

MEMORY = ":memory:"
#: A name that never leads anywhere (RFC 6761).
NOWHERE = "http://hub.invalid"


@dataclass(frozen=True)
class HouseSettings:
    """`data`: the durable folder; None: all in memory. `hub_url`: a hub elsewhere; "": embedded here.

    `shared`: many people use this process (a public web server, a kiosk): then what is private lives in
    memory for each of them and ends with the session. `demo`: an embedded hub has the demo accounts, whose
    password everybody knows. `link`: the https address that leads back into a served app from where one signs in
    elsewhere. `address`: where this process serves; there an embedded hub has its pages to read and print.
    `idle`: seconds without a stir after which answers about oneself are forgotten; a kiosk waits less.
    """

    data: Path | None = None
    hub_url: str = ""
    shared: bool = False
    demo: bool = True
    link: str = ""
    address: str = ""
    idle: float = SECONDS


class House:
    """What all people of this process share."""

    def __init__(self, settings: HouseSettings, clock: Clock | None = None) -> None:
        self.settings = settings
        self.clock = clock or Clock()
        if settings.data:
            settings.data.mkdir(parents=True, exist_ok=True)
        self.public = PublicStore(settings.data / "public.db" if settings.data else MEMORY)
        self._embedded = _embedded(settings)
        self.hub = HubClient.embedded(self._embedded) if self._embedded else HubClient.at(settings.hub_url or NOWHERE)
        self.sync = Sync(self.hub, self.public, self.clock)
        self._own = None if settings.shared else self._private()
        self._own_sign_in = None if settings.shared else self._sign_in()
        self._own_outbox = (
            Outbox(self._own, self.hub, self._own_sign_in, self.clock) if self._own and self._own_sign_in else None
        )
        if self._own_outbox:
            self.carry(self._own_outbox)
        self._stop = asyncio.Event()
        self._loop: asyncio.Task[None] | None = None
        self._waking: asyncio.Task[None] | None = None

    @property
    def demo(self) -> bool:
        """Whether the demo accounts are there: only an embedded hub has them, and a phone has none."""
        return self.settings.demo and self._embedded is not None

    @property
    def embedded(self) -> Callable[[Any, Any, Any], Awaitable[None]] | None:
        """The hub of this process as an ASGI app; None: it is elsewhere."""
        return self._embedded

    @property
    def reading(self) -> str:
        """Where the hub's plain pages are (`/lesen/…`); empty: nowhere one could open them."""
        return self.settings.hub_url or (self.settings.address if self._embedded else "")

    def _private(self) -> PrivateStore:
        folder = None if self.settings.shared else self.settings.data
        return PrivateStore(folder / "private.db" if folder else MEMORY)

    def private(self) -> PrivateStore:
        """The person's own store: the one of this device, or a new one in memory where many share it."""
        return self._own or self._private()

    def _sign_in(self, waiting: Waiting | None = None) -> SignIn:
        shared, room = self.settings.shared, self.settings.hub_url or f"{self.settings.data or ''}"
        secrets = SecretStore(room=room) if room and not shared else SecretStore.in_memory()
        link = self.settings.link if waiting else ""
        return SignIn(self.hub, secrets, self.clock, device_name(shared=shared), link=link, waiting=waiting)

    def sign_in(self, waiting: Waiting) -> SignIn:
        """The person's own sign-in: the one of this device, or a new one in memory where many share it.

        There a sign-in that has begun elsewhere waits in the browser of whoever began it.
        """
        return self._own_sign_in or self._sign_in(waiting)

    def outbox(self, private: PrivateStore, sign_in: SignIn) -> Outbox:
        """What the person writes: two windows of this device have one outbox, so that nothing goes twice."""
        return self._own_outbox or Outbox(private, self.hub, sign_in, self.clock)

    def carry(self, outbox: Outbox) -> Callable[[], None]:
        """Sends what waits there from now on. Returns how to stop that."""
        stops = self.sync.attach(outbox.round), outbox.subscribe_waiting(self.sync.nudge)

        def stop_all() -> None:
            for stop in stops:
                stop()

        return stop_all

    async def open(self) -> None:
        """First content into an empty store, then the sync in the background."""
        if self._own_sign_in:
            # A key ring may take long to answer; nobody waits for it to read.
            self._waking = asyncio.create_task(self._own_sign_in.wake())
        await load_bundle(self.public)
        await self.sync.recall()
        self._loop = asyncio.create_task(self.sync.run(self._stop))

    async def close(self) -> None:
        """Ends the sync and closes what is open."""
        self._stop.set()
        self.sync.nudge()
        for task in (self._waking, self._loop):
            if task:
                await task
        await self.hub.close()
        if self._embedded:
            await self._embedded.close()
        self.public.close()
        if self._own:
            self._own.close()


def _embedded(settings: HouseSettings) -> _Embedded | None:
    """The hub of this process, where none elsewhere was named; a phone carries none and is offline without one."""
    if settings.hub_url:
        return None
    try:
        import hub.settings  # noqa: F401
    except ModuleNotFoundError:
        return None
    return _Embedded(settings)


class _Embedded:
    """The hub in this process, made when it is first asked, away from the event loop."""

    def __init__(self, settings: HouseSettings) -> None:
        self._url = f"sqlite:///{settings.data / 'hub.db'}" if settings.data else "sqlite://"
        self._demo = settings.demo
        self._lock = asyncio.Lock()
        self._app: Any = None

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async with self._lock:
            if self._app is None:
                self._app = await asyncio.to_thread(self._build)
        await self._app(scope, receive, send)

    def _build(self) -> Any:
        from hub.asgi import create_hub
        from hub.settings import HubSettings

        app = create_hub(HubSettings(database_url=self._url, demo=self._demo))
        app.state.hub.jobs.start()
        return app

    async def close(self) -> None:
        """Ends the hub, if there ever was one."""
        if self._app is not None:
            await asyncio.to_thread(self._app.state.hub.close)
