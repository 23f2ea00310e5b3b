"""Owns who is called when the hub is there, to send what waits; it must not know what that is."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from contract.problems import Code, Offline, Refused
from services.local_file import StoreFailed


@dataclass(frozen=True)
class Pushed:
    """What a push did. `due`: seconds until something wants to be tried again, None: nothing waits."""

    sent: int = 0
    problem: Code | None = None
    due: float | None = None


Push = Callable[[str], Awaitable[Pushed]]


class Pushes:
    """All that is to be called; one that fails does not stop the others."""

    def __init__(self) -> None:
        self._pushes: list[Push] = []

    def attach(self, push: Push) -> Callable[[], None]:
        """Calls the push with the hub's epoch from now on. Returns how to stop that."""
        self._pushes.append(push)
        return lambda: self._pushes.remove(push) if push in self._pushes else None

    async def all(self, epoch: str) -> float | None:
        """Calls every push, one after the other; gives in how many seconds the next is due, None: none is."""
        waits: list[float] = []
        for push in tuple(self._pushes):
            try:
                pushed = await push(epoch)
            except (Offline, Refused, StoreFailed):
                continue
            if pushed.due is not None:
                waits.append(pushed.due)
        return min(waits, default=None)
