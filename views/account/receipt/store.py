"""Owns the receipt code somebody looks up and what they do with what it opens; it must not draw."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from contract.contributions import Contribution
from contract.identity import read_code
from services.clock import Clock
from services.outbox_item import Item
from views.kit.loading import Loadable
from views.store import Store

Find = Callable[[str], Awaitable[Contribution]]
Adopt = Callable[[str], Awaitable[Item]]
Withdraw = Callable[[str], Awaitable[Item]]
#: Where one's own contributions stand.
MINE = "/beitraege"


@dataclass(frozen=True)
class ReceiptState:
    """`typed` as it stands in the field; `wrong`: it is no code. `code`: the one that `found` belongs to.

    `sure`: withdrawing was pressed once. `taken`: what became of taking it to this device; `gone`: of withdrawing.
    """

    typed: str = ""
    wrong: bool = False
    code: str = ""
    found: Loadable[Contribution] = Loadable()
    sure: bool = False
    taken: Loadable[str] = Loadable()
    gone: Loadable[str] = Loadable()
    now: datetime | None = None


class ReceiptStore(Store[ReceiptState]):
    """The verbs of the page. `find` asks the hub; `adopt` takes the contribution to this device."""

    def __init__(self, find: Find, adopt: Adopt, withdraw: Withdraw, clock: Clock, go: Callable[[str], None]) -> None:
        super().__init__(ReceiptState())
        self._find = find
        self._adopt = adopt
        self._withdraw = withdraw
        self._clock = clock
        self._go = go

    async def refresh(self) -> None:
        """The page is shown; nothing is asked before a code was typed."""
        self.put(now=self._clock.now())

    def type(self, text: str) -> None:
        """Types or pastes into the field."""
        self.put(typed=text, wrong=False)

    async def look(self) -> None:
        """Looks the code up, however it was written: small letters, blanks, O for 0."""
        code = read_code(self.state.typed)
        if code is None:
            self.put(wrong=True)
            return
        self.put(typed=code, code=code, found=Loadable(), sure=False, taken=Loadable(), gone=Loadable())
        await self.run("found", self._find(code))

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

    async def _taken(self) -> str:
        return (await self._adopt(self.state.code)).id

    async def _gone(self) -> str:
        adopted = await self._adopt(self.state.code)
        return (await self._withdraw(adopted.id)).id
