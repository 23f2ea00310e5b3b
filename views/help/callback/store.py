"""Owns the form of a request to be called back, and asking what became of it; it must not draw."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from contract.problems import Offline, Refused
from services.local_file import StoreFailed
from views.form import FormStore


class CallbackStore(FormStore):
    """The verbs of the page. What was sent before about the same offer is shown with how it stands."""

    async def show(self, about: str, title: str, **given: Any) -> None:
        """Begins, goes on, or shows what was sent; of a guest's request only its code can ask how it stands."""
        await super().show(about, title, **given)
        item = self.state.item
        if item and item.state == "arrived" and item.code:
            # Without a network the last answer stands.
            with suppress(Offline, Refused, StoreFailed):
                await self._outbox.refresh(item.id)
            await self.refresh()

    async def forget(self) -> None:
        """Takes what was refused off this device."""
        await self._try(self._outbox.discard(self.state.ident))
        self.again()

    async def vanish(self) -> None:
        """Somebody left quickly: every half-written request goes from this device; what was sent stays theirs."""
        self.again()
        for item in await self._outbox.items(self.kind.name):
            if item.state == "draft":
                await self._try(self._outbox.discard(item.id))

    async def refresh(self) -> None:
        """Reads how it stands; once its days are over nothing of it stays in the form."""
        await super().refresh()
        if self.state.ident and self.state.item is None and not self.state.open:
            self.again()
