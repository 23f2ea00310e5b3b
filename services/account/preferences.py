"""Owns how one person wants the app: language, size, contrast, place and topics; it must not draw."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import ValidationError

from contract.text import LanguageTag, Model
from services.local_private import PrivateStore

Mode = Literal["system", "light", "dark"]
SCALES = (1.0, 1.3, 1.6, 2.0)


class Settings(Model):
    """One person's settings. `scale` is one of `SCALES`; `place` a slug; bookmarks are `kind/id`.

    `spot`: where distances are reckoned from, as (name, latitude, longitude), if the person wants it kept.
    """

    language: LanguageTag = "de"
    scale: float = 1.0
    contrast: bool = False
    mode: Mode = "system"
    place: str = ""
    topics: tuple[str, ...] = ()
    spot: tuple[str, float, float] | None = None
    bookmarks: tuple[str, ...] = ()


def understood(wishes: Mapping[str, Any]) -> dict[str, Any]:
    """Of settings by name those that make sense, as their own types; one that does not costs only itself."""
    good: dict[str, Any] = {}
    for name in Settings.model_fields.keys() & wishes.keys():
        try:
            good[name] = getattr(Settings.model_validate({name: wishes[name]}), name)
        except ValidationError:
            continue
    return good


class Preferences:
    """Reads and keeps the settings; each setting has its own row, so one bad row costs one setting."""

    def __init__(self, private: PrivateStore) -> None:
        self._private = private

    async def load(self) -> Settings:
        """The settings as kept; what cannot be understood falls back to its default."""
        kept = await self._private.all()
        return Settings(**understood(kept))

    async def save(self, **change: Any) -> Settings:
        """Keeps what changes and returns the settings after it. Raises ValidationError for nonsense."""
        after = Settings.model_validate({**(await self.load()).model_dump(), **change})
        await self._private.put({name: after.model_dump(mode="json")[name] for name in change})
        return after
