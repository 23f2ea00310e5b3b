"""Files, functions and names stay small and say something; each rule is shown to fail."""

from __future__ import annotations

import pytest

from tests.house.sizes import empty_names, long_files, long_functions, silent_modules
from tests.house.tree import Source, sound, sources


@pytest.fixture(scope="module")
def house() -> list[Source]:
    """Parsed once for all rules here, and let go of after them."""
    return sources()


def test_no_file_has_more_than_250_lines(house: list[Source]) -> None:
    sound(long_files(house))
    assert len(list(long_files([Source("views/rows.py", "x = 1\n" * 251)]))) == 1


def test_no_function_has_more_than_40_lines(house: list[Source]) -> None:
    sound(long_functions(house))
    assert len(list(long_functions([Source("views/rows.py", "def f():\n" + "    x = 1\n" * 40)]))) == 1


def test_names_say_something(house: list[Source]) -> None:
    sound(empty_names(house))
    bad = [
        Source("services/utils.py", ""),
        Source("services/date_helper.py", ""),
        Source("views/rows.py", "class RowManager: ..."),
        Source("contract/help.py", "class OfferDTO: ..."),
        Source("hub/core/base.py", ""),
    ]
    assert len(list(empty_names(bad))) == len(bad)
    assert list(empty_names([Source("hub/core/database.py", "class Database: ...")])) == []


def test_every_module_says_what_it_owns(house: list[Source]) -> None:
    sound(silent_modules(house))
    assert len(list(silent_modules([Source("views/rows.py", "import flet")]))) == 1
