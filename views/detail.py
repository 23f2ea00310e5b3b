"""Owns the one way a single record is shown; it must not know which kind."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar
from urllib.parse import quote

from contract.record import Record
from services.clock import Clock
from views.kit.loading import Loadable
from views.store import Store

R = TypeVar("R", bound=Record)
#: Gives the address (URL) that shows the way to a goal, e.g. to "Domstraße 1, 97070 Würzburg".
Way = Callable[[str], str]


def on_the_web(goal: str) -> str:
    """A map on the web. The app itself asks no map server; only a person who taps this leaves it."""
    return f"https://www.openstreetmap.org/search?query={quote(goal)}"


@dataclass(frozen=True)
class Found(Generic[R]):
    """What was looked for. `record` is None where the device holds no such thing (any more)."""

    record: R | None


@dataclass(frozen=True)
class DetailState(Generic[R]):
    """One record as it is shown. `shared` says what became of sharing; `code` is a QR picture (PNG)."""

    ident: str = ""
    found: Loadable[Found[R]] = Loadable()
    now: datetime | None = None
    shared: str = ""
    code: bytes = b""


class DetailStore(Store[DetailState[R]], Generic[R]):
    """The verbs of a page about one thing. `get` reads it from the device by its id.

    `way` gives the address that shows the way to a goal; what it is, the device knows.
    """

    def __init__(
        self,
        get: Callable[[str], Awaitable[R | None]],
        clock: Clock,
        go: Callable[[str], None],
        way: Way = on_the_web,
    ) -> None:
        super().__init__(DetailState())
        self._get = get
        self._clock = clock
        self._go = go
        self.way = way

    async def show(self, ident: str) -> None:
        """Shows the thing with this id."""
        if ident != self.state.ident:
            self.put(ident=ident, found=Loadable(), shared="", code=b"")
        await self.refresh()

    async def refresh(self) -> None:
        """Reads it anew from the device."""
        if self.state.ident:
            self.put(now=self._clock.now())
            await self.run("found", self._read(self.state.ident))

    async def _read(self, ident: str) -> Found[R]:
        return Found(await self._get(ident))

    def forget(self) -> None:
        """Nothing is shown any more, and nothing says what was."""
        self._asked["found"] = self._asked.get("found", 0) + 1  # what is still being read is not shown
        self.state = type(self.state)()

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)
