"""Owns time that passes only when nobody has anything to do; it must not know what is simulated.

One thread, no sockets, no sleeping: what runs in worker threads otherwise is run between two steps of the loop, at a
moment that chance chooses, and in the order in which each worker was given it.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from functools import partial
from typing import Any

import anyio.to_thread

#: Simulated seconds a worker needs for a job, at most.
LONGEST_JOB = 0.02
#: How often whoever waits hears of it only later.
TOLD_LATE = 0.3


class Process:
    """One life of a simulated program. What it began ends with it at once, without any last words.

    A job that was waiting for a worker is never done, one that was done stays done; nobody learns of either.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.alive = True
        self.failed: list[BaseException] = []
        self._tasks: set[asyncio.Task[Any]] = set()

    def start(self, doing: Coroutine[Any, Any, Any], name: str = "") -> asyncio.Task[Any]:
        """Runs it as part of this process; what it raises is kept in `failed`."""
        context = copy_context()
        context.run(PROCESS.set, self)
        task = asyncio.get_running_loop().create_task(doing, name=f"{self.name} {name}", context=context)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def kill(self) -> None:
        """As SIGKILL does."""
        self.alive = False
        for task in tuple(self._tasks):
            # Whoever waits for something that never comes, waits quietly.
            task._log_destroy_pending = False  # type: ignore[attr-defined]
            task.cancel()

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) and self.alive:
            self.failed.append(error)


PROCESS: ContextVar[Process | None] = ContextVar("PROCESS", default=None)


def never() -> asyncio.Future[Any]:
    """What a dead process waits for."""
    return asyncio.get_running_loop().create_future()


class _NoSockets:
    """The selector of a loop without sockets: waiting is moving the clock."""

    def __init__(self, loop: VirtualLoop) -> None:
        self._loop = loop

    def select(self, timeout: float | None) -> list[Any]:
        if timeout is None:
            raise RuntimeError("everybody waits and nothing will ever happen")
        if timeout > 0:
            self._loop.moment += timeout
        return []


class VirtualLoop(asyncio.BaseEventLoop):
    """An event loop on which a year takes as long as its steps. `moment`: seconds since it began."""

    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        self.moment = 0.0
        self._chance = chance
        self._free_at: dict[Any, float] = {}
        self._selector = _NoSockets(self)
        self._clock_resolution = 1e-9
        self.set_exception_handler(lambda loop, context: None)

    def time(self) -> float:
        return self.moment

    def run_in_executor(self, executor: Any, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:  # type: ignore[override]
        return self.work(executor, lambda: func(*args))

    def work(self, worker: object, job: Callable[[], Any]) -> asyncio.Future[Any]:
        """The worker does the job a little later and tells of it a little later still."""
        process, done = PROCESS.get(), self.create_future()
        if process and not process.alive:
            return done
        context = copy_context()

        def do() -> None:
            if process and not process.alive:
                return
            try:
                tell = partial(_tell, done, context.run(job), None)
            except BaseException as error:  # noqa: BLE001 - told to whoever waits, as a worker thread does
                tell = partial(_tell, done, None, error)
            # Now and then somebody dies between the job and hearing of it.
            if self._chance.random() < TOLD_LATE:
                self.call_later(self._chance.random() * LONGEST_JOB, tell)
            else:
                tell()

        at = max(self._free_at.get(worker, 0.0), self.moment) + self._chance.random() * LONGEST_JOB
        self._free_at[worker] = at
        self.call_at(at, do)
        return done

    def _process_events(self, event_list: Any) -> None:
        pass

    def _write_to_self(self) -> None:
        pass


def _tell(done: asyncio.Future[Any], result: Any, error: BaseException | None) -> None:
    """As a worker thread tells: whoever has stopped waiting is not told."""
    if done.done():
        return
    if error is None:
        done.set_result(result)
    else:
        done.set_exception(error)


async def _run_sync(func: Callable[..., Any], *args: Any, **_: Any) -> Any:
    loop = asyncio.get_running_loop()
    assert isinstance(loop, VirtualLoop)
    # Worker threads of anyio are many: no order between their jobs.
    return await loop.work(object(), lambda: func(*args))


@contextmanager
def virtual_threads() -> Iterator[None]:
    """Within it, anyio's worker threads are those of the virtual loop."""
    real = anyio.to_thread.run_sync
    anyio.to_thread.run_sync = _run_sync  # type: ignore[assignment]
    try:
        yield
    finally:
        anyio.to_thread.run_sync = real
