"""Owns where bookmarks are kept: with the account, so that every device has them, or on this device alone.

It must not read the records themselves.
"""

from __future__ import annotations

from services.account.preferences import Preferences
from services.outbox import Outbox
from services.outbox_pull import Speaks

KIND = "bookmarks"


class Bookmarks:
    """Records as `kind/id`. What a guest keeps stays on this device, until somebody signs in here: it goes along."""

    def __init__(self, outbox: Outbox, preferences: Preferences, sign_in: Speaks) -> None:
        self._outbox, self._preferences, self._sign_in = outbox, preferences, sign_in

    async def all(self) -> tuple[str, ...]:
        """All that is kept, newest first: what the account keeps, then what this device keeps."""
        items = [item for item in await self._outbox.items(KIND) if item.owner and item.state != "withdrawn"]
        items.sort(key=lambda item: item.changed_at, reverse=True)
        kept = [str(item.body["record"]) for item in items if item.body.get("kept")]
        here = (await self._preferences.load()).bookmarks
        return tuple(dict.fromkeys((*kept, *reversed(here))))

    async def keep(self, record: str, kept: bool) -> None:
        """Keeps a record or lets it go; with or without a network. Raises StoreFailed, Refused."""
        here = [mark for mark in (await self._preferences.load()).bookmarks if mark != record]
        if not self._sign_in.account_id:
            await self._preferences.save(bookmarks=(*here, record) if kept else tuple(here))
            return
        # Never withdrawn: a withdrawn thing takes no changes, and one may want to keep it again.
        await self._outbox.put(KIND, {"record": record, "kept": kept}, record)
        if not kept:
            await self._preferences.save(bookmarks=tuple(here))

    async def move_in(self) -> None:
        """What was kept here as a guest goes to the account that is signed in, and so to its other devices.

        Only then is it let go here: whatever breaks off in between is done again, to the same marks.
        """
        here = (await self._preferences.load()).bookmarks
        if not self._sign_in.account_id or not here:
            return
        for record in here:
            await self._outbox.put(KIND, {"record": record, "kept": True}, record)
        left = [mark for mark in (await self._preferences.load()).bookmarks if mark not in here]
        await self._preferences.save(bookmarks=tuple(left))
