"""Owns what documents promise: files that are there, verbs that exist, floors that say what they are.

It must not write any.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.house.tree import ROOT

FLOORS = ("app", "assets", "bench", "contract", "docs", "hub", "locales", "search", "services", "tests", "views")
README_LINES = 5
_PLACE = re.compile(rf"[`(]((?:{'|'.join(FLOORS)}|\.ci)/[\w./-]*|[\w-]+\.(?:md|py|toml|spec|txt))[`)#]")
_VERB = re.compile(r"\bmake ([a-z-]+)\b(?=[` ]|$)", re.MULTILINE)
#: Examples of what a person would make.
MADE_UP = ("diary",)


def documents(root: Path = ROOT) -> list[Path]:
    """Every document of ours, at the root, of each floor, and in docs/."""
    return sorted([*root.glob("*.md"), *root.glob("docs/**/*.md"), *root.glob("[a-z]*/README.md")])


def lost(files: Iterable[Path], root: Path = ROOT) -> Iterator[str]:
    """Files and folders that a document names but nobody finds; a bare name may lie on any floor."""
    for file in files:
        for place in _PLACE.findall(file.read_text("utf-8")):
            near = (root / place, file.parent / place)
            if not any(path.exists() for path in near) and not any(word in place for word in MADE_UP):
                anywhere = "/" not in place and any(any((root / floor).rglob(place)) for floor in FLOORS)
                if not anywhere:
                    yield f"{file.relative_to(root)}: {place} is not there: name what took its place"


def verbs(makefile: str) -> set[str]:
    """What `make` can be asked for, with a sentence each."""
    return set(re.findall(r"^([a-z-]+):.*## \S", makefile, re.MULTILINE))


def unknown_verbs(files: Iterable[Path], makefile: str) -> Iterator[str]:
    """Verbs that a document names and make does not know."""
    known = verbs(makefile)
    for file in files:
        for verb in set(_VERB.findall("\n".join(_code(file.read_text("utf-8"))))) - known:
            yield f"{file.name}: there is no `make {verb}`"


def _code(text: str) -> Iterator[str]:
    """What stands in backticks or in a fenced block."""
    yield from re.findall(r"```(.*?)```", text, re.DOTALL)
    yield from re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))


def long_readmes(root: Path = ROOT) -> Iterator[str]:
    """Floors without a README, or with one that is more than a few lines; figures of the benches need more."""
    for floor in FLOORS:
        file = root / floor / "README.md"
        if not file.exists():
            yield f"{floor}/README.md is missing: say in three lines what the floor owns and may import"
        elif len(file.read_text("utf-8").splitlines()) > README_LINES and floor != "bench":
            yield f"{floor}/README.md is longer than three lines: the rest belongs into a docstring or a decision"


def idle_decisions(files: Iterable[Path]) -> Iterator[str]:
    """Decisions that nothing enforces, and such as fill more than a page."""
    for file in files:
        text = file.read_text("utf-8")
        if "**Enforced by**" not in text or "**Why" not in text:
            yield f"{file.name}: say why, and what enforces it"
        if len(text.splitlines()) > 60:
            yield f"{file.name}: a page at most"
