"""The same word stands on every floor; a new feature begins with all its files and says what is still open."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.layout import main as lay_out
from tests.house.thread import features, holes, main
from tests.house.tree import FLOORS, ROOT, Source, sound, sources


def without(*gone: str) -> list[Source]:
    """The house as it is, but for the files whose name begins so."""
    return [file for file in sources() if not file.name.startswith(gone)]


def test_no_thread_has_a_hole() -> None:
    sound(holes(sources()))


@pytest.mark.parametrize(
    ("gone", "way"),
    [
        ("contract/forum.py", "add contract/forum.py"),
        ("hub/help/", "add hub/help/"),
        ("services/volunteer/", "add services/volunteer/"),
        ("tests/participation/", "add tests/participation/"),
        ("views/help/finder/samples.py", "views/help/finder has no samples.py"),
        ("views/help/offer/screen.py", "views/help/offer has no screen.py"),
        ("app/pages.py", "add it to app/pages.py"),
        ("tests/help/", "say in tests/help/"),
    ],
)
def test_a_hole_in_a_thread_is_named_with_the_way_out(gone: str, way: str) -> None:
    assert any(way in hole for hole in holes(without(gone)))


def test_a_question_that_no_screen_asks_is_a_hole() -> None:
    idle = Source("services/help/idle.py", '"""Owns nothing."""')
    assert "services/help/idle.py is asked by no screen: use it, or take it out" in holes([*sources(), idle])


def test_make_thread_prints_a_feature_on_every_floor(capsys: pytest.CaptureFixture[str]) -> None:
    assert main("help/finder") == 0
    told = capsys.readouterr().out
    for name in ("contract/help.py", "hub/help/routes.py", "services/help/finder.py", "views/help/finder/screen.py"):
        assert name in told
    assert "—" not in told
    assert main("help/nothing") == 2
    assert "help/finder" in capsys.readouterr().out


def copy(folder: Path) -> None:
    """The house as it is, so that a new feature can be built into it."""
    for name in ("pyproject.toml", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    for name in (*FLOORS, "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("locales", "assets"):
        (folder / name).symlink_to(ROOT / name)


@pytest.mark.slow
def test_a_new_feature_is_sound_at_once_and_says_what_is_open(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy(tmp_path)
    before = set(holes(sources(tmp_path)))
    assert lay_out("help/diary", tmp_path) == 0
    told = capsys.readouterr().out
    assert ("help", "diary") in features(sources(tmp_path))
    open_ends = set(holes(sources(tmp_path))) - before
    assert open_ends == {"views/help/diary is shown by no page: add it to app/pages.py and app/routes.py"}
    fresh = [line.split()[1] for line in told.splitlines() if line.startswith("  new ")]
    assert len(fresh) == 6
    for check in (
        ["ruff", "check"],
        ["ruff", "format", "--check"],
        ["mypy", "--follow-imports=silent"],
        ["pytest", "-q", "tests/help/test_diary.py"],
    ):
        only = fresh if check[0] != "pytest" else []
        done = subprocess.run(
            [sys.executable, "-m", *check, *only], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert lay_out("help/diary", tmp_path) == 0
    assert "  new " not in capsys.readouterr().out


def test_a_feature_of_an_unknown_measure_is_not_laid_out(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert lay_out("garden/bed", tmp_path) == 2
    assert lay_out("", tmp_path) == 2
    assert "help/diary" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
