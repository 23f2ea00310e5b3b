"""Who may import whom; each rule is shown to fail on a house that breaks it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.imports import eager_hubs, low_ceilings, strangers
from tests.house.tree import FLOORS, ROOT, Source, sound, sources

#: One wrong import for each contract in pyproject.toml, by the file it is written into.
WRONG = {
    "services/clock.py": "import views.kit.tokens, flet",
    "hub/settings.py": "import services.clock",
    "search/stem.py": "import hub.settings",
    "views/kit/page.py": "import contract.text",
    "views/help/offer/parts.py": "import views.forum.events.store",
    "services/help/finder.py": "import services.home.start",
    "hub/core/tokens.py": "import hub.help.routes",
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """import-linter over the house in a folder, in a process of its own: it switches off all loggers there are."""
    program = (
        "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True, no_logo=True))"
    )
    return subprocess.run([sys.executable, "-c", program], cwd=folder, capture_output=True, text=True, check=False)


def test_the_floors_know_only_what_lies_below_them() -> None:
    done = lint(ROOT)
    _, _, broken = done.stdout.partition("Broken contracts")
    if done.returncode:
        pytest.fail(f"Import from a lower floor, or move what both need down:{broken or done.stderr}", pytrace=False)


def test_every_contract_of_the_floors_can_break(tmp_path: Path) -> None:
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for floor in FLOORS:
        shutil.copytree(ROOT / floor, tmp_path / floor, ignore=shutil.ignore_patterns("*.json", "__pycache__"))
    for name, line in WRONG.items():
        with (tmp_path / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")
    done = lint(tmp_path)
    assert done.returncode == 1
    assert [line for line in done.stdout.splitlines() if line.endswith(" KEPT")] == []
    assert "0 kept, 8 broken" in done.stdout


def test_outside_packages_stay_at_home() -> None:
    sound(strangers(sources()))


@pytest.mark.parametrize(
    ("name", "line", "home"),
    [
        ("services/sync.py", "import httpx", "services/hub.py"),
        ("services/help/finder.py", "import sqlite3", "services/local*.py"),
        ("services/hub.py", "from keyring import get_password", "services/secrets.py"),
        ("views/help/offer/parts.py", "from babel.dates import format_date", "services/language.py"),
        ("services/language.py", "import flet as ft", "views/*, app/*"),
        ("contract/text.py", "import fastapi", "hub/*"),
        ("services/sync.py", "def f():\n    from urllib.request import urlopen", "the wire is services/hub.py"),
        ("app/device.py", "import requests", "requests has no home"),
    ],
)
def test_a_package_away_from_home_is_named_with_its_home(name: str, line: str, home: str) -> None:
    told = list(strangers([Source(name, line)]))
    assert len(told) == 1
    assert name in told[0]
    assert home in told[0]


def test_the_app_starts_without_a_hub_package() -> None:
    sound(eager_hubs(sources()))


def test_a_hub_imported_at_once_or_elsewhere_is_refused() -> None:
    lazy = "def build():\n    from hub.asgi import create_hub\n    return create_hub"
    assert list(eager_hubs([Source("app/house.py", lazy)])) == []
    assert len(list(eager_hubs([Source("app/house.py", "from hub.asgi import create_hub")]))) == 1
    assert len(list(eager_hubs([Source("app/run.py", lazy)]))) == 1


def test_what_all_measures_share_knows_no_measure_and_the_kit_only_itself() -> None:
    sound(low_ceilings(sources()))


def test_shared_files_that_know_a_measure_are_refused() -> None:
    bad = [
        Source("views/rows.py", "from views.help.finder.store import FinderState"),
        Source("services/sync.py", "from services.help.finder import Finder"),
        Source("views/kit/card.py", "from views.rows import rows"),
    ]
    assert len(list(low_ceilings(bad))) == 3
