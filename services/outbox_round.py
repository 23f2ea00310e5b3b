"""Owns sending: one round over all that waits; it must not know screens.

A thing has one operation on the way at a time; things do not wait for one another. Only a network that gives
nothing ends a round. Under an account's name nothing goes out but while just that account is signed in.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from typing import Any, TypeVar

from contract.contributions import Contribution, Sent
from contract.endpoints import PUT_CONTRIBUTION, WITHDRAW_CONTRIBUTION, Endpoint
from contract.identity import new_id
from contract.problems import Code, Offline, Problem, Refused
from services.clock import Clock
from services.hub import Answer, HubClient, Unchanged
from services.local_file import StoreFailed
from services.local_outbox import OutboxRows
from services.outbox_answers import answered, frozen, lost, met, refused
from services.outbox_item import Item, Operation, due, later, outlived, restored
from services.outbox_photos import send_photo
from services.outbox_pull import Speaks, pull, taking
from services.pushes import Pushed

T = TypeVar("T")
#: Seconds: the shortest and the longest pause that the app chooses, and the longest that a hub may ask for.
FIRST_PAUSE, LONGEST_PAUSE, LONGEST_ASKED = 2.0, 50.0, 86_400.0
#: How many operations on one thing follow each other in a round; others wait for it.
TRIES = 4
#: There is no way to the hub just now, for anything.
NO_WAY = (Code.HUB_UNREACHABLE, Code.HUB_SILENT, Code.HUB_FOREIGN)


class NotSignedIn(Exception):
    """Somebody else, or nobody, is signed in meanwhile: this must not go out now."""


class Carrier:
    """Carries items to the hub and back. `told` is called after each change."""

    def __init__(
        self,
        rows: OutboxRows,
        hub: HubClient,
        sign_in: Speaks,
        clock: Clock,
        chance: random.Random,
        told: Callable[[], None],
    ) -> None:
        self._rows, self._hub, self._sign_in, self._clock = rows, hub, sign_in, clock
        self._chance, self._told = chance, told
        self._turn = asyncio.Lock()

    def now(self) -> float:
        """Unix seconds."""
        return self._clock.now().timestamp()

    def id(self) -> str:
        """A new id or key."""
        return new_id(self.now, self._chance.getrandbits)

    @property
    def busy(self) -> bool:
        """Whether something may be on the way now."""
        return self._turn.locked()

    async def push(self, epoch: str) -> Pushed:
        """One round over all that is due, in the order in which it became so. Raises nothing of the wire."""
        async with self._turn:
            sent, problem = 0, None
            try:
                await self._erase_outlived()
                await self._wake_restored(epoch)
                waiting = [item for item in await self._rows.all() if self._mine(item) and due(item, self.now())]
                for item in sorted(waiting, key=lambda item: item.next_try):
                    code = await self._carry_on(item, epoch)
                    sent += code is None
                    problem = problem or code
                    if code in NO_WAY:
                        break
                return Pushed(sent, problem, self._next(await self._rows.all()))
            except StoreFailed as failed:
                return Pushed(sent, failed.code, LONGEST_PAUSE / 2)

    async def pull(self) -> None:
        """What was sent from other devices of the account. Raises Offline, Refused, StoreFailed."""
        async with self._turn:
            await pull(self._rows, self._sign_in, self._told)

    async def take(self, got: Contribution, owner: str, code: str) -> Item | None:
        """Puts a contribution of the hub among the items, or merges it with the one that is there."""
        async with self._turn:
            item = await self._rows.edit(got.id, taking(got, owner, code, got.epoch))
        self._told()
        return item

    def _mine(self, item: Item) -> bool:
        return not item.owner or item.owner == self._sign_in.account_id

    def _next(self, items: tuple[Item, ...]) -> float | None:
        now = self.now()
        waits = [
            0.0 if due(item, now) else item.next_try - now
            for item in items
            if self._mine(item) and item.state in ("waiting", "sending")
        ]
        return max(0.0, min(waits)) if waits else None

    async def _erase_outlived(self) -> None:
        """Whoever wrote it: what its kind keeps only for some days is erased, with a network or without."""
        now = self.now()
        if await self._rows.erase(lambda item: outlived(item, now)):
            self._told()

    async def _wake_restored(self, epoch: str) -> None:
        """What another epoch confirmed is sent again, once: the hub that is there now may not have it."""
        for item in await self._rows.all():
            if self._mine(item) and item.state in ("arrived", "withdrawn") and item.base and restored(item, epoch):
                await self._rows.edit(item.id, lambda now: now and now.but(state="waiting", next_try=0.0))

    async def _carry_on(self, item: Item, epoch: str) -> Code | None:
        """Tries one item, and again if what it met or what was written meanwhile leaves something to send."""
        for _ in range(TRIES):
            code = await self._carry(item, epoch)
            now = await self._rows.get(item.id)
            if code or now is None or not due(now, self.now()) or not self._mine(now):
                return code
            item = now
        return None

    async def _carry(self, item: Item, epoch: str) -> Code | None:
        """Tries one item; gives what was in the way. Whatever happens here stays with this item."""
        op: Operation | None = None
        try:
            await self._send_photos(item)
            op = await self._freeze(item.id, epoch)
            if op is None:
                return None
            got = _checked(item, op, await self._send(item, op))
        except NotSignedIn:
            return None
        except Offline as offline:
            return await self._put_off(item.id, offline.code, 0)
        except Refused as no:
            return await self._refuse(item, op, no.problem, epoch)
        await self._keep(item.id, lambda now: answered(now, op, got, epoch))
        return None

    async def _send_photos(self, item: Item) -> None:
        for photo in () if item.gone or item.sent else item.photos:
            if not photo.complete:
                data = await self._rows.photo(photo.id)
                if data is not None:
                    await send_photo(lambda endpoint, **asked: self._call(item, endpoint, **asked), photo.id, data)
                # What cannot be read here any more must not hold up the words.
                stays = [photo.model_copy(update={"complete": True})] if data is not None else []
                await self._keep(item.id, _swapping(photo.id, stays))

    async def _freeze(self, id_: str, epoch: str) -> Operation | None:
        """The operation that goes out, on the disk before the wire sees anything; None: not now."""

        def change(item: Item | None) -> Item | None:
            if item is None or not due(item, self.now()):
                return item
            # What went out before goes out again as it was, whatever photos came to it meanwhile.
            # A withdrawal has none, and must not wait for those that were to come.
            if item.sent is None and not item.gone and not all(photo.complete for photo in item.photos):
                return item
            return frozen(item, epoch, self.id())

        item = await self._rows.edit(id_, change)
        self._told()
        return item.sent if item and item.state == "sending" else None

    async def _send(self, item: Item, op: Operation) -> Contribution:
        headers = {"Idempotency-Key": op.key}
        if op.base:
            headers |= {"If-Match": f'"{op.base}"', "Hub-Epoch": op.epoch}
        elif not op.gone:
            headers["If-None-Match"] = "*"
        body = None if op.gone else Sent(body=op.body, attachments=op.attachments)
        endpoint = WITHDRAW_CONTRIBUTION if op.gone else PUT_CONTRIBUTION
        answer = await self._call(item, endpoint, headers=headers, body=body, kind=item.kind, id=item.id)
        if isinstance(answer, Unchanged):
            raise Offline(Code.HUB_FOREIGN)
        return answer.value

    async def _call(self, item: Item, endpoint: Endpoint[T], **asked: Any) -> Answer[T] | Unchanged:
        """Under the name of the item's owner, or with the receipt code of a guest, and never otherwise."""
        if not item.owner:
            asked["headers"] = {**asked.get("headers", {}), "Receipt-Code": item.code}
            return await self._hub.call(endpoint, **asked)
        if not self._mine(item):
            raise NotSignedIn
        return await self._sign_in.call(endpoint, **asked)

    async def _refuse(self, item: Item, op: Operation | None, problem: Problem, epoch: str) -> Code | None:
        if problem.status == 412 and op is not None:
            if problem.current is None and op.base:
                await self._keep(item.id, lost)
                return None
            try:
                current = _checked(item, None, Contribution.model_validate(problem.current))
            except (ValueError, Offline):
                return await self._put_off(item.id, Code.HUB_FOREIGN, 0)
            await self._keep(item.id, lambda now: met(now, op, current, epoch))
            return None
        asked = op or Operation(key="", body={})
        wait = self._pause(item.tries, problem.retry_after or 0)

        def change(now: Item) -> Item:
            after = refused(now, asked, problem, epoch)
            return later(after, problem.code, self.now(), wait) if after.state == "waiting" else after

        await self._keep(item.id, change)
        return problem.code

    async def _put_off(self, id_: str, code: Code, retry_after: int) -> Code:
        await self._keep(id_, lambda item: later(item, code, self.now(), self._pause(item.tries, retry_after)))
        return code

    def _pause(self, tries: int, retry_after: int) -> float:
        longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(tries + 1, 16))
        return max(self._chance.uniform(FIRST_PAUSE, longest), min(float(retry_after), LONGEST_ASKED))

    async def _keep(self, id_: str, change: Callable[[Item], Item]) -> None:
        await self._rows.edit(id_, lambda item: change(item) if item else None)
        self._told()


def _swapping(photo_id: str, stays: list[Any]) -> Callable[[Item], Item]:
    def change(item: Item) -> Item:
        photos = [part for photo in item.photos for part in (stays if photo.id == photo_id else [photo])]
        return item.but(photos=tuple(photos))

    return change


def _checked(item: Item, op: Operation | None, got: Contribution) -> Contribution:
    """The receipt, if it can be one of this operation. Raises Offline: somebody else's answer proves nothing."""
    fits = got.id == item.id and got.kind == item.kind and got.version >= 1 and bool(got.epoch)
    if op is not None:
        fits = fits and got.version >= op.base and (got.state == "withdrawn" or not op.gone)
        fits = fits and all(op.body[name] == value for name, value in got.body.items() if name in op.body)
    if not fits:
        raise Offline(Code.HUB_FOREIGN)
    return got
