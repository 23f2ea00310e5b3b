"""Measures process start to the first 50 of N records without a network, beside bare Python; it must not judge.

python -m bench.offline_open [--json] [--blocks 15] [--sizes 10000,100000]

Every entrant is a new process, in turn and back (ABBA); warm page cache. Ratios are made inside a block: against
bare Python, and against bare Python with `import pydantic`. `json-file` is one JSON file read whole, the way
integreat-app keeps its content; `again` is `wueapp` once more: how far they lie apart is the noise.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.hub_corpus import offers

AIM = 3.0
OPEN = """
import sys
from services.local import PublicStore
from services.local_pages import Wanted, page
from contract.help import HelpOffer
store = PublicStore(sys.argv[1])
shown = store.file.read_now(lambda db: page(db, Wanted(HelpOffer.kind), 50, 0))
assert len(shown.records) == 50 and shown.total == int(sys.argv[2])
"""
READ = """
import json, sys
with open(sys.argv[1], "rb") as file:
    everything = json.load(file)
first = sorted(everything, key=lambda record: record["name"]["de"])[:50]
assert len(first) == 50
"""
Samples = dict[str, list[float]]


def prepare(folder: Path, size: int) -> None:
    """A store and a JSON file with the same records."""
    from services.local import PublicStore
    from services.local_mirror import put

    lines = [offer.model_dump_json(by_alias=True).encode() for offer in offers(size)]
    (folder / f"{size}.json").write_bytes(b"[" + b",".join(lines) + b"]")
    store = PublicStore(folder / f"{size}.db")
    store.file.write_now(lambda db: put(db, "help", ((line[7:43].decode(), line) for line in lines)))
    store.close()


def entrants(folder: Path, sizes: list[int]) -> dict[str, list[str]]:
    commands = {"bare": ["-c", "pass"], "pydantic": ["-c", "import pydantic"]}
    for size in sizes:
        store = [str(folder / f"{size}.db"), str(size)]
        commands[f"wueapp {size}"] = ["-c", OPEN, *store]
        commands[f"json-file {size}"] = ["-c", READ, str(folder / f"{size}.json")]
    commands["again"] = commands[f"wueapp {sizes[-1]}"]
    return commands


def run(arguments: list[str]) -> tuple[float, float]:
    """(wall, processor) milliseconds of one process."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *arguments], check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall * 1e3, (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1e3


def measure(commands: dict[str, list[str]], blocks: int) -> tuple[Samples, Samples]:
    walls: Samples = {name: [] for name in commands}
    processors: Samples = {name: [] for name in commands}
    for arguments in commands.values():
        run(arguments)
    for block in range(blocks):
        # Reading a file of 100,000 records takes seconds; three blocks of it say enough.
        turn = [name for name in commands if block < 3 or not name.startswith("json-file")]
        took: dict[str, list[tuple[float, float]]] = {name: [] for name in turn}
        for name in [*turn, *reversed(turn)]:
            took[name].append(run(commands[name]))
        for name, pairs in took.items():
            walls[name].append(statistics.mean(wall for wall, _ in pairs))
            processors[name].append(statistics.mean(used for _, used in pairs))
    return walls, processors


def ratio(samples: Samples, above: str, below: str) -> float:
    return statistics.median(a / b for a, b in zip(samples[above], samples[below], strict=False))


def report(walls: Samples, processors: Samples, sizes: list[int]) -> dict[str, Any]:
    rows = [
        {
            "entrant": name,
            "wall_ms": round(statistics.median(walls[name]), 1),
            "processor_ms": round(statistics.median(processors[name]), 1),
            "to_bare": round(ratio(processors, name, "bare"), 2),
            "to_pydantic": round(ratio(processors, name, "pydantic"), 2),
            "wall_to_pydantic": round(ratio(walls, name, "pydantic"), 2),
        }
        for name in walls
    ]
    growth = ratio(processors, f"wueapp {sizes[-1]}", f"wueapp {sizes[0]}")
    return {
        "bench": "offline_open",
        "aim": f"wueapp at most {AIM} x bare Python with pydantic; no growth with the number",
        "growth": round(growth, 2),
        "rows": rows,
        "machine": {"python": platform.python_version(), "cores": os.cpu_count(), "load": os.getloadavg()},
        "samples": {"wall_ms": walls, "processor_ms": processors},
    }


def table(told: dict[str, Any]) -> str:
    lines = ["| entrant | wall ms | processor ms | x bare | x pydantic |", "|---|---|---|---|---|"]
    lines += [
        f"| {row['entrant']} | {row['wall_ms']} | {row['processor_ms']} | {row['to_bare']} | {row['to_pydantic']} |"
        for row in told["rows"]
    ]
    return "\n".join([*lines, "", f"growth with the number: {told['growth']}; aim: {told['aim']}"])


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.offline_open", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON with raw samples")
    parser.add_argument("--blocks", type=int, default=15)
    parser.add_argument("--sizes", default="10000,100000")
    chosen = parser.parse_args()
    sizes = [int(size) for size in chosen.sizes.split(",")]
    with tempfile.TemporaryDirectory() as name:
        for size in sizes:
            prepare(Path(name), size)
        told = report(*measure(entrants(Path(name), sizes), chosen.blocks), sizes)
    print(json.dumps(told, indent=1) if chosen.json else table(told))


if __name__ == "__main__":
    main()
