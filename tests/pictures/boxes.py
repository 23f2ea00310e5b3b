"""Owns what the boxes of the semantics tree tell about a picture: cut off, overlapping; it must not draw."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

#: Rounding of positions, in logical pixels, that nobody sees.
SLACK = 1.5

_BOXES = """() => [...document.querySelectorAll('flt-semantics')]
    .filter(node => !node.querySelector('flt-semantics'))
    .map(node => {
        const box = node.getBoundingClientRect()
        const own = node.getAttribute('aria-label') || node.textContent || ''
        return [node.getAttribute('role') || node.tagName, own.trim(), box.left, box.top, box.right, box.bottom]
    })
    .filter(entry => entry[1])"""


@dataclass(frozen=True)
class Box:
    """What something in the picture says, and where it is, in logical pixels."""

    role: str
    says: str
    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than a rim."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        high = min(self.bottom, other.bottom) - max(self.top, other.top)
        return wide > SLACK and high > SLACK


def boxes(page: Page) -> list[Box]:
    """The boxes of all that says something and holds nothing else that does."""
    found: list[list[Any]] = page.evaluate(_BOXES)
    return [Box(*entry) for entry in found]


def flaws(found: list[Box], width: float, height: float, letter: float) -> list[str]:
    """What is wrong, in sentences: beyond the window, over each other, too small for its words, too small to touch.

    `width`, `height`: of the window. It must be higher than the page: scrolling cuts the boxes at its rim, and lays
    others under the bottom bar, though citizens see them whole; so a page taller than it cannot be judged.
    A picture with a name (role `img`) shows none of its letters, so it needs no room for them.
    `letter`: the area, in square pixels, that one letter of the smallest text takes at the least.
    """
    beyond = [box for box in found if box.left < -SLACK or box.right > width + SLACK]
    wrong = [f"»{box.says[:40]}« reaches beyond the window" for box in beyond]
    wrong += [
        f"»{box.says[:40]}« ends below: the page is taller than the window" for box in found if box.bottom > height
    ]
    for index, box in enumerate(found):
        wrong += [
            f"»{box.says[:40]}« lies over »{other.says[:40]}«" for other in found[index + 1 :] if box.overlaps(other)
        ]
        area = (box.right - box.left) * (box.bottom - box.top)
        if box.role != "img" and area < letter * len(box.says.replace("\\n", "")):
            wrong.append(f"»{box.says[:40]}« has too little room: it is cut off")
        if box.role == "button" and min(box.right - box.left, box.bottom - box.top) < 48 - SLACK:
            wrong.append(f"»{box.says[:40]}« is smaller than 48 pixels: fingers miss it")
    return wrong
