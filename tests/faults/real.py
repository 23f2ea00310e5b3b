"""Owns running many schedules with real processes: `python -m tests.faults.real --schedules N --seed S [--json]`.

What happens is determined by the seed; when exactly, is up to the machine. Where a file system can be mounted (root,
or user namespaces: `unshare`), each store lies on a small one that is really filled; elsewhere no disk fills up.
"""

from __future__ import annotations

import argparse
import json
import logging
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.faults.driver import drive
from tests.faults.goldens import Goldens
from tests.faults.mounting import OWN, mounts
from tests.faults.quick import SPEED, run
from tests.faults.real_hub import serve
from tests.faults.real_schedule import real_schedule
from tests.faults.real_story import Outcome, Place, RealStory
from tests.faults.sabotage import sabotaged
from tests.faults.zygote import LIBC, PR_SET_PDEATHSIG, Zygote

FINDINGS = ("lost", "doubled", "wrong_arrived", "unopened", "wrong_owner", "diverged", "stuck", "failed")
#: Bytes of the small file systems.
SIZES = {"hub": "12m", "device-0": "6m", "device-1": "6m"}
MOUNTS = "WUEAPP_FAULTS_MOUNTS"
#: Seconds (real ones) after which a schedule counts as hung.
LONGEST = 120.0


def place(folder: Path) -> Place:
    """Prepares where schedules happen."""
    logging.disable(logging.CRITICAL)
    folder.mkdir(parents=True)
    mounted = os.environ.get(MOUNTS) == "yes"
    for name, size in SIZES.items():
        (folder / name).mkdir()
        if mounted:
            subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder / name], check=True)
    goldens = Goldens(folder / "goldens")
    # Looking for key rings loads many modules: once is enough.
    from keyring import backend

    backend.get_all_keyring()
    zygote = Zygote({"hub": serve, "app": drive}, folder / "said.log")
    return Place(folder, mounted, zygote, goldens)


def told(text: str) -> None:
    print(text, file=sys.stderr)


def carry_out(seed: int, where: Place, rate: float | None = None, trace: bool = False) -> Outcome:
    """One schedule."""
    story = RealStory(real_schedule(seed, rate), where, told if trace else lambda _: None)
    return run(story.run())


def _director(number: int, folder: Path, asked: argparse.Namespace, results: Any) -> None:
    LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    with sabotaged(asked.sabotage):
        where = place(folder / f"place-{number}")
        for seed in range(asked.seed + number, asked.seed + asked.schedules, asked.jobs):
            try:
                results.put(carry_out(seed, where, asked.rate, asked.trace))
            except BaseException as error:
                results.put(Outcome(seed, {"failed": 1}, (("failed", f"the harness: {error!r}"),), 0, 0.0, {}))
                if asked.trace:
                    raise
        where.zygote.close()
        results.put(None)


def many(asked: argparse.Namespace) -> Iterator[Outcome]:
    """The outcomes of all schedules, in any order."""
    folder = Path(tempfile.mkdtemp(prefix="wueapp-faults-"))
    context = multiprocessing.get_context("fork")
    results: Any = context.Queue()
    directors = [
        context.Process(target=_director, args=(number, folder, asked, results)) for number in range(asked.jobs)
    ]
    try:
        for director in directors:
            director.start()
        done = 0
        while done < asked.jobs:
            outcome = results.get(timeout=LONGEST)
            done += outcome is None
            if outcome is not None:
                yield outcome
    finally:
        for director in directors:
            director.kill()
            director.join()
        for mount in folder.glob("*/*") if os.environ.get(MOUNTS) == "yes" else ():
            if mount.name in SIZES:
                subprocess.run(["umount", "-l", mount], check=False, capture_output=True)
        shutil.rmtree(folder, ignore_errors=True)


def summary(outcomes: Iterable[Outcome], seconds: float) -> dict[str, Any]:
    """What all of them showed together."""
    total: Counter[str] = Counter()
    happened: Counter[str] = Counter()
    every = list(outcomes)
    for outcome in every:
        total.update(outcome.counts)
        happened.update(outcome.happened)
    failing = sorted(outcome.seed for outcome in every if outcome.found)
    heals = sorted(outcome.heal for outcome in every)
    return {
        "schedules": len(every),
        **{name: total[name] for name in FINDINGS},
        "slowest_heal": heals[-1] if heals else 0.0,
        "median_heal": heals[len(heals) // 2] if heals else 0.0,
        "writes": sum(outcome.writes for outcome in every),
        "happened": dict(sorted(happened.items())),
        "disks_filled": os.environ.get(MOUNTS) == "yes",
        "speed": SPEED,
        "seconds": round(seconds, 1),
        "schedules_per_second": round(len(every) / seconds, 2) if seconds else 0.0,
        "failing": failing[:50],
        "failing_schedules": len(failing),
    }


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--schedules", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--rate", type=float, help="of all requests so many fail (0 to 1), in all schedules")
    parser.add_argument("--sabotage", default="", help="break something on purpose (tests.faults.sabotage)")
    parser.add_argument("--until-found", nargs="*", default=(), help="stop when all of these were found")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--trace", action="store_true")
    return parser.parse_args()


def _with_mounts() -> None:
    """Begins again where file systems may be mounted, if there is such a place."""
    can = mounts()
    os.environ[MOUNTS] = "yes" if can else "no"
    command = [sys.executable, "-m", "tests.faults.real", *sys.argv[1:]]
    os.execvp((OWN if can else command)[0], [*OWN, *command] if can else command)


def main() -> int:
    asked = _asked()
    if MOUNTS not in os.environ:
        _with_mounts()
    began, outcomes = time.monotonic(), []
    for outcome in many(asked):
        outcomes.append(outcome)
        for what, text in outcome.found[:3]:
            print(f"seed {outcome.seed}: {what}: {text}", file=sys.stderr, flush=True)
        if len(outcomes) % 100 == 0:
            print(f"{len(outcomes)} schedules, {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)
        if asked.until_found and all(any(each.counts.get(name) for each in outcomes) for name in asked.until_found):
            break
    said = summary(outcomes, time.monotonic() - began)
    print(json.dumps(said) if asked.json else "\n".join(f"{name}: {value}" for name, value in said.items()))
    return 1 if said["failing"] else 0


if __name__ == "__main__":
    sys.exit(main())
