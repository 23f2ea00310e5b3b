"""Owns what screens are made of: kit parts and samples of each; it must not draw any."""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterable, Iterator

import flet as ft

from tests.house.tree import Source

#: What a feature's view may name of Flet: types, layout, and how a component is drawn anew.
LAYOUT = {"Control", "Row", "Column", "MainAxisAlignment", "CrossAxisAlignment"}
LIFE = {"component", "memo", "Observable", "observable", "use_state", "use_effect", "use_memo", "use_ref"}
#: What the shell may draw besides.
SHELL = {"View", "Page"}
#: Not controls, but looks all the same.
LOOKS = {"Colors", "CupertinoColors", "Icons", "CupertinoIcons", "TextStyle", "ButtonStyle", "Theme", "ColorScheme"}
LOOKS |= {"Border", "BorderSide", "BoxShadow", "BoxDecoration"}


def raw_controls(files: Iterable[Source]) -> Iterator[str]:
    """Flet's own buttons, fields, colours and icons outside the kit."""
    for file in files:
        if file.floor not in ("views", "app") or file.name.startswith("views/kit/"):
            continue
        for line, name in _named(file):
            if name in LAYOUT | LIFE:
                continue
            if file.floor == "views" or _looks(name):
                yield f"{file.name}:{line}: ft.{name} is raw Flet: use a part of views/kit, or make one there"


def _looks(name: str) -> bool:
    """Whether the shell would draw something of its own with it; services and settings of the page it may use."""
    found = getattr(ft, name, None)
    draws = isinstance(found, type) and issubclass(found, ft.BaseControl) and not issubclass(found, ft.Service)
    return (draws and name not in SHELL) or name in LOOKS


def _named(file: Source) -> Iterator[tuple[int, str]]:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in ("ft", "flet"):
            yield node.lineno, node.attr
        elif isinstance(node, ast.ImportFrom) and node.module == "flet":
            yield from ((node.lineno, alias.name) for alias in node.names)


def unseen_screens(files: Iterable[Source]) -> Iterator[str]:
    """Screens of which no sample is drawn, so that no gallery and no test ever sees them."""
    screens: dict[str, list[tuple[Source, ast.FunctionDef]]] = defaultdict(list)
    drawn: dict[str, set[str]] = defaultdict(set)
    for file in files:
        if file.floor != "views" or file.name.startswith(("views/kit/", "views/gallery/")):
            continue
        folder = file.name.rpartition("/")[0]
        if file.name.endswith("/samples.py"):
            drawn[folder] |= {node.id for node in ast.walk(file.tree) if isinstance(node, ast.Name)}
        for node in file.tree.body:
            if isinstance(node, ast.FunctionDef) and node.name.endswith("_screen"):
                screens[folder].append((file, node))
    for folder, found in screens.items():
        for file, screen in found:
            if folder not in drawn:
                yield f"{file.name}: {screen.name} has no samples: write {folder}/samples.py"
            elif screen.name not in drawn[folder]:
                yield f"{file.name}:{screen.lineno}: {screen.name} is in no sample: draw it in {folder}/samples.py"
