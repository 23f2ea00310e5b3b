"""Owns what only the device can do: share, clipboard, browser, files; it must not know any screen.

Each thing is tried, and what a device cannot do is told by the answer, never by a crash.
"""

from __future__ import annotations

import sys
from urllib.parse import quote

import flet as ft

from views.detail import on_the_web

#: Where the browser of a served app keeps what proves a sign-in elsewhere.
BEGUN = "wueapp.elsewhere"
#: What the list of one's devices calls this one, by `sys.platform`; its own name would tell too much.
NAMES = {"linux": "Linux-Rechner", "win32": "Windows-Rechner", "darwin": "Mac", "android": "Telefon", "ios": "iPhone"}


def device_name(*, shared: bool) -> str:
    """What others of one's devices call this one. Who uses a shared server has only a browser."""
    return "Browser" if shared else NAMES.get(sys.platform, "")


class Device:
    """The device of one person. Keeps its services: Flet forgets those nobody holds."""

    def __init__(self, page: ft.Page) -> None:
        self._page = page
        self._clipboard = ft.Clipboard()
        self._share = ft.Share()
        self._launcher = ft.UrlLauncher()
        self._files = ft.FilePicker()

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

    async def copy(self, text: str) -> None:
        """Puts words into the clipboard."""
        await self._clipboard.set(text)

    async def browse(self, url: str) -> None:
        """Shows an address in the person's browser."""
        await self._launcher.launch_url(url)

    async def visit(self, url: str) -> None:
        """Shows an address in place of the app, which comes back by an address of its own."""
        await self._launcher.launch_url(url, web_only_window_name="_self")

    async def save(self, name: str, content: bytes) -> bool:
        """Offers a file to keep: a browser downloads it, others ask where it shall lie. False: nowhere."""
        place = await self._files.save_file(file_name=name, src_bytes=content)
        return bool(self._page.web or place)

    async def pick(self, most: int) -> tuple[bytes, ...]:
        """Lets the person choose a photo; empty where none was chosen, or none may be (`most` 0).

        One at a time: in a browser its bytes come as one message, which has a limit (`app.run`).
        """
        if most < 1:
            return ()
        try:
            files = await self._files.pick_files(
                file_type=ft.FilePickerFileType.IMAGE, with_data=True, cancel_upload_on_window_blur=False
            )
        except (RuntimeError, ft.FletUnsupportedPlatformException):
            return ()
        return tuple(file.bytes for file in files if file.bytes)


class InBrowser:
    """Keeps a sign-in that has begun elsewhere in the visitor's own browser: who ends it is who began it."""

    def __init__(self) -> None:
        self._kept = ft.SharedPreferences()

    async def put(self, begun: str) -> None:
        await self._kept.set(BEGUN, begun)

    async def take(self) -> str | None:
        """Gives it once, and forgets it."""
        begun = await self._kept.get(BEGUN)
        await self._kept.remove(BEGUN)
        return begun if isinstance(begun, str) else None
