"""Owns what "Meine Beiträge" shows and what one can do with all of them; it must not draw."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from contract.contributions import CONTRIBUTIONS
from contract.text import Text
from services.clock import Clock
from services.outbox import Outbox
from services.outbox_item import Item
from services.outbox_receipts import Receipts
from views.kit.loading import Loadable
from views.store import Store
from views.writing import NameAt, form_address, nameless, subject


@dataclass(frozen=True)
class MineState:
    """All that one wrote or sent, newest first. `held_back`: how many of somebody else wait until they sign in.

    `names`: what the things are called that they are about, by the id of the item.
    """

    items: Loadable[tuple[Item, ...]] = Loadable()
    held_back: int = 0
    names: Mapping[str, Text] = field(default_factory=dict)
    now: datetime | None = None


class MineStore(Store[MineState]):
    """The verbs of the list."""

    def __init__(self, outbox: Outbox, clock: Clock, go: Callable[[str], None], name: NameAt = nameless) -> None:
        super().__init__(MineState())
        self._outbox, self._clock, self._go, self._name = outbox, clock, go, name
        self._receipts = Receipts(outbox, clock)

    async def show(self) -> None:
        """The list is opened: shows what the device holds, and asks what became of what a guest sent."""
        await self.refresh()
        if await self._receipts.ask():
            await self.refresh()

    async def refresh(self) -> None:
        """Reads what the device holds."""
        self.note(now=self._clock.now())
        await self.run("items", self._listed())

    async def _listed(self) -> tuple[Item, ...]:
        self.note(held_back=await self._outbox.held_back())
        items = tuple(item for item in await self._outbox.items() if CONTRIBUTIONS[item.kind].listed)
        named = {item.id: await self._name(subject(item.kind, item.body)) for item in items}
        self.note(names={id_: name for id_, name in named.items() if name})
        return items

    async def send_now(self) -> None:
        """Everything that waits is due at once."""
        await self._outbox.send_now()

    def open(self, ident: str) -> None:
        """Goes to one of them."""
        self._go(f"/beitraege/{ident}")

    def go_on(self, item: Item) -> None:
        """Goes to where a draft is written on."""
        self._go(form_address(item.kind, item.body))

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)
