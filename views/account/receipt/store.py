"""Owns the receipt code somebody looks up and what they do with what it opens; it must not draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from contract.contributions import Contribution
from contract.identity import read_code
from contract.text import Text
from services.clock import Clock
from services.outbox import Outbox
from views.kit.loading import Loadable
from views.store import Store
from views.writing import NameAt, nameless, subject

#: Where one's own contributions stand.
MINE = "/beitraege"


@dataclass(frozen=True)
class ReceiptState:
    """`typed` as it stands in the field; `wrong`: it is no code. `code`: the one that `found` belongs to.

    `name`: of the record that it is about.

    `sure`: withdrawing was pressed once. `taken`: what became of taking it to this device; `gone`: of withdrawing.
    """

    typed: str = ""
    wrong: bool = False
    code: str = ""
    found: Loadable[Contribution] = Loadable()
    name: Text | None = None
    sure: bool = False
    taken: Loadable[str] = Loadable()
    gone: Loadable[str] = Loadable()
    now: datetime | None = None


class ReceiptStore(Store[ReceiptState]):
    """The verbs of the page. Changing and withdrawing take the contribution to this device."""

    def __init__(self, outbox: Outbox, clock: Clock, go: Callable[[str], None], name: NameAt = nameless) -> None:
        super().__init__(ReceiptState())
        self._outbox, self._clock, self._go, self._name = outbox, clock, go, name

    async def refresh(self) -> None:
        """The page is shown, or the outbox changed; nothing is asked before a code was typed."""
        self.put(now=self._clock.now())
        found = self.state.found.value
        if found and found.state != "withdrawn" and self.state.gone.value:
            item = await self._outbox.get(found.id)
            if item and item.state == "withdrawn":
                await self.run("found", self._found(self.state.code))

    def type(self, text: str) -> None:
        """Types or pastes into the field."""
        self.put(typed=text, wrong=False)

    async def look(self) -> None:
        """Looks the code up, however it was written: small letters, blanks, O for 0."""
        code = read_code(self.state.typed)
        if code is None:
            self.put(wrong=True)
            return
        self.put(typed=code, code=code, found=Loadable(), name=None, sure=False, taken=Loadable(), gone=Loadable())
        await self.run("found", self._found(code))

    async def take(self) -> None:
        """Takes the contribution to this device, to change it there."""
        await self.run("taken", self._taken())
        if self.state.taken.value:
            self._go(f"{MINE}/{self.state.taken.value}")

    def ask(self, on: bool) -> None:
        """Withdrawing is asked once more."""
        self.put(sure=on)

    async def withdraw(self) -> None:
        """Withdraws it; the device keeps trying until the hub has confirmed it."""
        self.put(gone=Loadable(busy=True))
        await self.run("gone", self._gone())
        self.put(sure=False)

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)

    async def _found(self, code: str) -> Contribution:
        found = await self._outbox.find(code)
        self.note(name=await self._name(subject(found.kind, found.body)) or self.state.name)
        return found

    async def _taken(self) -> str:
        return (await self._outbox.adopt(self.state.code)).id

    async def _gone(self) -> str:
        adopted = await self._outbox.adopt(self.state.code)
        return (await self._outbox.withdraw(adopted.id)).id
