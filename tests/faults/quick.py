"""Owns time that runs faster for real processes: their loops and clocks, not their code; it must not stop it.

All seconds that an app lives are SPEED times shorter than ours: pauses, timeouts, what its clock shows. A clock can be
put wrong from outside, by as many seconds as lie in a file that both sides map.
"""

from __future__ import annotations

import asyncio
import mmap
import os
import selectors
import struct
import time
from collections.abc import Coroutine
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

T = TypeVar("T")
SPEED = 25.0


class _Selector(selectors.DefaultSelector):
    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        return super().select(timeout / SPEED if timeout and timeout > 0 else timeout)


class QuickLoop(asyncio.SelectorEventLoop):
    """A loop on real sockets whose seconds are short."""

    def __init__(self) -> None:
        super().__init__(_Selector())

    def time(self) -> float:
        return super().time() * SPEED


def run(doing: Coroutine[Any, Any, T]) -> T:
    """`asyncio.run` in quick time."""
    with asyncio.Runner(loop_factory=QuickLoop) as runner:
        return runner.run(doing)


class Hands:
    """The hands of one quick clock: it showed `start` (Unix seconds) when the machine's own stood at `since`."""

    def __init__(self, file: Path, start: float, since: float) -> None:
        self._start, self._since = start, since
        if not file.exists():
            file.write_bytes(bytes(8))
        descriptor = os.open(file, os.O_RDWR)
        self._jump = mmap.mmap(descriptor, 8)
        os.close(descriptor)

    def jump(self, seconds: float) -> None:
        """From now on it is wrong by so much."""
        self._jump[:] = struct.pack("d", seconds)

    def now(self) -> float:
        """What it shows, Unix seconds."""
        gone = (time.monotonic() - self._since) * SPEED
        return float(self._start + gone + struct.unpack("d", self._jump[:])[0])

    def moment(self) -> datetime:
        """The same, aware."""
        return datetime.fromtimestamp(self.now(), UTC)
