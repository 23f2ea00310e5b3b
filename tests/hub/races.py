"""Owns many writers and followers at once, and what a follower missed; it must not know the hub's inside."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

from tests.hub.asking import asking, walk

WRITERS = 50


class Run(NamedTuple):
    """`written`: ids whose write was answered. `failed`: writes that were not done. `missed`: by each follower."""

    written: set[str]
    failed: list[Exception]
    missed: tuple[set[str], ...]

    @property
    def whole(self) -> bool:
        return not self.failed and not any(self.missed)


def race(write: Callable[[int], str], rounds: int, followers: Sequence[Callable[[threading.Event], set[str]]]) -> Run:
    """`WRITERS` threads, each of which calls `write` so often; followers go on until all have ended, and once more."""
    over, together = threading.Event(), threading.Barrier(WRITERS)
    failed: list[Exception] = []

    def writer(first: int) -> set[str]:
        written: set[str] = set()
        together.wait()
        for number in range(first * rounds, (first + 1) * rounds):
            try:
                written.add(write(number))
            except Exception as error:  # noqa: BLE001 - whatever it was, the write was not done
                failed.append(error)
        return written

    with ThreadPoolExecutor(WRITERS + len(followers)) as threads:
        following = [threads.submit(follower, over) for follower in followers]
        try:
            written = set[str]().union(*threads.map(writer, range(WRITERS)))
        finally:
            over.set()
        return Run(written, failed, tuple(written - each.result() for each in following))


def follow(app: Any, kind: str, over: threading.Event) -> set[str]:
    """Ids that a device gets which asks for the changes of a kind again and again, page by page."""

    async def following() -> set[str]:
        seen: set[str] = set()
        since = None
        async with asking(app) as client:
            while True:
                last = over.is_set()
                found = await walk(client, kind, since, limit=7)
                seen |= found["records"].keys()
                since = found["next"]
                if last:
                    return seen

    return asyncio.run(following())
