"""Owns how tests read a drawn screen: its words, headings and buttons; it must not need a browser."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from dataclasses import fields
from itertools import pairwise
from typing import Any

import flet as ft


def controls(root: ft.Control) -> Iterator[ft.Control]:
    """Every control of a tree, from the top down, as they are read."""
    yield root
    for field in fields(root):
        value = getattr(root, field.name, None)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ft.Control):
                yield from controls(child)


def texts(root: ft.Control) -> list[str]:
    """All words, without the zero-width spaces that allow a break."""
    return [c.value.replace("\u200b", "") for c in controls(root) if isinstance(c, ft.Text) and c.value]


def levels(root: ft.Control) -> list[int]:
    """The levels of the headings in their order."""
    return [c.heading_level for c in controls(root) if isinstance(c, ft.Semantics) and c.heading_level]


def buttons(root: ft.Control) -> dict[str, ft.TextButton]:
    """Everything one can press, by all the words on it."""
    return {" ".join(texts(c)): c for c in controls(root) if isinstance(c, ft.TextButton)}


async def press(root: ft.Control, name: str) -> None:
    """Presses the button on which these words stand first."""
    button = next(button for words, button in buttons(root).items() if words.startswith(name))
    handler: Any = button.on_click
    done = handler(None)
    if inspect.isawaitable(done):
        await done


def flaws(root: ft.Control) -> list[str]:
    """What is wrong with any screen: no or two names of the page, skipped levels, buttons without a name or effect."""
    found = []
    order = levels(root)
    if order.count(1) > 1:
        found.append(f"more than one heading of level 1: {order}")
    found += [f"a level is skipped: {order}" for one, two in pairwise(order) if two > one + 1]
    for name, button in buttons(root).items():
        if not name.strip():
            found.append("a button has no name")
        if button.on_click is None and button.url is None:
            found.append(f"nothing happens on: {name}")
    found += [f"a placeholder is left: {text}" for text in texts(root) if "{" in text or "None" in text]
    return found
