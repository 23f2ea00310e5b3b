"""Owns what the screens of one person share: settings, language, stores; it must not draw."""

from __future__ import annotations

import asyncio
import contextvars
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeVar
from urllib.parse import parse_qsl, urlsplit

from contract.problems import Code
from contract.text import LanguageTag, Text
from services.account.preferences import Preferences, Settings, understood
from services.language import Language
from services.sync import Sync, SyncStatus
from views.store import Store

N = TypeVar("N")
#: Takes a listener, and gives the way to stop it.
Subscribe = Callable[[Callable[[N], None]], Callable[[], None]]
#: What reads a store anew when rows of its kind changed.
Refresh = Callable[[], Coroutine[Any, Any, None]]


@dataclass(frozen=True)
class FrameState:
    """What the shell draws from: where one is, how wide the window is, how the person wants it.

    `turn` grows with each new page at one address. `names`: what places are called, by their slug. `troubles`: what
    happened to what is kept on this device; `closed`: which of that the person has read, in this session.
    """

    route: str = "/"
    turn: int = 0
    width: float = 390
    settings: Settings = Settings()
    names: Mapping[str, Text] = field(default_factory=dict)
    status: SyncStatus = SyncStatus()
    troubles: tuple[Code, ...] = ()
    closed: tuple[Code, ...] = ()


class Frame(Store[FrameState]):
    """The verbs of the shell. `settled` hears of settings whenever they change."""

    def __init__(
        self, preferences: Preferences, go: Callable[[str], None], settled: Callable[[Settings], None]
    ) -> None:
        super().__init__(FrameState())
        self._preferences = preferences
        self._settled = settled
        self._kept = Settings()
        self.go = go

    async def wake(self, route: str, width: float) -> None:
        """Takes the settings as they were kept, and shows the first address."""
        self._kept = await self._preferences.load()
        self.put(route=route, width=width)
        self._wear(worn(route, self._kept))

    def move(self, route: str) -> None:
        """The window shows another address."""
        self.put(route=route)
        settings = worn(route, self._kept)
        if settings != self.state.settings:
            self._wear(settings)

    def turn(self) -> None:
        """Another page stands at the same address: it is shown from its top."""
        self.put(turn=self.state.turn + 1)

    async def settle(self, **change: object) -> None:
        """Changes settings at once and keeps them, e.g. `settle(language="de-simple")`."""
        self._kept = await self._preferences.save(**change)
        self._wear(self._kept)

    def close_trouble(self, trouble: Code) -> None:
        """The person has read what happened: it no longer stands above every page."""
        self.put(closed=(*self.state.closed, trouble))

    def _wear(self, settings: Settings) -> None:
        self.put(settings=settings)
        self._settled(settings)

    @property
    def say(self) -> Language:
        """How the app speaks to this person."""
        return _language(self.state.settings.language)


@cache
def _language(tag: LanguageTag) -> Language:
    return Language(tag)


def worn(address: str, kept: Settings) -> Settings:
    """The settings for an address. Only the gallery's may bring their own, to show each sample in all of them:

    `/galerie/help_finder_full?language=de-simple&scale=2.0&contrast=true&mode=dark`. Nonsense changes nothing.
    """
    parts = urlsplit(address)
    if not parts.path.startswith("/galerie/"):
        return kept
    return kept.model_copy(update=understood(dict(parse_qsl(parts.query))))


class Follower:
    """Refreshes one person's stores when the sync announces a change, in that person's Flet context.

    The sync is shared by all sessions, and Flet finds the page by a context variable: a change must be
    handled in the context of the session it is drawn in.
    """

    def __init__(self, sync: Sync, frame: Frame, refreshes: dict[str, list[Refresh]]) -> None:
        self._refreshes = refreshes
        self._frame = frame
        self._context = contextvars.copy_context()
        self._loop = asyncio.get_running_loop()
        self._tasks: set[asyncio.Future[None]] = set()
        self._stops = [
            sync.subscribe(lambda kind: self._soon(self.changed, kind)),
            sync.subscribe_status(lambda status: self._soon(self._told, status)),
        ]
        frame.put(status=sync.status)

    def follow(self, subscribe: Subscribe[N], react: Callable[[N], None]) -> None:
        """Hears of something else in the same way: `react` runs where this person's page is found."""
        self._stops.append(subscribe(lambda news: self._soon(react, news)))

    def _soon(self, react: Callable[..., None], news: object) -> None:
        self._loop.call_soon(react, news, context=self._context.copy())

    def changed(self, kind: str) -> None:
        """Reads anew what is drawn from things of this kind."""
        for refresh in self._refreshes.get(kind, []):
            task = asyncio.ensure_future(refresh())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _told(self, status: SyncStatus) -> None:
        self._frame.put(status=status)

    def stop(self) -> None:
        """Follows no longer: the person has left."""
        for stop in self._stops:
            stop()
