"""Owns starting the app in a window of its own, on a phone or desktop; it must not need a server or the hub."""

from __future__ import annotations

import os
from pathlib import Path

import flet as ft

from app.house import House, HouseSettings
from app.main import welcome

ROOT = Path(__file__).resolve().parent.parent


def native() -> None:
    """Runs until the window is closed. WUEAPP_HUB names the hub; without it one is embedded where there is one."""
    # Flet names the folder that outlives an update; a desktop run from the sources keeps to its own.
    folder = Path(os.environ.get("FLET_APP_STORAGE_DATA") or ROOT / "data")
    house = House(HouseSettings(folder, os.environ.get("WUEAPP_HUB", "")))
    opened = welcome(house)

    async def opening(page: ft.Page) -> None:
        await house.open()
        await opened(page)

    ft.run(opening, assets_dir=str(ROOT / "assets"))
