"""Owns which Python files the house has and what is written in them; it must not judge."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MEASURES = ("home", "forum", "help", "participation", "volunteer", "account")
FLOORS = ("contract", "search", "services", "hub", "views", "app")
ASIDE = ("tests", "bench")


@dataclass(frozen=True)
class Source:
    """A Python file: `name` is its path from the root with slashes, `text` what is written in it."""

    name: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text, self.name)

    @property
    def floor(self) -> str:
        """The top folder; empty for a file at the root."""
        return self.name.partition("/")[0] if "/" in self.name else ""

    def imports(self) -> tuple[tuple[int, str], ...]:
        """(line, dotted name) of every import, those inside functions included; `from a import b` gives `a.b`."""
        return _imports(self.text)


@cache
def _imports(text: str) -> tuple[tuple[int, str], ...]:
    """Kept for each text: the threads ask for them again and again, and a copy of the house imports the same."""
    found: list[tuple[int, str]] = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            found += ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found += ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)
    return tuple(found)


def sources(root: Path = ROOT, floors: tuple[str, ...] = FLOORS + ASIDE) -> list[Source]:
    """Every Python file of these floors, sorted by name, and those at the root."""
    files = [path for floor in floors for path in (root / floor).rglob("*.py") if "__pycache__" not in path.parts]
    return [
        Source(path.relative_to(root).as_posix(), path.read_text("utf-8"))
        for path in sorted([*root.glob("*.py"), *files])
    ]


def sound(faults: Iterable[str]) -> None:
    """Fails with every fault in a line of its own, for each names the way out."""
    told = list(faults)
    if told:
        pytest.fail("\n".join(told), pytrace=False)
