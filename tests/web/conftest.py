"""A tiny app of the tests' own, really served, and a real Chromium; it must not use a screen of the WueApp."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import flet as ft
import pytest
import uvicorn
from playwright.sync_api import Browser

from app.web import create_web
from tests.chromium import chromium as started

ASSETS = Path(__file__).parents[2] / "assets"


def tiny(page: ft.Page) -> None:
    """One heading, one pictogram, one button; below /signs a text in scripts that our main font lacks."""
    page.theme = ft.Theme(font_family="Atkinson")
    words = "Grüße → ✓ ★" if page.route != "/signs" else "Привіт · Ελλάδα · مرحبا · 😀 · 日本語"
    page.add(
        ft.Semantics(content=ft.Text(words, size=28), heading_level=1, header=True),
        ft.Image(src="pictograms/help.svg", color="#0E5466", width=240, height=240),
        ft.Button("Weiter"),
    )


@dataclass(frozen=True)
class Served:
    """A running server: its address as in a browser, and `host:port`."""

    url: str
    host: str
    cache: Path


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The tiny app behind our edge, on a free port of the loopback; nothing has been compressed ahead."""
    cache = tmp_path_factory.mktemp("client")
    web = create_web(tiny, assets=ASSETS, cache=cache)
    config = uvicorn.Config(web, ws="websockets-sansio", log_level="warning", timeout_graceful_shutdown=2)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started:
            assert time.monotonic() < deadline, "the server did not start"
            time.sleep(0.01)
        host = f"127.0.0.1:{listening.getsockname()[1]}"
        yield Served(f"http://{host}", host, cache)
        server.should_exit = True
        thread.join(20)


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """One Chromium for all visits."""
    with started() as browser:
        yield browser
