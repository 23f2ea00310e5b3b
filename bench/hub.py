"""Measures processor time per request of the hub, beside its limit and the ordinary way; it must not judge.

python -m bench.hub [--json] [--records 10000] [--blocks 9]

Every entrant is a uvicorn process of its own on core 0; the load is here, on core 1. A block asks the entrants
forth and back (ABBA, another one first each time); ratios are made inside a block. `again` is `wueapp` once more:
how far those two lie apart is how far any figure here may be off. `uncached` is the hub without kept answers.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import platform
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bench.hub_corpus import offers
from bench.hub_load import Question, drive
from bench.hub_questions import Asked, ask, fingerprint, questions

ENTRANTS = ("wueapp", "again", "uncached", "bare", "ordinary")
LIST_RATIO = 2.5
KINDS = ("list", "item", "changes", "snapshot", "search", "poll")
#: Requests in one visit. Whoever is slow gets fewer, so that every visit takes some tenths of a second.
QUICK = {"list": 1500, "item": 1500, "changes": 400, "snapshot": 30, "search": 1500, "poll": 1500}
VISITS = {
    "wueapp": QUICK, "again": QUICK, "bare": QUICK,
    "uncached": {"list": 300, "item": 300, "changes": 100, "snapshot": 30, "search": 150, "poll": 300},
    "ordinary": {"list": 40, "item": 100, "changes": 8, "snapshot": 1, "search": 20, "poll": 60},
}  # fmt: skip
Samples = dict[str, list[float]]


@contextmanager
def serving(entrant: str, data: Path, port: int) -> Iterator[int]:
    name = "wueapp" if entrant == "again" else entrant
    command = [sys.executable, "-m", "bench.hub_servers", name, "--port", str(port), "--data", str(data)]
    with subprocess.Popen(command) as process:
        try:
            deadline = time.monotonic() + 60
            while not _answers(port):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{entrant} did not start")
                time.sleep(0.05)
            yield port
        finally:
            process.terminate()


def _answers(port: int) -> bool:
    try:
        cpu(port)
    except OSError:
        return False
    return True


def cpu(port: int) -> float:
    """Seconds of processor, user and system, all threads, that an entrant has used so far."""
    return float(ask(port, Question("/bench/cpu")).body)


def record_bare(port: int, asked: Asked, path: Path) -> None:
    """Keep our own answers, heads and bodies, as what the bare entrant sends."""
    answers: dict[tuple[str, bytes], Any] = {}
    for question in (each for several in asked.values() for each in several):
        reply = ask(port, question)
        lines = [line.partition(b": ") for line in reply.head.split(b"\r\n")[1:] if line]
        headers = [(name, value) for name, _, value in lines if name != b"date"]
        target, _, query = question.target.partition("?")
        start = {"type": "http.response.start", "status": reply.status, "headers": headers}
        answers[target, query.encode()] = (start, {"type": "http.response.body", "body": reply.body})
    path.write_bytes(pickle.dumps(answers))


def visit(port: int, asked: Sequence[Question], number: int) -> float:
    """Microseconds of processor per request."""
    encoded = [question.encoded() for question in asked]
    before = cpu(port)
    good = drive(port, [encoded[at % len(encoded)] for at in range(number)])
    if good != number:
        raise RuntimeError(f"{number - good} of {number} requests failed")
    return (cpu(port) - before) / number * 1e6


def measure(ports: dict[str, int], asked: dict[str, Asked], kind: str, blocks: int) -> Samples:
    samples: Samples = {name: [] for name in ports}
    names = list(ports)
    for name in names:
        visit(ports[name], asked[name][kind], max(2, VISITS[name][kind] // 10))
    for block in range(blocks):
        turn = block % len(names)
        forth = names[turn:] + names[:turn]
        took: Samples = {name: [] for name in names}
        for name in (*forth, *reversed(forth)):
            took[name].append(visit(ports[name], asked[name][kind], VISITS[name][kind]))
        for name in names:
            samples[name].append(statistics.mean(took[name]))
    return samples


def ratio(samples: Samples, above: str, below: str) -> tuple[float, float, float]:
    """(median, low, high) of the ratios of all blocks; low and high by bootstrap, 95 %."""
    ratios = [a / b for a, b in zip(samples[above], samples[below], strict=True)]
    chance = random.Random(1)
    medians = sorted(statistics.median(chance.choices(ratios, k=len(ratios))) for _ in range(2000))
    return statistics.median(ratios), medians[49], medians[1949]


def run(records: int, blocks: int) -> dict[str, Any]:
    from bench import peers_hub
    from hub.core.hub import Hub
    from hub.settings import HubSettings

    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        ours, theirs, bytes_ = Path(folder, "hub.db"), Path(folder, "ordinary.db"), Path(folder, "answers")
        corpus = list(offers(records))
        hub = Hub(HubSettings(f"sqlite:///{ours}", seed=False))
        hub.write(corpus)
        hub.close()
        peers_hub.fill(str(theirs), corpus)
        ports = {"wueapp": stack.enter_context(serving("wueapp", ours, 18551))}
        asked = {"wueapp": questions(ports["wueapp"])}
        record_bare(ports["wueapp"], asked["wueapp"], bytes_)
        for at, name in enumerate(ENTRANTS[1:], 1):
            data = {"bare": bytes_, "ordinary": theirs}.get(name, ours)
            ports[name] = stack.enter_context(serving(name, data, 18551 + at))
            asked[name] = questions(ports[name]) if name == "ordinary" else asked["wueapp"]
        return {
            "machine": machine(),
            "records": records,
            "blocks": blocks,
            "kinds": {kind: _kind(ports, asked, kind, blocks) for kind in KINDS},
            "load_after": os.getloadavg(),
        }


def _kind(ports: dict[str, int], asked: dict[str, Asked], kind: str, blocks: int) -> dict[str, Any]:
    same = {name: fingerprint(ports[name], kind, asked[name][kind]) for name in ports}
    # The ordinary search is a plain substring, so it finds other things; all else must be equal.
    alike = [name for name in ports if (kind, name) != ("search", "ordinary")]
    if len({same[name] for name in alike}) != 1:
        raise RuntimeError(f"{kind}: the entrants do not answer the same: {same}")
    reply = ask(ports["wueapp"], asked["wueapp"][kind][0])
    samples = measure(ports, asked, kind, blocks)
    pairs = (
        ("wueapp", "bare"),
        ("uncached", "bare"),
        ("ordinary", "wueapp"),
        ("ordinary", "uncached"),
        ("again", "wueapp"),
    )
    return {
        "bytes": len(reply.head) + 2 + len(reply.body),
        "microseconds": {name: statistics.median(values) for name, values in samples.items()},
        "ratios": {f"{above}/{below}": ratio(samples, above, below) for above, below in pairs},
        "samples": samples,
        "fingerprint": same["wueapp"],
    }


def machine() -> dict[str, Any]:
    packages = ("fastapi", "starlette", "sqlalchemy", "uvicorn", "uvloop", "httptools", "pydantic")
    return {
        "cores": os.cpu_count(),
        "kernel": platform.release(),
        "python": platform.python_version(),
        "load": os.getloadavg(),
        **{name: version(name) for name in packages},
    }


def table(result: dict[str, Any]) -> str:
    lines = [
        f"Hub, {result['records']} records, {result['blocks']} blocks, load {result['machine']['load'][0]:.1f} → "
        f"{result['load_after'][0]:.1f}, {result['machine']['cores']} cores; µs of processor per request",
        "",
        "| request | bytes | bare | wueapp | uncached | ordinary | wueapp/bare (95 %) | ordinary/wueapp | A/A |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for kind, found in result["kinds"].items():
        took, ratios = found["microseconds"], found["ratios"]
        middle, low, high = ratios["wueapp/bare"]
        cells = (
            kind, str(found["bytes"]), *(f"{took[name]:.0f}" for name in ("bare", "wueapp", "uncached", "ordinary")),
            f"{middle:.2f} ({low:.2f}–{high:.2f})", f"{ratios['ordinary/wueapp'][0]:.0f}",
            f"{ratios['again/wueapp'][0]:.2f}",
        )  # fmt: skip
        lines.append("| " + " | ".join(cells) + " |")
    high = result["kinds"]["list"]["ratios"]["wueapp/bare"][2]
    verdict = "met" if high <= LIST_RATIO else "NOT met"
    return "\n".join([*lines, "", f"Aim: list at most {LIST_RATIO} × bare, at the bad end: {high:.2f}, {verdict}."])


def main() -> None:
    parser = argparse.ArgumentParser("bench.hub")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--blocks", type=int, default=9)
    asked = parser.parse_args()
    result = run(asked.records, asked.blocks)
    print(json.dumps(result) if asked.json else table(result))


if __name__ == "__main__":
    main()
