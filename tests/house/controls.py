"""Owns what the lists of security controls promise: every section, each proven by tests that are there or explained.

It must not judge whether a test proves enough.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tests.house.tree import ROOT

FOLDER = ROOT / "docs" / "security"
#: Sections of each chapter of OWASP ASVS 5.0, from V1 on.
ASVS = (5, 4, 7, 4, 4, 8, 6, 4, 2, 7, 7, 3, 4, 3, 4, 5, 3)
#: Controls of each group of OWASP MASVS 2.
MASVS = {
    "STORAGE": 2, "CRYPTO": 2, "AUTH": 3, "NETWORK": 2, "PLATFORM": 3, "CODE": 4, "RESILIENCE": 4, "PRIVACY": 4,
}  # fmt: skip
#: state → (whether it names tests, whether it says why); None: it may.
STATES: dict[str, tuple[bool | None, bool | None]] = {
    "met": (True, None), "part": (True, True), "open": (None, True), "none": (False, True),
}  # fmt: skip


def wanted(name: str) -> list[str]:
    """The ids a list must have."""
    if name == "asvs":
        return [f"{chapter}.{part}" for chapter, parts in enumerate(ASVS, 1) for part in range(1, parts + 1)]
    return [f"{group}-{number}" for group, count in MASVS.items() for number in range(1, count + 1)]


def controls(name: str) -> list[dict[str, Any]]:
    """The lines of a list."""
    found: list[dict[str, Any]] = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"))["control"]
    return found


def unsound(lines: Sequence[dict[str, Any]], ids: Sequence[str], root: Path = ROOT) -> Iterator[str]:
    """What is missing, there twice, unexplained, or proven by a test that is not there."""
    given = [line["id"] for line in lines]
    if given != list(ids):
        yield f"controls differ from the standard's: {sorted(set(given) ^ set(ids)) or 'their order, or one twice'}"
    for line in lines:
        tests, why = STATES[line["state"]]
        if tests is not None and bool(line.get("tests")) != tests:
            yield f"{line['id']} is „{line['state']}“: {'name the tests' if tests else 'it cannot have tests'}"
        if why and not line.get("why"):
            yield f"{line['id']} is „{line['state']}“: say why"
        yield from (f"{line['id']}: {test} is not there" for test in line.get("tests", ()) if not there(test, root))


def there(test: str, root: Path = ROOT) -> bool:
    """Whether a file of tests, or a test in it, is there."""
    file, _, name = test.partition("::")
    if not (root / file).is_file():
        return False
    defined = ast.walk(ast.parse((root / file).read_text("utf-8")))
    names = {node.name for node in defined if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}
    return name in names if name else any(each.startswith("test_") for each in names)
