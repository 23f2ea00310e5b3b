"""Owns what time it is in Würzburg; it must not know how a time is said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


class Clock:
    """A source of aware datetimes in Europe/Berlin. A test gives its own: `Clock(lambda: moment)`."""

    def __init__(self, source: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._source = source

    def now(self) -> datetime:
        """Now, aware, Europe/Berlin. The source must give aware datetimes."""
        return self._source().astimezone(BERLIN)
