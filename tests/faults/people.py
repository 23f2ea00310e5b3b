"""Owns what simulated people do at their devices, and tells the oracle what they saw and wrote; no device dies here.

What somebody tells the oracle, they know: a verb that did not come back (the device died) is only a perhaps.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image

from contract.identity import named_id
from contract.problems import Refused
from services.merge import merge
from services.outbox_item import Item
from tests.faults.devices import SimDevice
from tests.faults.oracle import Thing

OFFERS = ("0192f000-0000-7000-8000-0000000000c1", "0192f000-0000-7000-8000-0000000000c2")
#: Seconds somebody needs at most between seeing something and having changed it.
LONGEST_THOUGHT = 40.0
EDITABLE = ("waiting", "sending", "arrived")


@cache
def jpeg(shade: int) -> bytes:
    """A small photo, each shade another."""
    out = BytesIO()
    Image.new("RGB", (8, 8), (shade, 99, 99)).save(out, "JPEG")
    return out.getvalue()


class Person:
    """Whoever sits at the device. `salt` makes each text they write one of its own."""

    def __init__(self, device: SimDevice, salt: int, step: int) -> None:
        self._device, self._chance, self._step = device, random.Random(salt), step
        self._outbox, self._oracle = device.outbox, device.oracle
        self._texts = 0

    async def do(self, verb: str) -> None:
        """One of `schedule.PEOPLE`."""
        # Somebody who signs in or out meanwhile does it on this device, too: then the form is gone.
        await getattr(self, verb)()
        self._device.sync.nudge()

    async def write(self) -> None:
        kind, body = self._new()
        await self._put(kind, body)

    async def poison(self) -> None:
        kind, body = "feedback", {"about": "/", "text": self._chance.choice(("GIFT-422 ", "GIFT-500 ")) + self._text()}
        await self._put(kind, body, poison=True)

    async def draft(self) -> None:
        """Begins something, and perhaps sends it after a while."""
        kind, body = self._new()
        owner = self._device.account
        self._oracle.trying(owner, body)
        item = await self._outbox.draft(kind, body, "Entwurf")
        for _ in range(self._chance.randrange(3)):
            changed = self._changed(item.body)
            self._oracle.trying(owner, changed)
            item = await self._outbox.draft(kind, changed, "Entwurf", item.id)
        if self._chance.random() < 0.7:
            await asyncio.sleep(self._chance.random() * LONGEST_THOUGHT)
            if self._device.account != owner:
                return
            thing = self._oracle.wrote(item.id, owner, kind, item.body, {})
            await self._outbox.send(item.id)
            thing.sent = True

    async def bookmark(self) -> None:
        if not self._device.account:
            return
        record = f"help/{self._chance.choice(OFFERS)}"
        id_ = named_id(self._device.account, "bookmarks", record)
        before = await self._outbox.get(id_)
        body = {"record": record, "kept": self._chance.random() < 0.7}
        thing = self._oracle.things.get(id_)
        if thing:
            self._oracle.replacing(thing, body, {"kept": not body["kept"]})
        item = await self._outbox.put("bookmarks", body, "Merkzeichen")
        # Two devices may each keep and forget it: there is one field of two values, and none is lost to the other.
        # It is theirs who sat there when it was kept: somebody else may just have signed in.
        thing = self._oracle.wrote(item.id, item.owner, "bookmarks", body, before.body if before else {})
        self._oracle.replacing(thing, body, {"kept": not body["kept"]})
        thing.seen[("kept", not body["kept"])].add(body["kept"])
        thing.sent = True

    async def photo(self) -> None:
        item = await self._some(("waiting", "arrived"), "feedback")
        if item and len(item.photos) < 3:
            await self._outbox.attach(item.id, jpeg(self._chance.randrange(0, 256, 64)))

    async def edit(self) -> None:
        item = await self._some(EDITABLE, "feedback", "help-checks")
        if item is None or item.gone:
            return
        await asyncio.sleep(self._chance.random() * LONGEST_THOUGHT * self._chance.choice((0, 0, 1)))
        if self._device.account != item.owner:
            return
        body = self._changed(item.body)
        self._oracle.trying(item.owner, body)
        if thing := self._oracle.things.get(item.id):
            self._oracle.replacing(thing, body, item.body)
        try:
            kept = await self._outbox.change(item.id, body, item)
        except Refused:
            return
        if kept.state not in ("draft", "withdrawn"):
            thing = self._oracle.wrote(item.id, item.owner, item.kind, body, item.body)
            if "GIFT-500" not in str(thing.written) and "GIFT" not in str(body):
                thing.poison = False
            if thing.withdrawn == self._device.name and not kept.gone:
                # Another form was still open, and called the withdrawal back before anybody heard of it.
                thing.withdrawn = ""

    async def withdraw(self) -> None:
        item = await self._some((*EDITABLE, "refused", "conflict"), "feedback", "help-checks")
        if item is None or item.state == "draft" or item.gone:
            return
        # Whoever wrote it may not have told yet that it was kept.
        thing = self._oracle.things.setdefault(item.id, Thing(item.id, item.owner, item.kind))
        thing.maybe_withdrawn = True
        await self._outbox.withdraw(item.id)
        thing.withdrawn = self._device.name

    async def settle(self) -> None:
        """Chooses field by field between the two sides shown."""
        for item in await self._outbox.items():
            if item.state != "conflict" or item.theirs is None:
                continue
            body = merge(item.base_body, item.body, item.theirs.body).body
            for name in item.conflicts:
                if self._chance.random() < 0.5:
                    body[name] = item.theirs.body.get(name, "")
            await asyncio.sleep(self._chance.random() * 5)
            if self._device.account != item.owner:
                return
            if thing := self._oracle.things.get(item.id):
                for name in item.conflicts:
                    sides = {item.body.get(name), item.theirs.body.get(name)}
                    thing.seen[(name, body.get(name))] |= sides - {body.get(name)}
            with contextlib.suppress(Refused):
                await self._outbox.settle(item.id, body, item)

    async def hurry(self) -> None:
        await self._outbox.send_now()

    async def leave(self) -> None:
        """Signs out."""
        if self._device.account:
            await self._device.sign_in("")

    async def come(self) -> None:
        """Signs in as one of those who use this device."""
        account = self._chance.choice(self._device.accounts)
        if account != self._device.account:
            await self._device.sign_in(account)

    async def _put(self, kind: str, body: dict[str, Any], poison: bool = False) -> None:
        owner = self._device.account
        self._oracle.trying(owner, body)
        item = await self._outbox.put(kind, body, "Beitrag")
        thing = self._oracle.wrote(item.id, item.owner, kind, body, {})
        thing.sent, thing.poison = True, poison
        if item.owner != owner:
            self._oracle.say("wrong_owner", f"written by {owner!r}, kept as of {item.owner!r}")

    async def _some(self, states: tuple[str, ...], *kinds: str) -> Item | None:
        items = [item for item in await self._outbox.items() if item.state in states and item.kind in kinds]
        return self._chance.choice(items) if items else None

    def _new(self) -> tuple[str, dict[str, Any]]:
        if self._chance.random() < 0.5:
            return "help-checks", {"offer": self._chance.choice(OFFERS), "holds": True, "remark": self._text()}
        return "feedback", {"about": "/", "text": self._text(), "query": self._text()}

    def _changed(self, body: dict[str, Any]) -> dict[str, Any]:
        """Another text in one field that people write, or in both."""
        names = [name for name in ("remark", "text", "query") if name in body]
        wanted = self._chance.sample(names, self._chance.randint(1, len(names)))
        return {**body, **{name: self._text() for name in wanted}}

    def _text(self) -> str:
        self._texts += 1
        return f"{self._step}.{self._texts}"
