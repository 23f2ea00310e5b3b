"""Files, functions and names stay small and say something; each rule is shown to fail."""

from __future__ import annotations

from tests.house.sizes import empty_names, long_files, long_functions, silent_modules
from tests.house.tree import Source, sound, sources


def test_no_file_has_more_than_250_lines() -> None:
    sound(long_files(sources()))
    assert len(list(long_files([Source("views/rows.py", "x = 1\n" * 251)]))) == 1


def test_no_function_has_more_than_40_lines() -> None:
    sound(long_functions(sources()))
    assert len(list(long_functions([Source("views/rows.py", "def f():\n" + "    x = 1\n" * 40)]))) == 1


def test_names_say_something() -> None:
    sound(empty_names(sources()))
    bad = [
        Source("services/utils.py", ""),
        Source("services/date_helper.py", ""),
        Source("views/rows.py", "class RowManager: ..."),
        Source("contract/help.py", "class OfferDTO: ..."),
        Source("hub/core/base.py", ""),
    ]
    assert len(list(empty_names(bad))) == len(bad)
    assert list(empty_names([Source("hub/core/database.py", "class Database: ...")])) == []


def test_every_module_says_what_it_owns() -> None:
    sound(silent_modules(sources()))
    assert len(list(silent_modules([Source("views/rows.py", "import flet")]))) == 1
