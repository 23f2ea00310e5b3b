"""The plain pages in a real Chromium: axe finds nothing, nothing scrolls sideways, keys are enough."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, Page

from hub.asgi import create_hub
from hub.help.reminders import Reminders
from hub.reading.library import card
from hub.settings import HubSettings
from tests.chromium import chromium
from tests.conftest import NOW
from tests.hub.test_reading_pages import RICH, paths

pytestmark = pytest.mark.browser
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
#: WCAG 2.2 A and AA, and what axe holds for good practice.
RUN = "() => axe.run(document, {resultTypes: ['violations']}).then(found => found.violations.map("
RUN += (
    "each => each.id + ': ' + each.nodes.slice(0, 3).map(node => node.html + ' ' + node.failureSummary).join(' | ')))"
)
SIDEWAYS = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
KEYS = 60
#: Each language is looked at on one of the screens: they share every rule of the style sheet.
WORDS = ("standard", "einfach")


@pytest.fixture(scope="module")
def served() -> Iterator[tuple[str, str]]:
    """The address of a served hub, and the path of a reminder's page."""
    app = create_hub(HubSettings(hub_url="https://hub.example"), lambda: NOW.timestamp())
    app.state.hub.write([RICH])
    server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="off"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        deadline = time.monotonic() + 20
        while not server.started:
            assert time.monotonic() < deadline, "the hub did not start"
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", Reminders(app.state.hub).link(RICH.id)
        server.should_exit = True
        thread.join(20)
    app.state.hub.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as started:
        yield started


def everywhere(reminder: str, word: str) -> list[str]:
    """Every page in a language, and the card in those that are further from German."""
    all_ = [f"{path}{'&' if '?' in path else '?'}sprache={word}" for path in (*paths(), reminder)]
    return [
        *all_,
        *(f"/lesen/notfall?sprache={words.tag}" for words in card().languages if words.rtl == (word == WORDS[0])),
    ]


def look(browser: Browser, served: tuple[str, str], word: str, **how: Any) -> dict[str, list[str]]:
    """Path → what axe finds, and how far it goes sideways."""
    url, reminder = served
    context = browser.new_context(**how)
    page, found = context.new_page(), {}
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in everywhere(reminder, word):
        page.goto(url + path)
        page.evaluate(AXE)
        wide = page.evaluate(SIDEWAYS)
        found[path] = [*page.evaluate(RUN), *([f"{wide} px too wide"] if wide > 0 else [])]
    assert [each for each in asked if not each.startswith(f"{url}/lesen")] == []
    context.close()
    return {path: flaws for path, flaws in found.items() if flaws}


def test_axe_finds_nothing_on_a_narrow_screen(browser: Browser, served: tuple[str, str]) -> None:
    assert look(browser, served, WORDS[0], viewport={"width": 320, "height": 640}, color_scheme="light") == {}


def test_axe_finds_nothing_on_a_wide_screen_in_the_dark(browser: Browser, served: tuple[str, str]) -> None:
    assert look(browser, served, WORDS[1], viewport={"width": 1280, "height": 800}, color_scheme="dark") == {}


def test_nothing_goes_sideways_at_twice_the_size(browser: Browser, served: tuple[str, str]) -> None:
    url, reminder = served
    # 200 % on a screen of 1280 px is a screen of 640 px; and text alone may be twice as large on 320 px.
    for width, size, word in ((640, 100, WORDS[0]), (320, 200, WORDS[1])):
        page = browser.new_page(viewport={"width": width, "height": 640})
        for path in everywhere(reminder, word):
            page.goto(url + path)
            page.evaluate(f"() => document.documentElement.style.fontSize = '{size}%'")
            assert page.evaluate(SIDEWAYS) <= 0, (path, width)
        page.close()


def test_keys_are_enough_from_the_search_to_the_page_to_print(browser: Browser, served: tuple[str, str]) -> None:
    url, _ = served
    page = browser.new_page(viewport={"width": 390, "height": 800})
    page.goto(f"{url}/lesen")
    page.keyboard.press("Tab")
    assert focused(page) == "Zum Inhalt"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.type("Schuldenberatung")
    page.keyboard.press("Enter")
    page.wait_for_url("**/lesen/hilfe?q=*")
    reach(page, "Schulden·beratung")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/lesen/hilfe/{RICH.id}")
    reach(page, "Diese Seite drucken")
    page.keyboard.press("Enter")
    page.wait_for_url("**/druck")
    reach(page, "Als PDF öffnen")
    page.emulate_media(media="print")
    assert not page.get_by_text("Als PDF öffnen").is_visible()
    assert page.get_by_text("0931 / 12 34").is_visible()
    page.close()


def focused(page: Page) -> str:
    return str(page.evaluate("() => document.activeElement.textContent.trim()"))


def reach(page: Page, name: str) -> None:
    """Tab until what is named has the focus, with a ring around it."""
    for _ in range(KEYS):
        page.keyboard.press("Tab")
        if focused(page) == name.replace("·", ""):
            ring = page.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
            assert ring == "solid"
            return
    raise AssertionError(f"no Tab leads to {name}")
