"""Owns a person at a browser, in sentences: opens, taps, types, sees; it must not know the code of the app.

What a person finds is read from what Flutter tells a screen reader; nothing is seen that this one would not hear.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request

PATIENCE = 60.0  # seconds until something awaited counts as not coming
#: What answers to a tap or a key.
ACTIVE = "[flt-tappable], [role=button], [role=checkbox], [role=radio], [role=switch], [role=tab], a, input, textarea"
SPOKEN = {"button", "link", "textbox", "checkbox", "radio", "switch", "tab", "heading", "image", "img", "slider"}
#: What Flet itself shows when a session ends with an error.
CRASHED = "Error running app"
#: The name of a thing, as a screen reader says it; a thing within another is that one's part.
NAMES = f"""things => things.filter(thing => !thing.parentElement.closest({ACTIVE!r}))
  .map(thing => (thing.getAttribute('aria-label') || thing.innerText || '').trim())"""
TWO_FRAMES = "() => new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)))"
#: The name of what has the keyboard; empty when nothing of the app has it.
FOCUSED = """() => { const here = document.activeElement;
  return here && here.closest('flutter-view') && here.localName !== 'flutter-view' ?
    (here.getAttribute('aria-label') || here.innerText || '').trim() : ''; }"""


@dataclass
class Recorder:
    """Every address the browser asks for, refused ones too, and what its console says."""

    home: str
    asked: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("request", self._request)
        page.on("websocket", lambda line: self.asked.append(line.url))
        page.on("console", self._said)
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def foreign(self) -> list[str]:
        """Addresses that are not the app's own."""
        host = self.home.partition("://")[2]
        ours = (f"{self.home}/", f"ws://{host}/", "data:", f"blob:{self.home}/", "tel:", "mailto:", "about:")
        return [address for address in self.asked if not address.startswith(ours)]

    def _request(self, request: Request) -> None:
        self.asked.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.errors.append(message.text)


class Person:
    """Someone with a browser of their own, at the app at `home`."""

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.home = home
        self.context = context
        self.recorder = Recorder(home)
        self.page = context.new_page()
        self.recorder.watch(self.page)

    def open(self, path: str, heading: str = "") -> None:
        """Types an address, and waits until the page of that name (or any) stands there."""
        self.page.goto(self.home + path, timeout=PATIENCE * 1000)
        self.finds(heading) if heading else self.until(self.headings, "a heading")

    def headings(self) -> list[str]:
        """The headings of level 1."""
        return [name.strip() for name in self.page.get_by_role("heading", level=1).all_inner_texts()]

    def finds(self, heading: str) -> None:
        """Waits until the page with this name stands there."""
        self.until(lambda: self.headings() == [heading], f"the page „{heading}“")

    def reaches(self, heading: str) -> None:
        """Waits until something with this heading stands there, alone or beside its list."""
        self.until(lambda: self.page.get_by_role("heading", name=heading, exact=True).count(), f"„{heading}“")

    def button(self, name: str) -> Locator:
        """What one presses by this name, or the first thing on which these words stand."""
        buttons = self.page.get_by_role("button", name=name, exact=True)
        return buttons.first if buttons.count() else self.page.get_by_role("button", name=name).first

    def tap(self, name: str) -> None:
        """Presses it, wherever the page is scrolled to."""
        self.until(lambda: self.button(name).count(), f"something to press named „{name}“")
        self.button(name).dispatch_event("click")

    def type(self, label: str, text: str) -> None:
        """Types into the field of that name instead of what stands there, key by key."""
        self._take(label)
        self.page.keyboard.type(text, delay=20)

    def erase(self, label: str) -> None:
        """Empties the field of that name."""
        self._take(label)
        self.page.keyboard.press("Delete")

    def _take(self, label: str) -> None:
        """Puts the cursor into a field, all that stands there selected."""
        field_ = self.page.get_by_role("textbox", name=label).first
        field_.wait_for(state="attached", timeout=PATIENCE * 1000)
        field_.focus()
        self.until(lambda: field_.evaluate("e => e === document.activeElement"), f"the cursor in „{label}“")
        self.page.keyboard.press("ControlOrMeta+A")

    def tappables(self) -> list[str]:
        """The names of all that answers to a tap or a key, in the order in which it is read."""
        names: list[str] = self.page.locator(ACTIVE).evaluate_all(NAMES)
        return names

    def nameless(self) -> list[str]:
        """Roles of what the browser itself would hand to a screen reader without a name."""
        nodes = self.context.new_cdp_session(self.page).send("Accessibility.getFullAXTree")["nodes"]
        heard = [node for node in nodes if not node.get("ignored") and node["role"]["value"] in SPOKEN]
        return [node["role"]["value"] for node in heard if not node.get("name", {}).get("value", "").strip()]

    def reads(self) -> str:
        """The whole page as a screen reader goes through it."""
        return self.page.locator("body").aria_snapshot()

    def sees(self, text: str) -> None:
        """Waits until these words stand there."""
        self.until(lambda: text in self.reads(), f"„{text}“")

    def sees_all(self, *texts: str) -> None:
        """Waits until all these words stand there."""
        for text in texts:
            self.sees(text)

    def misses(self, text: str) -> None:
        """Waits until these words are gone."""
        self.until(lambda: text not in self.reads(), f"the end of „{text}“")

    def presses(self, key: str) -> str:
        """Presses a key and says what has the keyboard once Flutter has drawn that, as a finger would wait for."""
        self.page.keyboard.press(key)
        self.page.evaluate(TWO_FRAMES)
        return self.focused()

    def focused(self) -> str:
        """The name of what has the keyboard now."""
        return str(self.page.evaluate(FOCUSED))

    def until(self, condition: Callable[[], object], what: str) -> None:
        """Waits until something holds; tells what stands there instead."""
        deadline = time.monotonic() + PATIENCE
        while not condition():
            there = self.reads()
            assert CRASHED not in there, f"the app broke: {self.page.get_by_role('textbox').all_inner_texts()}"
            assert time.monotonic() < deadline, f"{what} did not come. There is:\n{there[:3000]}"
            self.page.wait_for_timeout(50)
