"""Owns what only the device can do: share, clipboard; it must not know any screen.

Each thing is tried, and what a device cannot do is told by the answer, never by a crash.
"""

from __future__ import annotations

from urllib.parse import quote

import flet as ft

from views.detail import on_the_web


class Device:
    """The device of one person. Keeps its services: Flet forgets those nobody holds."""

    def __init__(self, page: ft.Page) -> None:
        self._page = page
        self._clipboard = ft.Clipboard()
        self._share = ft.Share()

    def way(self, goal: str) -> str:
        """The address that shows the way to a goal: the map app of a phone, else a map on the web."""
        if not self._page.web and self._page.platform == ft.PagePlatform.ANDROID:
            return f"geo:0,0?q={quote(goal)}"
        if not self._page.web and self._page.platform == ft.PagePlatform.IOS:
            return f"maps:?q={quote(goal)}"
        return on_the_web(goal)

    async def share(self, text: str) -> bool:
        """Shows the share sheet (True), or puts the text into the clipboard (False)."""
        if not self._page.web:
            try:
                await self._share.share_text(text)
            except (RuntimeError, ft.FletUnsupportedPlatformException):
                await self._clipboard.set(text)
                return False
            return True
        await self._clipboard.set(text)
        return False
