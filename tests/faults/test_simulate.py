"""Owns the proof that nothing is lost, doubled or shown wrongly in thousands of schedules; `make soak` runs more."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.oracle import FINDINGS
from tests.faults.sabotage import SABOTAGES

CI_SCHEDULES, CI_SEED = 5_000, 1
#: What a broken house must be seen within: a tenth of what CI runs.
BUDGET = CI_SCHEDULES // 10
#: Seeds that found something once; each is run for ever.
FORMER: list[int] = json.loads((Path(__file__).parent / "seeds.json").read_text())


def simulated(*asked: str) -> dict[str, Any]:
    """What a run of its own shows; of its own, because the order of sets must repeat."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.faults.simulate", "--json", *asked],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONHASHSEED": "0"},
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert run.returncode in (0, 1), run.stderr[-4000:]
    said: dict[str, Any] = json.loads(run.stdout)
    said["told"] = run.stderr[-4000:]
    return said


def test_nothing_is_lost_doubled_diverged_stuck_or_told_wrongly() -> None:
    said = simulated("--schedules", str(CI_SCHEDULES), "--seed", str(CI_SEED), "--jobs", "2")
    assert {name: said[name] for name in FINDINGS} == dict.fromkeys(FINDINGS, 0), said["told"]
    assert said["schedules"] == CI_SCHEDULES
    # A simulator in which nothing arrives would find nothing either.
    assert said["writes"] > 3 * CI_SCHEDULES


def test_schedules_that_once_found_something_stay_clean() -> None:
    said = simulated("--seeds", *map(str, FORMER))
    assert {name: said[name] for name in FINDINGS} == dict.fromkeys(FINDINGS, 0), said["told"]


def test_a_schedule_is_the_same_each_time() -> None:
    once, twice = (simulated("--seed", "7", "--trace")["told"] for _ in range(2))
    assert once == twice


@pytest.mark.parametrize("name", SABOTAGES)
def test_a_broken_house_is_noticed(name: str) -> None:
    said = simulated("--schedules", str(BUDGET), "--sabotage", name, "--until-found", *SABOTAGES[name][1])
    assert all(said[finding] for finding in SABOTAGES[name][1]), said
