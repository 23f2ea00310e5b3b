"""Owns when somebody counts as gone: told of each stir, it warns and then ends; it must not know what is forgotten."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

#: Seconds without a stir after which all is forgotten, and how long before one is asked.
SECONDS, WARNING = 300.0, 60.0


class Handle(Protocol):
    """What is due can be called off."""

    def cancel(self) -> None: ...


#: `later(seconds, call)`; the loop's own, or a test's.
Later = Callable[[float, Callable[[], None]], Handle]


def on_the_loop(seconds: float, call: Callable[[], None]) -> Handle:
    """By the clock of the loop, which nobody sets. The call runs where this person's page is found."""
    return asyncio.get_running_loop().call_later(seconds, call)


class Idle:
    """`warn(True)` when it is soon over, `warn(False)` when somebody stirred then, `end()` when it is over."""

    def __init__(
        self, seconds: float, warn: Callable[[bool], None], end: Callable[[], None], later: Later = on_the_loop
    ) -> None:
        self._warning = min(WARNING, seconds / 2)
        self._seconds, self._tell, self._end, self._later = seconds, warn, end, later
        self._due: Handle | None = None
        self._warned = False

    @property
    def running(self) -> bool:
        """Whether there is something to forget, and so time runs."""
        return self._due is not None

    def stir(self) -> None:
        """Somebody is there: the time begins anew."""
        self.stop()
        self._due = self._later(self._seconds - self._warning, self._warn)

    def stop(self) -> None:
        """Nothing is due any more."""
        if self._due:
            self._due.cancel()
            self._due = None
        if self._warned:
            self._warned = False
            self._tell(False)

    def _warn(self) -> None:
        self._warned = True
        self._due = self._later(self._warning, self._over)
        self._tell(True)

    def _over(self) -> None:
        self._due = None
        self._warned = False
        self._end()
