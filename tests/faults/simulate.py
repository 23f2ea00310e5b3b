"""Owns running many schedules: `python -m tests.faults.simulate --schedules N --seed S [--jobs J] [--json]`.

Each schedule is wholly determined by its seed: `--seed S --schedules 1 --trace` shows again what happened.
"""

from __future__ import annotations

import argparse
import json
import logging
import multiprocessing
import os
import sys
import time
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from tests.faults.oracle import FINDINGS
from tests.faults.sabotage import sabotaged


class Outcome(NamedTuple):
    """What a schedule showed: how often what was found, in words, and how many writes the hub confirmed."""

    seed: int
    counts: dict[str, int]
    found: tuple[tuple[str, str], ...]
    writes: int


def run(seed: int, trace: bool = False) -> Outcome:
    """Carries out the schedule of a seed."""
    from tests.faults.hubs import SimHub
    from tests.faults.schedule import schedule
    from tests.faults.story import Story

    global _hub
    if _hub is None:
        logging.disable(logging.CRITICAL)
        _hub = SimHub()
    story = Story(schedule(seed), _hub, _traced if trace else _quiet)
    oracle = story.run()
    return Outcome(seed, oracle.counts, tuple(oracle.found[:5]), oracle.writes)


_hub: Any = None


def _traced(text: str) -> None:
    print(text, file=sys.stderr)


def _quiet(text: str) -> None:
    pass


def many(seeds: Iterable[int], jobs: int) -> Iterable[Outcome]:
    """The outcomes of schedules, in any order."""
    if jobs == 1:
        yield from map(run, seeds)
        return
    with multiprocessing.get_context("forkserver").Pool(jobs) as pool:
        yield from pool.imap_unordered(run, seeds, 50)


def summary(outcomes: Iterable[Outcome], seconds: float) -> dict[str, Any]:
    """What all of them showed together. `failing`: the first seeds that found something."""
    total: Counter[str] = Counter()
    failing: list[int] = []
    schedules = writes = 0
    for outcome in outcomes:
        schedules, writes = schedules + 1, writes + outcome.writes
        total.update(outcome.counts)
        if outcome.found:
            failing.append(outcome.seed)
    return {
        "schedules": schedules,
        **{name: total[name] for name in FINDINGS},
        "writes": writes,
        "seconds": round(seconds, 1),
        "schedules_per_second": round(schedules / seconds, 1) if seconds else 0.0,
        "failing": sorted(failing)[:50],
        "failing_schedules": len(failing),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schedules", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seeds", type=int, nargs="*", help="these and no others")
    parser.add_argument("--sabotage", default="", help="break something on purpose (tests.faults.sabotage)")
    parser.add_argument("--until-found", nargs="*", default=(), help="stop when all of these were found")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--trace", action="store_true")
    asked = parser.parse_args()
    # The order of sets must repeat as well; the children inherit it.
    if os.environ.get("PYTHONHASHSEED") != "0":
        os.execve(sys.executable, [sys.executable, "-m", "tests.faults.simulate", *sys.argv[1:]],
                  {**os.environ, "PYTHONHASHSEED": "0"})  # fmt: skip
    began = time.monotonic()
    seeds = range(asked.seed, asked.seed + asked.schedules) if asked.seeds is None else asked.seeds
    outcomes = [run(asked.seed, trace=True)] if asked.trace else []
    with sabotaged(asked.sabotage):
        for outcome in () if asked.trace else many(seeds, asked.jobs):
            outcomes.append(outcome)
            if asked.until_found and all(any(each.counts[name] for each in outcomes) for name in asked.until_found):
                break
    for outcome in [each for each in outcomes if each.found][:20]:
        for what, text in outcome.found[:3]:
            print(f"seed {outcome.seed}: {what}: {text}", file=sys.stderr)
    said = summary(outcomes, time.monotonic() - began)
    print(json.dumps(said) if asked.json else "\n".join(f"{name}: {value}" for name, value in said.items()))
    if said["failing"]:
        print(f"again: python -m tests.faults.simulate --seed {said['failing'][0]} --trace", file=sys.stderr)
    return 1 if said["failing"] else 0


if __name__ == "__main__":
    sys.exit(main())
