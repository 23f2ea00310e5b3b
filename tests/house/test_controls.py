"""The lists of security controls are whole, and what they name is there; each rule is shown to fail."""

from __future__ import annotations

from typing import Any

import pytest

from tests.house.controls import controls, unsound, wanted
from tests.house.tree import sound


@pytest.mark.parametrize("name", ["asvs", "masvs"])
def test_every_control_names_its_tests_or_says_why_not(name: str) -> None:
    sound(unsound(controls(name), wanted(name)))


def test_what_is_not_so_is_named() -> None:
    lines: list[dict[str, Any]] = [
        {"id": "1.1", "state": "met"},
        {"id": "1.2", "state": "open"},
        {"id": "1.3", "state": "none", "why": "x", "tests": ["tests/house/test_controls.py"]},
        {"id": "1.4", "state": "met", "tests": ["tests/house/test_controls.py::test_that_nobody_wrote"]},
        {"id": "1.4", "state": "part", "why": "x", "tests": ["tests/nowhere.py"]},
    ]
    told = "\n".join(unsound(lines, wanted("asvs")))
    for said in ("differ", "1.1 is", "1.2 is", "1.3 is", "test_that_nobody_wrote is not", "tests/nowhere.py is not"):
        assert said in told
