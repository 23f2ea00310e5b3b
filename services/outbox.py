"""Owns what a person can do with what they write: draft, send, change, withdraw, settle; it must not draw.

One mechanism for every kind of contribution. Each verb is kept on the disk when it returns, network or not;
"arrived" is said only of what the hub has confirmed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from contract.contributions import CONTRIBUTIONS, Contribution
from contract.identity import named_id, new_code
from contract.permissions import GUEST, why_not
from contract.problems import Code, Offline, Refused
from services.clock import Clock
from services.hub import HubClient
from services.local_outbox import OutboxRows
from services.local_private import PrivateStore
from services.outbox_item import Item, Photo, outlived
from services.outbox_pull import Speaks, look
from services.outbox_round import NO_WAY, Carrier
from services.outbox_wishes import changed, sent, taken_back, there, with_photo, without_photo
from services.outbox_words import code_read, no, wanted
from services.pushes import Pushed


class Outbox:
    """The outbox of one person. Every verb raises StoreFailed where nothing could be kept."""

    def __init__(
        self,
        private: PrivateStore,
        hub: HubClient,
        sign_in: Speaks,
        clock: Clock,
        chance: random.Random | None = None,
    ) -> None:
        self._rows = OutboxRows(private)
        self._hub, self._sign_in, self._clock = hub, sign_in, clock
        self._chance = chance or random.SystemRandom()
        self._carrier = Carrier(self._rows, hub, sign_in, clock, self._chance, self._tell)
        self._listeners: list[Callable[[], None]] = []
        self._on_waiting: list[Callable[[], None]] = []

    @property
    def trouble(self) -> Code | None:
        """STORE_BROKEN when a row was damaged; the others are sound."""
        return self._rows.trouble

    async def draft(self, kind: str, body: Mapping[str, Any], title: str, id: str = "") -> Item:
        """Keeps something half-written, just as it was typed. The id of a draft replaces it.

        What is no draft any more stays as it is: that is changed by `change`. Raises Refused (sign-in-needed) for
        what a guest may not send at all.
        """
        owner, now = self._sign_in.account_id, self._clock.now()
        if not owner and (why := why_not(GUEST, CONTRIBUTIONS[kind].action)):
            raise no(why.code, 401)
        id_ = id or self._new_id(kind, body, owner)
        # A guest's receipt code is there from the start, so that it can be shown before the network is.
        code = "" if owner else new_code(self._chance.getrandbits)

        def change(item: Item | None) -> Item:
            if item is None:
                times = {"created_at": now, "changed_at": now}
                return Item(id=id_, owner=owner, kind=kind, title=title, body=dict(body), code=code, **times)
            if item.state != "draft" or not self._sees(item):
                return item
            return item.but(body=dict(body), title=title, changed_at=now)

        return await self._edit(id_, change)

    async def send(self, id: str) -> Item:
        """A draft, or what was refused, waits for the hub from now on.

        Raises Refused (`errors` with pointers such as `#/body/remark`) for what the hub would not take.
        """
        return await self._wish(id, lambda item: sent(item, self._clock.now()))

    async def put(self, kind: str, body: Mapping[str, Any], title: str) -> Item:
        """Writes and sends at once. Of kinds with `once` there is one item for each thing. Raises Refused."""
        item = await self.draft(kind, wanted(kind, body), title)
        return await (self.send(item.id) if item.state == "draft" else self.change(item.id, body))

    async def change(self, id: str, body: Mapping[str, Any], seen: Item | None = None) -> Item:
        """Other content, before or after it arrived; a draft stays one. Raises Refused.

        `seen`: the item as the form showed it. What came from elsewhere since then stays where the person left it
        alone, and is refused (changed-meanwhile) where they did not.
        """
        return await self._wish(id, lambda item: changed(item, body, self._clock.now(), seen))

    async def settle(self, id: str, body: Mapping[str, Any], seen: Item | None = None) -> Item:
        """After a conflict: what the person chose between the sides of `seen`. Raises Refused."""
        return await self.change(id, body, seen)

    async def withdraw(self, id: str) -> Item:
        """Takes it back. Of what never went out nothing is sent."""
        return await self._wish(id, lambda item: taken_back(item, self._clock.now()))

    async def discard(self, id: str) -> None:
        """Forgets a draft, or what was refused or withdrawn, on this device."""

        def change(item: Item | None) -> Item | None:
            states = ("withdrawn",) if item and item.base else ("draft", "refused", "withdrawn")
            return None if item and item.state in states else item

        await self._own(id)
        await self._rows.edit(id, change)
        self._tell()

    async def attach(self, id: str, photo: bytes) -> Item:
        """Puts a photo (JPEG, made small and clean already) beside it. Raises Refused: no more may be."""
        await self._own(id)
        named = Photo(id=self._carrier.id(), size=len(photo))
        now = self._clock.now()
        item = await self._rows.attach(id, named.id, photo, lambda item: with_photo(item, named, now))
        self._tell()
        self._wake()
        return there(item)

    async def detach(self, id: str, photo_id: str) -> Item:
        """Takes a photo away again."""
        return await self._wish(id, lambda item: without_photo(item, photo_id, self._clock.now()))

    async def photo(self, photo_id: str) -> bytes | None:
        """The bytes of a photo that the hub has not confirmed yet; None: they are not here."""
        return await self._rows.photo(photo_id)

    async def items(self, kind: str = "") -> tuple[Item, ...]:
        """What whoever is signed in wrote, and what was written as a guest on this device; newest first."""
        before, rows = self.trouble, await self._rows.all()
        if self.trouble != before:
            self._tell()  # a row is damaged: whoever shows that learns of it only here
        every = [self._shown(item) for item in rows if self._here(item) and kind in ("", item.kind)]
        return tuple(sorted(every, key=lambda item: (item.created_at, item.id), reverse=True))

    async def get(self, id: str) -> Item | None:
        """One of them."""
        item = await self._rows.get(id)
        return self._shown(item) if item and self._here(item) else None

    async def held_back(self) -> int:
        """How many items of others wait for these to sign in."""
        return sum(
            1 for item in await self._rows.all() if not self._sees(item) and item.state in ("waiting", "sending")
        )

    async def send_now(self, id: str = "") -> None:
        """What waits is due at once: one thing, or all."""
        for item in await self.items():
            if item.state in ("waiting", "sending") and id in ("", item.id):
                await self._rows.edit(item.id, lambda now: now and now.but(next_try=0.0, wait=0.0))
        self._wake()

    async def push(self, epoch: str) -> Pushed:
        """One round at a hub of this epoch. Raises nothing of the wire."""
        return await self._carrier.push(epoch)

    async def pull(self) -> None:
        """What other devices of the account sent, and what became of it. Raises Offline, Refused."""
        await self._carrier.pull()

    async def round(self, epoch: str) -> Pushed:
        """Push, then pull: what the sync calls (`Sync.attach`). Raises nothing of the wire.

        What the hub does not take of one thing keeps nobody from hearing of all others.
        """
        pushed = await self.push(epoch)
        if pushed.problem not in NO_WAY:
            try:
                await self.pull()
            except (Offline, Refused) as failed:
                return replace(pushed, problem=pushed.problem or failed.code)
        return pushed

    async def refresh(self, id: str) -> Item | None:
        """Looks what became of a guest's contribution. Raises Offline, Refused."""
        item = await self._own(id)
        return await self.adopt(item.code) if item.code and item.base else item

    async def find(self, code: str) -> Contribution:
        """The contribution of a receipt, on any device. Raises Offline, Refused (RECEIPT_UNKNOWN)."""
        return await look(self._hub, code_read(code))

    async def adopt(self, code: str) -> Item:
        """Takes a receipt's contribution onto this device, to be changed or withdrawn here. As `find`."""
        found = await self.find(code)
        return there(await self._carrier.take(found, "", code_read(code)))

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Calls the listener after any change. Returns how to stop that."""
        return _listen(self._listeners, listener)

    def subscribe_waiting(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Calls the listener when something new waits for the wire, e.g. `Sync.nudge`. Returns how to stop that."""
        return _listen(self._on_waiting, listener)

    def _new_id(self, kind: str, body: Mapping[str, Any], owner: str) -> str:
        once = CONTRIBUTIONS[kind].once
        return named_id(owner, kind, str(body[once])) if once and owner else self._carrier.id()

    def _sees(self, item: Item) -> bool:
        return item.owner in ("", self._sign_in.account_id)

    def _here(self, item: Item) -> bool:
        """Whether it is shown: what has outlived its days is gone, if it is erased only in the next round."""
        return self._sees(item) and not outlived(item, self._clock.now().timestamp())

    def _shown(self, item: Item) -> Item:
        """Nothing is being sent while nobody sends: this one was under way as the app was ended, and waits."""
        return item.but(state="waiting") if item.state == "sending" and not self._carrier.busy else item

    async def _own(self, id_: str) -> Item:
        return there(await self.get(id_))

    async def _wish(self, id_: str, change: Callable[[Item | None], Item]) -> Item:
        """Changes an item of whoever is here; the wire is woken if it waits then."""
        await self._own(id_)
        item = await self._edit(id_, change)
        if item.state == "waiting":
            self._wake()
        return item

    async def _edit(self, id_: str, change: Callable[[Item | None], Item]) -> Item:
        item = there(await self._rows.edit(id_, change))
        self._tell()
        return item

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()

    def _wake(self) -> None:
        for listener in tuple(self._on_waiting):
            listener()


def _listen(listeners: list[Callable[[], None]], listener: Callable[[], None]) -> Callable[[], None]:
    listeners.append(listener)
    return lambda: listeners.remove(listener) if listener in listeners else None
