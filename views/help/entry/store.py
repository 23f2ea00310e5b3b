"""Owns what stands in the form of an offer, its draft, and sending what changed; it must not draw."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from contract.help import HelpOffer
from contract.identity import named_id
from contract.permissions import WhyNot
from contract.problems import Offline, Refused
from services.clock import Clock
from services.help import entry_form
from services.help.desk import HelpDesk
from services.local_file import StoreFailed
from services.outbox import Outbox
from services.outbox_item import Item
from views.kit.loading import Loadable
from views.store import Store

KIND = "help-entries"
#: Said, and not yet in what everybody reads.
ON_ITS_WAY = ("waiting", "sending", "conflict", "refused")


@dataclass(frozen=True)
class EntryState:
    """An offer as it is (`offer`; None: unknown here), the `lines` of the form, and what is `wrong` with them.

    `item`: what was sent of it last. `drafted`: something was typed and not sent. `same`: nothing was changed.
    """

    ident: str = ""
    why: WhyNot | None = None
    offer: Loadable[HelpOffer | None] = Loadable()
    lines: Mapping[str, str] = field(default_factory=dict)
    wrong: Mapping[str, entry_form.Wrong] = field(default_factory=dict)
    item: Item | None = None
    drafted: bool = False
    resumed: bool = False
    same: bool = False
    trouble: str = ""
    now: datetime | None = None


class EntryStore(Store[EntryState]):
    """The verbs of the form. What was sent lies under one id for each offer; so its draft needs one of its own."""

    def __init__(self, desk: HelpDesk, outbox: Outbox, clock: Clock, go: Callable[[str], None]) -> None:
        super().__init__(EntryState())
        self._desk, self._outbox, self._clock, self._go = desk, outbox, clock, go
        self._keeping = asyncio.Lock()

    async def show(self, ident: str) -> None:
        """Begins with the offer as it is, or goes on with what was typed before."""
        self.state = EntryState(ident=ident, why=self._desk.why_not(), now=self._clock.now())
        if self.state.why is None:
            await self.run("offer", self._begin(ident))

    async def _begin(self, ident: str) -> HelpOffer | None:
        offer, item, draft = await self._desk.offer(ident), await self._sent(), await self._outbox.get(self._draft_id)
        if offer and self.state.ident == ident and not self.state.drafted:
            shown = entry_form.pending(offer, item.body) if item and item.state in ON_ITS_WAY else offer
            lines = {**entry_form.written(shown), **(draft.body.get("lines", {}) if draft else {})}
            self.note(item=item, lines=lines, drafted=bool(draft), resumed=bool(draft))
        return offer

    async def refresh(self) -> None:
        """How stands what was sent, and the offer as it is now; what is being typed stays."""
        if self.state.why != self._desk.why_not():
            self.state = EntryState(ident=self.state.ident, why=self._desk.why_not(), now=self._clock.now())
        if self.state.ident and self.state.why is None:
            self.put(item=await self._sent(), now=self._clock.now())
            if not self.state.drafted:
                await self.run("offer", self._begin(self.state.ident))

    async def type(self, name: str, text: str) -> None:
        """A line as it is typed; it is on the disk when this returns."""
        wrong = {other: what for other, what in self.state.wrong.items() if other != name}
        lines = {**self.state.lines, name: text}
        self.put(lines=lines, wrong=wrong, drafted=True, same=False)
        await self._try(self._keep(lines))

    async def _keep(self, lines: Mapping[str, str]) -> None:
        async with self._keeping:
            if lines is self.state.lines and self.state.drafted:
                body = {"offer": self.state.ident, "lines": dict(lines)}
                await self._outbox.draft(KIND, body, self._title, self._draft_id)

    async def send(self) -> None:
        """Sends what changed; what cannot be sent so is said beside its line."""
        offer = self.state.offer.value
        if offer is None:
            return
        found = entry_form.read(offer, self.state.lines)
        self.put(wrong=found.wrong, same=not found.wrong and not found.fields)
        if found.fields and not found.wrong:
            await self._try(self._leave(found.fields))

    async def _leave(self, fields: Mapping[str, Any]) -> None:
        await self._desk.edit(self.state.ident, self._title, fields)
        await self._forget()
        self.put(item=await self._sent(), now=self._clock.now())

    async def drop(self) -> None:
        """Throws away what was typed."""
        await self._try(self._forget())
        await self.show(self.state.ident)

    async def _forget(self) -> None:
        async with self._keeping:
            if await self._outbox.get(self._draft_id):
                await self._outbox.discard(self._draft_id)
            # Not before it is gone: whoever reads anew meanwhile would find it and take it up again.
            self.put(drafted=False, resumed=False)

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)

    async def _sent(self) -> Item | None:
        item = await self._outbox.get(named_id(self._desk.account_id, KIND, self.state.ident))
        return item if item and item.state not in ("draft", "withdrawn") else None

    @property
    def _draft_id(self) -> str:
        return named_id(self._desk.account_id, f"{KIND} draft", self.state.ident)

    @property
    def _title(self) -> str:
        return self.state.lines.get("name", "")

    async def _try(self, verb: Awaitable[Any]) -> None:
        trouble = ""
        try:
            await verb
        except (Offline, Refused, StoreFailed) as problem:
            trouble = problem.code.value
        if trouble != self.state.trouble:
            self.put(trouble=trouble)
