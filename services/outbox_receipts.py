"""Owns asking what became of what a guest sent, where no page is open for it; it must not send or change anything.

Of an account's contributions the hub tells by itself (`outbox_pull`). A guest's are told only to who shows their code,
each by itself: so it is asked seldom, of few, and not for ever.
"""

from __future__ import annotations

from contract.problems import Code, Offline, Refused
from services.clock import Clock
from services.local_file import StoreFailed
from services.outbox import Outbox
from services.outbox_item import Item

#: Seconds between two questions for the same item, and after its arrival until nobody asks; questions at a time.
EVERY, YOUNG, MOST = 15 * 60.0, 90 * 86_400.0, 20
BROKEN = 500


class Receipts:
    """What has been asked since the app was opened, and when."""

    def __init__(self, outbox: Outbox, clock: Clock) -> None:
        self._outbox, self._clock = outbox, clock
        self._asked: dict[str, float] = {}

    async def ask(self) -> int:
        """Asks for what may be asked for now, newest first; gives how many. Raises nothing of the wire."""
        asked = 0
        for item in [item for item in await self._outbox.items() if self._worth(item)][:MOST]:
            self._asked[item.id] = self._now()
            try:
                await self._outbox.refresh(item.id)
            except Refused as no:
                # Of one that the hub knows no more the last answer stands.
                if no.code is Code.TOO_MANY or no.problem.status >= BROKEN:
                    break
            except (Offline, StoreFailed):
                break
            asked += 1
        return asked

    def _worth(self, item: Item) -> bool:
        """Whether it lies with the hub by a receipt alone, is young, and was not asked for just now."""
        if item.state != "arrived" or not item.code or item.received_at is None:
            return False
        now, last = self._now(), self._asked.get(item.id)
        # A last time in the future: the clock was put back.
        rested = last is None or not last <= now < last + EVERY
        return rested and now - item.received_at.timestamp() < YOUNG

    def _now(self) -> float:
        return self._clock.now().timestamp()
