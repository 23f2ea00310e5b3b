"""Owns a browser window that shows one sample of the gallery after the other; it must not judge them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import Browser, Page

from tests.journeys.processes import Process, app_process, free_port

#: Milliseconds until a sample that is not drawn counts as missing.
PATIENCE = 60_000
#: So many pictures in a row that are the same: fonts and pictograms have come, and the last frame is painted.
#: Between two of them so many pairs of frames pass; so many looks at most.
SAME, FRAMES, LOOKS = 3, 3, 20

_GO = """address => {
    history.pushState(null, '', address)
    dispatchEvent(new PopStateEvent('popstate', {state: null}))
}"""
_FRAMES = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


@dataclass(frozen=True)
class Wearing:
    """How a sample is shown; the names are those of `services.account.preferences.Settings`."""

    language: str = "de"
    scale: float = 1.0
    mode: str = "light"
    contrast: bool = False

    def mark(self) -> str:
        """As the gallery writes it into the semantics tree."""
        return f"{self.language} {self.scale} {self.mode} {self.contrast}"


class Window:
    """One page of the browser at the gallery. Samples are changed by address, without loading anew."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self._home = home
        page.goto(f"{home}/galerie")
        page.wait_for_selector("h1", state="attached", timeout=PATIENCE)

    def show(self, sample: str, wearing: Wearing) -> None:
        """Shows a sample and waits until it is drawn."""
        wishes = {
            "language": wearing.language,
            "scale": wearing.scale,
            "mode": wearing.mode,
            "contrast": str(wearing.contrast).lower(),
        }
        self.page.evaluate(_GO, f"/galerie/{sample}?{urlencode(wishes)}")
        mark = f"[flt-semantics-identifier='{sample} {wearing.mark()}']"
        self.page.wait_for_selector(mark, state="attached", timeout=PATIENCE)
        self.page.evaluate(_FRAMES)

    def picture(self) -> bytes:
        """The window as PNG, once nothing changes any more."""
        seen: list[bytes] = []
        for _ in range(LOOKS):
            for _ in range(FRAMES):
                self.page.evaluate(_FRAMES)
            seen = [*seen, self.page.screenshot()][-SAME:]
            if len(seen) == SAME and len(set(seen)) == 1:
                break
        return seen[-1]


@contextmanager
def gallery(folder: Path, client: Path) -> Iterator[Process]:
    """The app with no hub to reach: what it shows are its samples."""
    process = app_process(folder, f"http://127.0.0.1:{free_port()}", client)
    process.start()
    try:
        yield process
    finally:
        process.stop()


@contextmanager
def window(browser: Browser, home: str, width: int, height: int) -> Iterator[Window]:
    """A window of that size in logical pixels."""
    context = browser.new_context(viewport={"width": width, "height": height}, reduced_motion="reduce")
    try:
        yield Window(context.new_page(), home)
    finally:
        context.close()
