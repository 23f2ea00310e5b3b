"""Owns the proof with real processes that nothing is lost, doubled or shown wrongly; `make soak` runs thousands."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.faults.mounting import FORBIDDEN
from tests.faults.real import FINDINGS

CI_SCHEDULES, CI_SEED = 50, 1
#: Seconds of the app from the last fault until all has arrived.
SLOWEST_HEAL = 60.0


def carried_out(*asked: str) -> dict[str, Any]:
    """What a run of its own shows."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.faults.real", "--json", *asked],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert run.stdout, run.stderr
    return {**json.loads(run.stdout), "said": run.stderr}


@pytest.mark.slow
def test_schedules_lose_nothing_double_nothing_and_open_every_store() -> None:
    said = carried_out("--schedules", str(CI_SCHEDULES), "--seed", str(CI_SEED), "--jobs", "4")
    assert {name: said[name] for name in FINDINGS} == dict.fromkeys(FINDINGS, 0), said["said"]
    assert said["schedules"] == CI_SCHEDULES
    # If little happened, it proves little.
    assert said["writes"] > CI_SCHEDULES
    assert all(said["happened"].get(verb, 0) >= CI_SCHEDULES // 10 for verb in ("kill", "kill hub", "restore", "fill"))
    if not said["disks_filled"]:
        pytest.skip(FORBIDDEN)


@pytest.mark.slow
@pytest.mark.parametrize("rate", ["0.01", "0.2", "0.5"])
def test_a_minute_after_the_wire_is_well_again_all_has_arrived(rate: str) -> None:
    said = carried_out("--schedules", "6", "--seed", "70", "--rate", rate, "--jobs", "3")
    assert {name: said[name] for name in FINDINGS} == dict.fromkeys(FINDINGS, 0), said["said"]
    assert said["slowest_heal"] <= SLOWEST_HEAL


@pytest.mark.slow
@pytest.mark.parametrize(
    ("broken", "found"), [("careless hub", "doubled"), ("forgetful outbox", "lost"), ("hasty outbox", "wrong_arrived")]
)
def test_a_broken_house_is_found_out(broken: str, found: str) -> None:
    said = carried_out("--sabotage", broken, "--schedules", "60", "--jobs", "3", "--until-found", found)
    assert said[found]
