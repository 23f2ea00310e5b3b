"""Draws every app icon from assets/icon.svg in a real browser; it must not be needed to run the app."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright

ASSETS = Path(__file__).parents[1]
# name: (pixels, share of the picture that the mark's square fills; a mask may cut the outer tenth)
SIZES = {
    "icon.png": (1024, 1.0),
    "favicon.png": (48, 1.25),
    "icons/icon-192.png": (192, 1.15),
    "icons/icon-512.png": (512, 1.15),
    "icons/apple-touch-icon-192.png": (192, 1.0),
    "icons/icon-maskable-192.png": (192, 1.0),
    "icons/icon-maskable-512.png": (512, 1.0),
}


def draw_all() -> None:
    """Writes the PNG files named above."""
    mark = (ASSETS / "icon.svg").read_text(encoding="utf-8")
    with sync_playwright() as play:
        browser = play.chromium.launch(
            args=["--no-sandbox"], executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium")
        )
        for name, (pixels, share) in SIZES.items():
            page = browser.new_page(viewport={"width": pixels, "height": pixels})
            side = round(pixels * share)
            inset = (pixels - side) / 2
            page.set_content(
                "<style>body{margin:0;background:#FBF8F2;overflow:hidden}"
                f"svg{{position:absolute;left:{inset}px;top:{inset}px;width:{side}px;height:{side}px}}</style>{mark}"
            )
            page.screenshot(path=ASSETS / name)
            page.close()
        browser.close()


if __name__ == "__main__":
    draw_all()
