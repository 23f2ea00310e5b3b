"""A first and a second visit with a real Chromium: what moves over the wire, and what a person finds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, BrowserContext, Page

from tests.web.conftest import Served

pytestmark = pytest.mark.browser

LIMIT = 4_500_000  # bytes on the wire, headers included
MAIN_COLOUR = (0x0E, 0x54, 0x66)


@dataclass
class Visit:
    """One page view: every address asked for (refused ones, too), bytes received, what the console said."""

    page: Page
    asked: list[str] = field(default_factory=list)
    received: list[float] = field(default_factory=list)
    said: list[str] = field(default_factory=list)


def visit(context: BrowserContext, url: str) -> Visit:
    """Opens `url` and waits until its heading is there for a screen reader, without touching anything."""
    seen = Visit(context.new_page())
    wire = context.new_cdp_session(seen.page)
    wire.send("Network.enable")

    def finished(event: dict[str, Any]) -> None:
        seen.received.append(event["encodedDataLength"])

    wire.on("Network.loadingFinished", finished)
    seen.page.on("request", lambda request: seen.asked.append(request.url))
    seen.page.on("websocket", lambda socket: seen.asked.append(socket.url))
    seen.page.on("console", lambda message: seen.said.append(f"{message.type}: {message.text}"))
    seen.page.on("pageerror", lambda error: seen.said.append(f"error: {error}"))
    seen.page.goto(url)
    seen.page.get_by_role("heading", level=1).wait_for(timeout=60_000)
    seen.page.wait_for_load_state("networkidle")
    return seen


@pytest.fixture(scope="module")
def visits(served: Served, chromium: Browser) -> Iterator[list[Visit]]:
    """Twice the same page in one browser: with nothing known, then with all that was kept."""
    context = chromium.new_context(locale="en-US", viewport={"width": 390, "height": 800})
    yield [visit(context, served.url + "/"), visit(context, served.url + "/")]
    context.close()


def test_a_first_visit_moves_at_most_four_and_a_half_megabytes(visits: list[Visit]) -> None:
    assert 1_000_000 < sum(visits[0].received) <= LIMIT


def test_a_second_visit_moves_almost_nothing(visits: list[Visit]) -> None:
    assert sum(visits[1].received) < 20_000


def test_no_request_leaves_the_machine(visits: list[Visit], served: Served) -> None:
    ours = (served.url + "/", f"ws://{served.host}/", "data:", f"blob:{served.url}/")
    asked = visits[0].asked + visits[1].asked
    assert [url for url in asked if not url.startswith(ours)] == []
    assert any(url.startswith("ws://") for url in asked)


def test_the_browser_finds_nothing_to_complain_about(visits: list[Visit]) -> None:
    assert [line for line in visits[0].said + visits[1].said if line.startswith(("error", "warning"))] == []


def test_a_screen_reader_finds_the_page_in_german_without_pressing_anything(visits: list[Visit]) -> None:
    page = visits[0].page
    assert page.get_by_role("heading", level=1).inner_text() == "Grüße → ✓ ★"
    assert page.get_by_role("button", name="Weiter").count() == 1
    assert page.evaluate("document.documentElement.lang") == "de"


def test_the_page_can_be_zoomed_after_flutter_has_started(visits: list[Visit]) -> None:
    contents = visits[0].page.evaluate("[...document.querySelectorAll('meta[name=viewport]')].map(m => m.content)")
    assert contents
    assert not [content for content in contents if "user-scalable" in content or "maximum-scale" in content]


def test_a_pictogram_is_drawn_in_the_colour_asked_for(visits: list[Visit]) -> None:
    page = visits[0].page
    page.wait_for_timeout(500)  # an image comes a frame after its file
    shot = page.screenshot()
    assert share_of(shot, MAIN_COLOUR) > 0.01


def test_scripts_that_we_carry_are_fetched_once_and_those_we_lack_end_quietly(
    served: Served, chromium: Browser
) -> None:
    context = chromium.new_context()
    seen = visit(context, served.url + "/signs")
    seen.page.wait_for_timeout(2_000)  # Flutter would ask hundreds of times in this while
    fonts = [url for url in seen.asked if "/fallback/" in url]
    assert 3 <= len(fonts) == len(set(fonts)) <= 12
    context.close()


def test_without_javascript_the_crisis_numbers_are_there(served: Served, chromium: Browser) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served.url + "/hilfe")
    assert page.get_by_role("link", name="Notruf: Rettung und Feuerwehr 112").is_visible()
    context.close()


def share_of(png: bytes, colour: tuple[int, int, int]) -> float:
    """The share of pixels that have about this colour."""
    with Image.open(io.BytesIO(png)) as picture:
        flat = Image.new("RGB", picture.size, colour)
        apart = ImageChops.difference(picture.convert("RGB"), flat).convert("L").histogram()
    return sum(apart[:12]) / sum(apart)
