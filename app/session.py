"""Owns what the screens of one person share: settings, language, stores; it must not draw."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from services.account.preferences import Preferences, Settings
from services.sync import SyncStatus
from views.store import Store


@dataclass(frozen=True)
class FrameState:
    """What the shell draws from: where one is, how wide the window is, how the person wants it."""

    route: str = "/"
    width: float = 390
    settings: Settings = Settings()
    status: SyncStatus = SyncStatus()


class Frame(Store[FrameState]):
    """The verbs of the shell."""

    def __init__(self, preferences: Preferences, go: Callable[[str], None]) -> None:
        super().__init__(FrameState())
        self._preferences = preferences
        self.go = go

    async def settle(self, **change: object) -> None:
        """Changes settings at once and keeps them, e.g. `settle(language="de-simple")`."""
        self.put(settings=self.state.settings.model_copy(update=change))
        await self._preferences.save(**change)
