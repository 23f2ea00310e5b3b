"""Measures a first fetch until searchable, a hundred changes, and no change; it must not judge.

python -m bench.sync [--json] [--records 10000] [--blocks 5] [--node-modules FOLDER]

`limit`: read one gzipped snapshot, unpack it, insert its lines in bulk into SQLite; nothing is checked, sorted or
made searchable. `wueapp`: a round over all kinds into an empty file, every record checked, listed and searchable.
`pouchdb`: PouchDB 9 from express-pouchdb (LevelDB), which makes nothing searchable; named as missing where npm
cannot install it. Times without, bytes with a proxy that counts them, heads included, up and down.
"""

from __future__ import annotations

import argparse
import asyncio
import http.client
import json
import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bench.sync_peer import STEPS, Pouch, Times, free_port, peer
from bench.wiretap import Traffic, Wiretap
from contract.kinds import KINDS
from services.clock import Clock
from services.hub import HubClient
from services.local import PublicStore
from services.sync import Sync

AIMS = {"first fetch": "wueapp at most 2.5 x limit", "no change": "at most 400 bytes and one request a kind"}


def get(url: str, path: str, **headers: str) -> bytes:
    where = urlsplit(url)
    with closing(http.client.HTTPConnection(where.hostname or "", where.port, timeout=120)) as wire:
        wire.request("GET", path, headers=headers)
        return wire.getresponse().read()


@contextmanager
def our_hub(records: int) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "bench.sync_hub", "--port", str(port), "--records", str(records)]
    with subprocess.Popen(command) as process:
        url = f"http://127.0.0.1:{port}"
        try:
            deadline = time.monotonic() + 120
            while time.monotonic() < deadline and process.poll() is None:
                with suppress(OSError):
                    get(url, "/healthz")
                    # The snapshot is built once and kept by the hub; whoever comes first does not pay for it here.
                    get(url, "/v1/snapshots/help", **{"accept-encoding": "gzip"})
                    break
                time.sleep(0.1)
            yield url
        finally:
            process.terminate()


def clocked(job: Callable[[], object]) -> tuple[float, float]:
    wall, used = time.perf_counter(), time.process_time()
    job()
    return (time.perf_counter() - wall) * 1e3, (time.process_time() - used) * 1e3


def limit(url: str, path: Path) -> Times:
    def fetch() -> None:
        packed = get(url, "/v1/snapshots/help", **{"accept-encoding": "gzip"})
        lines = zlib.decompress(packed, wbits=31).split(b"\n")[1:-2]
        db.execute("BEGIN")
        db.executemany("INSERT INTO record VALUES (?,?)", [(line[7:43], line) for line in lines])
        db.execute("COMMIT")

    with closing(sqlite3.connect(path, isolation_level=None)) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=NORMAL")
        db.execute("CREATE TABLE record (id TEXT PRIMARY KEY, body BLOB)")
        return {"first fetch": clocked(fetch)}


def wueapp(url: str, path: Path, records: int, turn: int, step: Callable[[str], None] = lambda name: None) -> Times:
    """All steps on one new file. `step` is told what was done, to read the wiretap."""
    times: Times = {}
    public, loop = PublicStore(path), asyncio.new_event_loop()
    client = HubClient.at(url)
    sync = Sync(client, public, Clock())

    def round_() -> None:
        report = loop.run_until_complete(sync.once())
        assert not report.problems, report

    for name in STEPS:
        if name == "100 changes":
            get(url, f"/bench/change/{turn}")
        if name == "no change":
            # The first look after a fetch learns the ETag of "nothing new".
            round_()
            step("")
        times[name] = clocked(round_)
        step(name)
    found = loop.run_until_complete(public.find("Schuldenberatung", "help"))
    assert loop.run_until_complete(public.page("help")).total == records and found.records
    loop.run_until_complete(client.close())
    public.close()
    loop.close()
    return times


def weigh(url: str, run: Callable[[str, Callable[[str], None]], object]) -> dict[str, Traffic]:
    """What goes over the wire in each step."""
    weights: dict[str, Traffic] = {}
    with Wiretap(url) as tap:

        def step(name: str) -> None:
            weights[name] = tap.taken()

        run(tap.url, step)
    return weights


def measure(records: int, blocks: int, modules: Path | None, folder: Path) -> dict[str, Any]:
    samples: dict[str, list[Times]] = {"limit": [], "wueapp": [], "pouchdb": []}
    pouch = peer(modules, folder, records)
    with our_hub(records) as url:
        for block in range(blocks + 1):
            entrants: list[tuple[str, Callable[[], Times]]] = [
                ("limit", partial(limit, url, folder / f"limit-{block}.db")),
                ("wueapp", partial(wueapp, url, folder / f"wueapp-{block}.db", records, block)),
            ]
            if isinstance(pouch, Pouch) and block < 3:
                entrants.append(("pouchdb", partial(pouch.run, pouch.url, block)))
            for name, entrant in entrants if block % 2 else entrants[::-1]:
                times = entrant()
                # The first block warms up.
                if block:
                    samples[name].append(times)
        ours = weigh(url, lambda at, step: wueapp(at, folder / "weighed.db", records, blocks + 1, step))
    weights = {"wueapp": ours}
    if isinstance(pouch, Pouch):
        weights["pouchdb"] = weigh(pouch.url, lambda at, step: pouch.run(at, blocks + 1, step))
        pouch.close()
    missing = pouch if isinstance(pouch, str) else ""
    return report(samples, weights, missing, records)


def report(
    samples: dict[str, list[Times]], weights: dict[str, dict[str, Traffic]], missing: str, records: int
) -> dict[str, Any]:
    rows = []
    for name, rounds in samples.items():
        for step in STEPS if rounds else ():
            pairs = [times[step] for times in rounds if step in times]
            if not pairs:
                continue
            traffic = weights.get(name, {}).get(step)
            row: dict[str, Any] = {"entrant": name, "step": step}
            row["wall_ms"] = round(statistics.median(wall for wall, _ in pairs), 1)
            row["processor_ms"] = round(statistics.median(used for _, used in pairs), 1)
            rows.append(row | ({"traffic": asdict(traffic)} if traffic else {}))
    ratios = {
        what: round(
            statistics.median(
                ours["first fetch"][at] / bare["first fetch"][at]
                for ours, bare in zip(samples["wueapp"], samples["limit"], strict=True)
            ),
            2,
        )
        for at, what in enumerate(("wall", "processor"))
    }
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "load": os.getloadavg()}
    told = {"bench": "sync", "records": records, "aims": AIMS, "first_fetch_to_limit": ratios, "rows": rows}
    return {**told, "kinds": len(KINDS), "missing": {"pouchdb": missing} if missing else {}, "machine": machine,
            "samples": samples}  # fmt: skip


def table(told: dict[str, Any]) -> str:
    lines = ["| entrant | step | wall ms | processor ms | bytes down / up | requests | connections |",
             "|---|---|---|---|---|---|---|"]  # fmt: skip
    for row in told["rows"]:
        wire = row.get("traffic")
        weight = f"{wire['down']} / {wire['up']} | {wire['requests']} | {wire['connections']}" if wire else "– | – | –"
        lines.append(f"| {row['entrant']} | {row['step']} | {row['wall_ms']} | {row['processor_ms']} | {weight} |")
    to_limit = told["first_fetch_to_limit"]
    lines += ["", f"first fetch beside its limit: wall {to_limit['wall']} x, processor {to_limit['processor']} x"]
    lines += [f"a round of wueapp asks for {told['kinds']} kinds; aims: {told['aims']}"]
    lines += [f"missing: {name}: {why}" for name, why in told["missing"].items()]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="bench.sync", description=__doc__)
    parser.add_argument("--json", action="store_true", help="print JSON with raw samples")
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--blocks", type=int, default=5)
    parser.add_argument("--node-modules", type=Path, help="where pouchdb and express-pouchdb are installed")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        told = measure(chosen.records, chosen.blocks, chosen.node_modules, Path(folder))
    print(json.dumps(told, indent=1) if chosen.json else table(told))


if __name__ == "__main__":
    main()
