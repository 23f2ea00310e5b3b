"""What could not run is named at the end, and fails the run unless the project may lack it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.mounting import FORBIDDEN as MOUNTING
from tests.house.tree import ROOT

SKIPS = """
import pytest

def test_well() -> None: ...

@pytest.mark.skip(reason="{reason}")
def test_left_out() -> None: ...
"""


def run(folder: Path, reason: str) -> subprocess.CompletedProcess[str]:
    (folder / "test_sample.py").write_text(SKIPS.format(reason=reason), "utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.house.closing", "-p", "no:cacheprovider", "-p", "no:flet"]
    return subprocess.run(
        [*command, "--rootdir", str(folder), "-c", "/dev/null", str(folder)],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("reason", "code"),
    [("no browser", 1), ("shared data is not here", 0), (MOUNTING, 0), ("on this machine it is slow", 1)],
)
def test_a_skip_is_named_and_fails_without_an_excuse(tmp_path: Path, reason: str, code: int) -> None:
    done = run(tmp_path, reason)
    assert done.returncode == code, done.stdout
    assert f"test_left_out: {reason}" in done.stdout.replace("test_sample.py:6", "test_left_out")
    assert done.stdout.rstrip().splitlines()[-1].startswith("=")
