"""Owns what the page of one contribution shows and what one can do with it; it must not draw."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from contract.problems import Offline, Refused
from contract.text import Text
from services.clock import Clock
from services.local_file import StoreFailed
from services.merge import merge
from services.outbox import Outbox
from services.outbox_item import Item
from services.qr import code_of
from views.kit.loading import Loadable
from views.store import Store
from views.writing import NameAt, form_address, nameless, subject

Side = Literal["mine", "other"]


@dataclass(frozen=True)
class Held:
    """What the device holds under an id: nothing, or a contribution. `name`: of the record it is about."""

    item: Item | None
    name: Text | None = None


@dataclass(frozen=True)
class OneState:
    """One contribution. `body`: what stands in the form while it is `changing`; `seen`: what it began with.

    `chosen`: which version of each field in question shall hold. `asking`: whether it shall really be withdrawn.
    `picture`: its code as a QR picture (PNG). `copied`: the code lies in the clipboard.
    """

    ident: str = ""
    held: Loadable[Held] = Loadable()
    changing: bool = False
    body: Mapping[str, Any] = field(default_factory=dict)
    seen: Item | None = None
    chosen: Mapping[str, Side] = field(default_factory=dict)
    asking: bool = False
    picture: bytes = b""
    copied: bool = False
    trouble: str = ""
    now: datetime | None = None

    @property
    def item(self) -> Item | None:
        """What is shown, once it is read."""
        return self.held.value.item if self.held.value else None


class OneStore(Store[OneState]):
    """The verbs of the page. `copy` puts words into the clipboard."""

    def __init__(
        self,
        outbox: Outbox,
        clock: Clock,
        go: Callable[[str], None],
        copy: Callable[[str], Awaitable[object]],
        name: NameAt = nameless,
    ) -> None:
        super().__init__(OneState())
        self._outbox, self._clock, self._go, self._copy, self._name = outbox, clock, go, copy, name

    async def show(self, ident: str) -> None:
        """Shows the one with this id."""
        if ident != self.state.ident:
            self.state = OneState(ident)
        await self.refresh()
        # What became of a guest's contribution only its code can ask; without a network the last answer stands.
        if self.state.item:
            with suppress(Offline, Refused, StoreFailed):
                await self._outbox.refresh(ident)

    async def refresh(self) -> None:
        """Reads it anew; what is being typed or chosen stays."""
        if self.state.ident:
            self.note(now=self._clock.now())
            await self.run("held", self._read(self.state.ident))

    async def _read(self, ident: str) -> Held:
        item = await self._outbox.get(ident)
        return Held(item, await self._name(subject(item.kind, item.body)) if item else None)

    async def send_now(self) -> None:
        """Sends it at once, without the pause after a failure."""
        await self._try(self._outbox.send_now(self.state.ident))

    def change(self) -> None:
        """Opens the form with what was sent; again: closes it."""
        item = self.state.item
        if item:
            self.put(changing=not self.state.changing, body=dict(item.body), seen=item, asking=False, trouble="")

    def write(self, **fields: Any) -> None:
        """What stands in the form."""
        self.put(body={**self.state.body, **fields})

    async def save(self) -> None:
        """Sends what stands in the form instead of what was sent.

        Where another device wrote otherwise meanwhile, it says so first; whoever then sends means it.
        """
        await self._try(self._outbox.change(self.state.ident, dict(self.state.body), self.state.seen))
        if not self.state.trouble:
            self.put(changing=False)
        else:
            self.put(seen=self.state.item)

    def ask(self) -> None:
        """Says what withdrawing means before it is done; again: takes the question back."""
        self.put(asking=not self.state.asking, changing=False, trouble="")

    async def withdraw(self) -> None:
        """Takes it back."""
        self.put(asking=False)
        await self._try(self._outbox.withdraw(self.state.ident))

    async def forget(self) -> None:
        """Takes it off this device: a draft, something refused or withdrawn."""
        await self._try(self._outbox.discard(self.state.ident))
        if not self.state.trouble:
            self.leave("/beitraege")

    def go_on(self) -> None:
        """Goes to where a draft is written on."""
        if self.state.item:
            self.leave(form_address(self.state.item.kind, self.state.item.body))

    def choose(self, name: str, side: Side) -> None:
        """Which version of a field shall hold."""
        self.put(chosen={**self.state.chosen, name: side})

    async def settle(self) -> None:
        """Sends what was chosen, once everything is."""
        item = self.state.item
        if item is None or item.theirs is None or any(name not in self.state.chosen for name in item.conflicts):
            return
        theirs = item.theirs.body
        body = merge(item.base_body, item.body, theirs).body
        body.update({name: theirs.get(name) for name, side in self.state.chosen.items() if side == "other"})
        await self._try(self._outbox.settle(item.id, body, item))
        if not self.state.trouble:
            self.put(chosen={})

    async def copy_code(self) -> None:
        """Puts the receipt code into the clipboard."""
        if self.state.item:
            await self._copy(self.state.item.code)
            self.put(copied=True)

    def show_code(self) -> None:
        """Shows or hides the code as a QR picture."""
        if self.state.item:
            self.put(picture=b"" if self.state.picture else code_of(self.state.item.code))

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)

    async def _try(self, verb: Awaitable[Any]) -> None:
        """Awaits a verb, then reads what became of it; a problem is shown."""
        self.put(trouble="")
        try:
            await verb
        except (Offline, Refused, StoreFailed) as problem:
            self.put(trouble=problem.code.value)
        await self.refresh()
