"""Owns the only loop: pulls what changed at the hub into the store; it must not know screens.

Each kind on its own: never fetched → snapshot, then changes; 410 or another epoch → snapshot.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, TypeVar

from contract.changes import ChangePage, page_checksum
from contract.endpoints import CHANGES
from contract.kinds import KINDS
from contract.problems import Code, Offline, Refused
from services.clock import Clock
from services.hub import HubClient, Unchanged
from services.local import Cursor, PublicStore
from services.local_file import StoreFailed
from services.pushes import Push, Pushes

L = TypeVar("L")
#: Seconds between two looks at a hub that is well; the first pause after a failure, and the longest: however long
#: it was away, a minute after it is back all is well again, and it is asked no more often than when it is well.
POLL, FIRST_PAUSE, LONGEST_PAUSE = 60.0, 2.0, 50.0
#: Seconds between two rounds, however often somebody wants to push.
SHORTEST_PAUSE = 0.2
PAGE = 500


@dataclass(frozen=True)
class SyncStatus:
    """How it stands. `fetched_at`: since when all here is known to hold; `broken`: records set aside."""

    online: bool = False
    problem: Code | None = None
    fetched_at: datetime | None = None
    broken: int = 0


@dataclass(frozen=True)
class Report:
    """What one round did: kinds that changed, and the problem of each kind that failed.

    `due`: in how many seconds somebody wants to push again.
    """

    changed: tuple[str, ...] = ()
    problems: dict[str, Code] = field(default_factory=dict)
    retry_after: int | None = None
    due: float | None = None


class Sync:
    """Keeps the public store up to date, then lets those push who have something. One at a time per store."""

    def __init__(self, hub: HubClient, public: PublicStore, clock: Clock, chance: random.Random | None = None) -> None:
        self._hub, self._public, self._clock = hub, public, clock
        self._chance = chance or random.Random()  # noqa: S311 - jitter, no secret
        self._nudged = asyncio.Event()
        self._round = asyncio.Lock()
        self._on_change: list[Callable[[str], None]] = []
        self._on_status: list[Callable[[SyncStatus], None]] = []
        self._pushes = Pushes()
        self.status = SyncStatus()

    def subscribe(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Calls the listener with a kind whenever its rows changed. Returns how to stop that."""
        return _listen(self._on_change, listener)

    def subscribe_status(self, listener: Callable[[SyncStatus], None]) -> Callable[[], None]:
        """Calls the listener with each new status. Returns how to stop that."""
        return _listen(self._on_status, listener)

    def attach(self, push: Push) -> Callable[[], None]:
        """Calls the push with the hub's epoch ("": not known) after the pulls of each round. Returns how to stop."""
        return self._pushes.attach(push)

    def nudge(self) -> None:
        """Makes the loop look now, e.g. when the network is back or somebody pulls the list down."""
        self._nudged.set()

    async def recall(self) -> SyncStatus:
        """The status as the store knows it, before anything was asked of the hub."""
        return await self._tell(replace(self.status, **await self._known()))

    async def once(self) -> Report:
        """One round over all kinds; one that fails does not stop the others. Raises nothing of the wire.

        Rounds follow each other: one that a person asks for waits for the one that runs.
        """
        async with self._round:
            return await self._once()

    async def _once(self) -> Report:
        # Help first and alone: it may be needed soonest, and on a slow wire nothing may compete with it.
        first, *rest = KINDS
        outcomes = [await self._pull_safely(first), *await asyncio.gather(*map(self._pull_safely, rest))]
        pulled = dict(zip(KINDS, outcomes, strict=True))
        problems = {kind: error.code for kind, error in pulled.items() if isinstance(error, Exception)}
        waits = [e.problem.retry_after for e in outcomes if isinstance(e, Refused) and e.problem.retry_after]
        report = Report(
            tuple(kind for kind, outcome in pulled.items() if outcome is True),
            problems,
            max(waits, default=None),
            await self._push([kind for kind in KINDS if kind not in problems]),
        )
        offline = all(isinstance(outcome, Exception) for outcome in outcomes)
        problem = next(iter(problems.values()), None)
        await self._tell(SyncStatus(not offline, problem, **await self._known()))
        return report

    async def run(self, stop: asyncio.Event) -> None:
        """Rounds until told to stop, then at once; after a failure with growing pauses (`pause`)."""
        failures = 0
        stopping = asyncio.ensure_future(stop.wait())
        while not stop.is_set():
            self._nudged.clear()
            round_ = asyncio.ensure_future(self.once())
            await asyncio.wait((round_, stopping), return_when=asyncio.FIRST_COMPLETED)
            if not round_.done():
                # A hub that hangs must not hold up the closing of the app.
                round_.cancel()
                break
            report = round_.result()
            failures = failures + 1 if report.problems else 0
            nudged = asyncio.ensure_future(self._nudged.wait())
            seconds = pause(failures, report.retry_after, self._chance)
            if report.due is not None:
                seconds = max(min(seconds, report.due), float(report.retry_after or 0), SHORTEST_PAUSE)
            await asyncio.wait((nudged, stopping), timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            nudged.cancel()
        stopping.cancel()

    async def _push(self, sound: list[str]) -> float | None:
        """Whoever has something pushes. `sound`: kinds that the hub answered for, so their epoch is its own."""
        try:
            cursor = await self._public.cursor((sound or list(KINDS))[0])
        except StoreFailed:
            cursor = None
        return await self._pushes.all(cursor.epoch if cursor else "")

    async def _pull_safely(self, kind: str) -> bool | Offline | Refused | StoreFailed:
        """True: changed, and told so. A problem is returned, so that the other kinds go on."""
        try:
            changed = await self._pull(kind)
        except (Offline, Refused, StoreFailed) as problem:
            return problem
        if changed:
            for listener in tuple(self._on_change):
                listener(kind)
        return changed

    async def _pull(self, kind: str) -> bool:
        changed = False
        cursor = await self._public.cursor(kind)
        if cursor is None:
            changed, cursor = await self._pull_whole(kind)
        try:
            return await self._pull_changes(kind, cursor) or changed
        except Refused as refused:
            if refused.code is not Code.TOKEN_EXPIRED:
                raise
            return (await self._pull_whole(kind))[0] or changed

    async def _pull_whole(self, kind: str) -> tuple[bool, Cursor]:
        snapshot = await self._hub.snapshot(kind)
        at = self._clock.now()
        changed = await self._public.replace(kind, snapshot.lines, token=snapshot.token, epoch=snapshot.epoch, at=at)
        return changed, Cursor(snapshot.token, snapshot.epoch, None, at)

    async def _pull_changes(self, kind: str, cursor: Cursor) -> bool:
        changed, more = False, True
        since = cursor.token
        while more:
            etag = cursor.etag if since == cursor.token else None
            answer = await self._hub.call(CHANGES, etag=etag, kind=kind, since=since, limit=PAGE)
            at = self._clock.now()
            if isinstance(answer, Unchanged):
                await self._public.confirm(kind, cursor, at)
                return changed
            page = answer.value
            if page.epoch != cursor.epoch:
                return (await self._pull_whole(kind))[0] or changed
            _check(page, kind, since)
            # An ETag belongs to its URL: only that of a page that ends where it began is asked with again.
            mark = answer.etag if page.next == since else None
            changed = await self._public.apply(page, since=since, etag=mark, at=at) or changed
            since, more = page.next, page.more
        return changed

    async def _known(self) -> dict[str, Any]:
        try:
            ages = await self._public.ages()
            return {"fetched_at": min(ages.values(), default=None), "broken": await self._public.broken()}
        except StoreFailed:
            return {"fetched_at": self.status.fetched_at, "broken": self.status.broken}

    async def _tell(self, status: SyncStatus) -> SyncStatus:
        if status != self.status:
            self.status = status
            for listener in tuple(self._on_status):
                listener(status)
        return status


def pause(failures: int, retry_after: int | None, chance: random.Random) -> float:
    """Seconds to the next round: doubled with each failure, halved by chance so that not all come at once.

    Never before the hub asked for (`Retry-After`).
    """
    if not failures:
        return POLL * chance.uniform(0.9, 1.1)
    longest = min(LONGEST_PAUSE, FIRST_PAUSE * 2.0 ** min(failures - 1, 16))
    return max(chance.uniform(longest / 2, longest), float(retry_after or 0))


def _check(page: ChangePage, kind: str, since: str) -> None:
    """Raises Offline unless the page is whole and gets us on."""
    ids = [str(upsert.get("id", "")) if isinstance(upsert, dict) else "" for upsert in page.upserts]
    if page.kind != kind or (page.more and page.next == since):
        raise Offline(Code.HUB_FOREIGN)
    if page.checksum != page_checksum(ids, page.gone, page.next):
        raise Offline(Code.HUB_UNREACHABLE)


def _listen(listeners: list[Callable[[L], None]], listener: Callable[[L], None]) -> Callable[[], None]:
    listeners.append(listener)

    def stop() -> None:
        if listener in listeners:
            listeners.remove(listener)

    return stop
