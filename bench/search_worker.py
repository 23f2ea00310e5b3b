"""Owns one entrant in a process of its own, asked line by line; must not compare.

python -m bench.search_worker ENTRANT CORPUS FILE [build] answers on standard output, one JSON object a line: first
{"ready", "build_s", "memory_mb"}, then for each line {"queries": [...], "seconds": n} of standard input
{"results": [[number, [ids]]], "wall_ms": [...], "cpu_ms": [...], "memory_mb"}.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path

from bench.search_entrants import ENTRANTS


def memory() -> float:
    """Megabytes that belong to this process alone or in part (PSS), as the kernel counts them."""
    gc.collect()
    for line in Path("/proc/self/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    name, corpus, file = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    entrant = ENTRANTS[name]()
    if sys.argv[4:] == ["build"]:
        started = time.perf_counter()
        entrant.build(corpus, file)
        print(json.dumps({"build_s": time.perf_counter() - started}))
        return
    before, started = memory(), time.perf_counter()
    search = entrant.open(corpus, file)
    print(json.dumps({"ready": True, "open_s": time.perf_counter() - started}), flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        results, walls, cpus = [], [], []
        end = time.perf_counter() + asked["seconds"]
        for number, query in asked["queries"]:
            wall, cpu = time.perf_counter(), time.thread_time()
            found = search(query)
            cpus.append((time.thread_time() - cpu) * 1e3)
            walls.append((time.perf_counter() - wall) * 1e3)
            results.append([number, found])
            if time.perf_counter() > end:
                break
        answer = {"results": results, "wall_ms": walls, "cpu_ms": cpus, "memory_mb": memory() - before}
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
