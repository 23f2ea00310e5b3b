"""Owns the one way people write something and send it: kept as typed, sent, honest about how it stands.

It must not know which kind it is, and must not draw.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from contract.contributions import CONTRIBUTIONS
from contract.identity import new_id
from contract.problems import Offline, Refused
from services.clock import Clock
from services.local_file import StoreFailed
from services.outbox import Outbox
from services.outbox_item import Item
from services.photo import prepare
from views.store import Store

#: Lets the person choose at most so many photos; gives the bytes of each as the device has it.
Pick = Callable[[int], Awaitable[tuple[bytes, ...]]]


@dataclass(frozen=True)
class Shot:
    """A photo in the form: the id of its file, and what is seen of it (JPEG)."""

    ident: str
    jpeg: bytes


@dataclass(frozen=True)
class FormState:
    """What is being written about something (`about`: an offer's id, a page's address).

    `item`: how it lies in the outbox; None while nothing was typed. `resumed`: it is a draft of before.
    `open`: the fields are shown. `lacking`: somebody wanted to send it without words. `trouble`: a problem code.
    """

    about: str = ""
    title: str = ""
    ident: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)
    item: Item | None = None
    open: bool = False
    resumed: bool = False
    lacking: bool = False
    position: bool = False
    shots: tuple[Shot, ...] = ()
    trouble: str = ""
    now: datetime | None = None

    @property
    def sent(self) -> bool:
        """Whether it has left the person's hands."""
        return self.item is not None and self.item.state != "draft"


class FormStore(Store[FormState]):
    """The verbs of a form. `subject` is the field of the body that says what it is about.

    `recalls`: what was sent about the same thing before is shown instead of an empty form.
    """

    def __init__(
        self,
        outbox: Outbox,
        kind: str,
        subject: str,
        clock: Clock,
        go: Callable[[str], None],
        *,
        pick: Pick,
        recalls: bool = False,
    ) -> None:
        super().__init__(FormState())
        self.kind = CONTRIBUTIONS[kind]
        self._outbox, self._clock, self._go, self._pick = outbox, clock, go, pick
        self._subject, self._recalls = subject, recalls
        self._keeping = asyncio.Lock()

    async def show(self, about: str, title: str, **given: Any) -> None:
        """Begins, or goes on with what was written about this before. `given` are first values of the body."""
        if about != self.state.about:
            self.put(about=about, title=title, ident="", body={}, item=None, open=False, resumed=False, shots=())
        elif self.state.sent and not self._recalls:
            self.again()
        self.note(lacking=False, trouble="", now=self._clock.now())
        if not self.state.ident:
            await self._recall(about)
        self.put(body={**self.state.body, **given})

    async def _recall(self, about: str) -> None:
        """Takes the draft about this thing, or what was sent last."""
        items = await self._outbox.items(self.kind.name)
        same = [item for item in items if item.body.get(self._subject) == about]
        draft = next((item for item in same if item.state == "draft"), None)
        photos = draft.photos if draft else ()
        shots = tuple([Shot(photo.id, await self._outbox.photo(photo.id) or b"") for photo in photos])
        sent = next((item for item in same if item.state not in ("draft", "withdrawn")), None)
        if self.state.ident or self.state.about != about:
            return  # somebody began to write, or went on, while this was read
        if draft:
            self.put(ident=draft.id, body=draft.body, item=draft, open=True, resumed=True, shots=shots)
        elif sent and self._recalls:
            self.put(ident=sent.id, item=sent)

    async def refresh(self) -> None:
        """Reads how it stands; what is being typed stays."""
        if self.state.ident:
            item = await self._outbox.get(self.state.ident)
            if item != self.state.item:
                self.put(item=item, now=self._clock.now())

    async def write(self, **fields: Any) -> None:
        """What stands in the form, as it is typed; it is on the disk when this returns."""
        ident = self.state.ident or new_id()
        self.put(ident=ident, body={**self.state.body, **fields}, lacking=False, open=True)
        await self._try(self._keep(self.state.body))

    async def _keep(self, body: Mapping[str, Any]) -> None:
        async with self._keeping:
            if body is not self.state.body:
                return  # more was typed meanwhile, and the next turn keeps all of it
            state = self.state
            whole = {self._subject: state.about, **body}
            item = await self._outbox.draft(self.kind.name, whole, state.title, state.ident)
            if self.state.ident == item.id:
                self.note(item=item)

    async def send(self, needs: str = "", **fields: Any) -> None:
        """Sends what stands there; `needs`: fields that must not be empty, with blanks between."""
        if not all(str(self.state.body.get(name, "")).strip() for name in needs.split()):
            self.put(lacking=True)
            return
        await self.write(**fields)
        if not self.state.trouble:
            await self._try(self._leave())

    async def _leave(self) -> None:
        item = await self._outbox.send(self.state.ident)
        self.put(item=item, open=False, resumed=False, shots=(), now=self._clock.now())

    async def withdraw(self) -> None:
        """Takes back what was sent."""
        await self._try(self._withdraw())

    async def _withdraw(self) -> None:
        self.put(item=await self._outbox.withdraw(self.state.ident), now=self._clock.now())

    async def drop(self) -> None:
        """Throws the draft away."""
        if self.state.item and not self.state.sent:
            await self._try(self._outbox.discard(self.state.ident))
        self.again()

    def again(self) -> None:
        """An empty form about the same thing."""
        self.put(ident="", body={}, item=None, open=False, resumed=False, lacking=False, shots=(), trouble="")

    def keep_position(self, kept: bool) -> None:
        """Whether photos chosen from now on keep where they were taken."""
        self.put(position=kept)

    async def add_photos(self) -> None:
        """Lets the person choose photos; they lie beside the draft at once."""
        free = self.kind.photos - len(self.state.shots)
        for raw in (await self._pick(free))[:free]:
            await self._try(self._add(raw))

    async def _add(self, raw: bytes) -> None:
        jpeg = (await prepare(raw, keep_position=self.state.position)).data
        await self.write()
        item = await self._outbox.attach(self.state.ident, jpeg)
        self.put(item=item, shots=(*self.state.shots, Shot(item.photos[-1].id, jpeg)))

    async def remove_photo(self, ident: str) -> None:
        """Takes a photo out again."""
        await self._try(self._outbox.detach(self.state.ident, ident))
        self.put(shots=tuple(shot for shot in self.state.shots if shot.ident != ident))

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)

    async def _try(self, verb: Awaitable[Any]) -> None:
        """Awaits a verb; a problem of it is shown in the form, and what was typed stays."""
        trouble = ""
        try:
            await verb
        except (Offline, Refused, StoreFailed) as problem:
            trouble = problem.code.value
        if trouble != self.state.trouble:
            self.put(trouble=trouble)
