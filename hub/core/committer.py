"""Owns who commits when: whoever waits shares one commit, and is answered after it; it must not decide anything."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

from sqlalchemy.exc import OperationalError

from contract.problems import Code
from hub.core.batch import Batch, Written
from hub.core.database import Database
from hub.core.effects import Effect
from hub.core.limits import Limits
from hub.core.operations import Operation
from hub.core.problems import Refusal

LOG = logging.getLogger(__name__)
#: Operations in one commit.
MOST = 500
#: Whoever was just answered often asks again at once: after a commit of so many, the next waits until they are there
#: again, with whoever came meanwhile. It looks every GATHER seconds whether it gets more; QUIET times without any, or
#: LOOKS in all, and it goes on.
CROWD = 4
GATHER = 0.003
QUIET = 2
LOOKS = 7
Result = Written | Refusal
Waiting = tuple[Operation, "asyncio.Future[Result]"]


class Committer:
    """Applies operations, many in one transaction: while one commit is under way, the next gathers.

    `epoch` and `now` (Unix seconds) are asked for each commit.
    """

    def __init__(
        self,
        database: Database,
        epoch: Callable[[], str],
        now: Callable[[], float],
        limits: Limits | None = None,
        effects: Mapping[str, Effect] | None = None,
    ) -> None:
        self._database = database
        self._epoch = epoch
        self._now = now
        self._limits = limits
        self._effects = effects
        self._waiting: list[Waiting] = []
        self._turn = threading.Lock()
        self._busy = False
        self._crowd = 0
        self._there = threading.Event()
        self._thread = ThreadPoolExecutor(1, "commits")

    async def commit(self, operation: Operation) -> Written:
        """What was done, once it is durable. Raises Refusal."""
        if self._database.memory:
            # Nothing to wait for, and always the same order.
            result = self.apply([operation])[0]
        else:
            future = asyncio.get_running_loop().create_future()
            with self._turn:
                self._waiting.append((operation, future))
                start, self._busy = not self._busy, True
                if len(self._waiting) == self._crowd:
                    self._there.set()
            if start:
                self._thread.submit(self._work)
            result = await future
        if isinstance(result, Refusal):
            raise result
        return result

    def apply(self, operations: Sequence[Operation]) -> list[Result]:
        """All of them in one transaction; if one makes it fail, each in one of its own."""
        try:
            return self._together(operations)
        except OperationalError:
            LOG.exception("the database takes no writes")
            return [Refusal(Code.HUB_BROKEN, 503, retry_after=5) for _ in operations]
        except Exception:
            if len(operations) == 1:
                LOG.exception("%s failed", operations[0].kind.name)
                return [Refusal(Code.HUB_BROKEN, 500)]
            return [self.apply([each])[0] for each in operations]

    def close(self) -> None:
        self._thread.shutdown()

    def _together(self, operations: Sequence[Operation]) -> list[Result]:
        with self._database.writing() as connection:
            return Batch(connection, self._epoch(), int(self._now() * 1000), self._limits, self._effects).apply(
                operations
            )

    def _gather(self) -> None:
        seen = quiet = 0
        for _ in range(LOOKS):
            if self._there.wait(GATHER):
                return
            there = len(self._waiting)
            quiet = 0 if there > seen else quiet + 1
            if quiet == QUIET:
                return
            seen = there

    def _work(self) -> None:
        batch: list[Waiting] = []
        while True:
            if len(batch) >= CROWD:
                self._gather()
            with self._turn:
                batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
                if not batch:
                    self._busy = False
                    return
            results = self.apply([operation for operation, _ in batch])
            with self._turn:
                self._crowd = len(batch) + len(self._waiting)
                self._there.clear()
            loops: dict[asyncio.AbstractEventLoop, list[tuple[asyncio.Future[Result], Result]]] = {}
            for (_, future), result in zip(batch, results, strict=True):
                loops.setdefault(future.get_loop(), []).append((future, result))
            for loop, answers in loops.items():
                try:
                    loop.call_soon_threadsafe(_tell, answers)
                except RuntimeError:
                    # That loop has ended meanwhile: nobody is there to be told.
                    LOG.info("an answer was not waited for")


def _tell(answers: list[tuple[asyncio.Future[Result], Result]]) -> None:
    for future, result in answers:
        if not future.done():
            future.set_result(result)
