"""Measures requests a second and the slowest of them, of the hub beside a bare Starlette route; it must not judge.

python -m bench.load [--json] [--records 10000,100000] [--seconds 0.5]

The server is on core 0 (PostgreSQL with it), the load here on core 1: a closed loop over 32 wires, 4 for snapshots.
`bare` is a Starlette route that sends the very bytes our own hub sent before. A visit to each, forth and back; how
far our own two visits lie apart (A/A) is how far any figure here may be off. `search, new words`: each asked once.
"""

from __future__ import annotations

import argparse
import json
import os
import pickle
import selectors
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from itertools import cycle, product
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from bench.hub import cpu
from bench.hub_corpus import FIRST, LAST, offers
from bench.hub_load import Question, Wire
from bench.hub_questions import ask, said
from bench.load_bases import copied, filled, postgres
from bench.writes import serving, writes

WIRES = {"snapshot": 4}
KINDS = ("changes", "snapshot", "search", "search, new words", "write")
WRITES = 40_000
GZIP = (("accept-encoding", "gzip"),)


class Visit(NamedTuple):
    """Answers a second, seconds until the slowest of a hundred was there, microseconds of the server's processor."""

    rate: float
    slow: float
    cpu: float


def questions(port: int) -> dict[str, list[Question]]:
    changes, since = [], ""
    for _ in range(10):
        changes.append(f"/v1/changes/help?limit=100{since}")
        since = f"&since={said(port, changes[-1])['next']}"
    words = [f"{first}{last}" for first, last in product(FIRST, LAST)]
    new = [f"/v1/search?q={quote(word)}&limit={limit}" for limit, word in product(range(5, 20), words)]
    return {
        "changes": [Question(change) for change in changes],
        "snapshot": [Question("/v1/snapshots/help", GZIP)],
        "search": [Question(f"/v1/search?q={quote(word)}&limit=20") for word in words[:40]],
        "search, new words": [Question(each) for each in new],
    }


def record(port: int, asked: dict[str, list[Question]], path: Path) -> None:
    """Keep our own answers as what the bare route sends: (path, query) → status, headers, body."""
    answers: dict[tuple[str, bytes], Any] = {}
    for question in (each for several in asked.values() for each in several):
        target, _, query = question.target.partition("?")
        answers[target, query.encode()] = _parts(ask(port, question))
    wire = Wire(port)
    answers["PUT", b""] = _parts(wire.ask(writes(1)[0].asked))
    wire.socket.close()
    path.write_bytes(pickle.dumps(answers))


def _parts(reply: Any) -> tuple[int, dict[str, str], bytes]:
    lines = (line.partition(": ") for line in reply.head.decode().split("\r\n")[1:] if line)
    skipped = ("date", "content-length")
    return reply.status, {name: value for name, _, value in lines if name.lower() not in skipped}, reply.body


def visit(port: int, asked: Iterator[bytes], kind: str, seconds: float) -> Visit:
    """A closed loop; raises RuntimeError for any answer but a success."""
    took: list[float] = []
    used, began = cpu(port), time.perf_counter()
    with selectors.DefaultSelector() as selector:
        for _ in range(WIRES.get(kind, 32)):
            wire = Wire(port)
            selector.register(wire.socket, selectors.EVENT_READ, [wire, time.perf_counter()])
            wire.socket.sendall(next(asked))
        while selector.get_map():
            for ready, _ in selector.select():
                wire, sent = ready.data
                if (reply := wire.take()) is None:
                    continue
                if reply.status not in (200, 201):
                    raise RuntimeError(f"{kind}: {reply.status}")
                now = time.perf_counter()
                took.append(now - sent)
                if now - began > seconds:
                    selector.unregister(ready.fileobj)
                    wire.socket.close()
                    continue
                ready.data[1] = now
                wire.socket.sendall(next(asked))
    whole = time.perf_counter() - began
    slow = sorted(took)[int(len(took) * 0.99)]
    return Visit(len(took) / whole, slow, (cpu(port) - used) / len(took) * 1e6)


def measure(ports: dict[str, int], asked: dict[str, list[Question]], seconds: float) -> dict[str, dict[str, Any]]:
    result = {}
    for kind in KINDS:
        turns: dict[str, Iterator[bytes]] = {
            name: iter([each.asked for each in writes(WRITES)])
            if kind == "write"
            else cycle([each.encoded() for each in asked[kind]])
            for name in ports
        }
        visits: dict[str, list[Visit]] = {name: [] for name in ports}
        for name in ("bare", "wueapp", "wueapp", "bare"):
            if not visits[name] and kind != "search, new words":
                visit(ports[name], turns[name], kind, seconds / 5)
            visits[name].append(visit(ports[name], turns[name], kind, seconds))
        result[kind] = _row(visits)
    return result


def _row(visits: Mapping[str, Sequence[Visit]]) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, both in visits.items():
        row[name] = {
            "per_second": round(statistics.mean(each.rate for each in both)),
            "p99_ms": round(max(each.slow for each in both) * 1000, 1),
            "cpu_us": round(statistics.mean(each.cpu for each in both)),
        }
    first, second = visits["wueapp"]
    row["cpu_of_bare"] = round(row["wueapp"]["cpu_us"] / row["bare"]["cpu_us"], 2)
    row["again"] = round(second.cpu / first.cpu, 2)
    return row


def compare(ports: dict[str, int], asked: dict[str, list[Question]]) -> None:
    """Raises RuntimeError unless both answer the same, where what is kept is asked again."""
    for kind in ("changes", "snapshot", "search"):
        bodies = {name: [ask(port, each).body for each in asked[kind]] for name, port in ports.items()}
        if bodies["bare"] != bodies["wueapp"]:
            raise RuntimeError(f"{kind}: the entrants do not answer the same")


def run(url: str, folder: Path, seconds: float) -> dict[str, dict[str, Any]]:
    answers = folder / "answers"
    with serving("wueapp", 9881, url):
        asked = questions(9881)
        record(9881, asked, answers)
    # Begun anew, so that it has no answer to a question that is meant to be new.
    with serving("wueapp", 9882, url), serving("starlette", 9883, str(answers)):
        ports = {"wueapp": 9882, "bare": 9883}
        compare(ports, asked)
        return measure(ports, asked, seconds)


def table(result: dict[str, Any]) -> str:
    heads = "per s", "p99 ms", "µs", "bare per s", "bare p99 ms", "bare µs", "µs/bare", "A/A"
    lines = ["| base | records | request | " + " | ".join(heads) + " |", "|---" * 11 + "|"]
    for name, rows in result["bases"].items():
        for kind, row in rows.items():
            ours, bare = (row[who].values() for who in ("wueapp", "bare"))
            cells = (*name.split(), kind, *ours, *bare, row["cpu_of_bare"], row["again"])
            lines.append("| " + " | ".join(map(str, cells)) + " |")
    load = " → ".join(f"{each:.1f}" for each in result["load"])
    return "\n".join([f"Hub under load, server on core 0, load on core 1, load of the machine {load}", "", *lines])


def main() -> None:
    parser = argparse.ArgumentParser("bench.load")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--records", default="10000,100000")
    parser.add_argument("--seconds", type=float, default=0.5)
    asked = parser.parse_args()
    load: list[float] = [os.getloadavg()[0]]
    bases: dict[str, Any] = {}
    numbers = [int(each) for each in asked.records.split(",")]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        corpus = list(offers(max(numbers)))
        os.sched_setaffinity(0, {0})
        server = stack.enter_context(postgres())
        for number in numbers:
            os.sched_setaffinity(0, {0, 1})
            lite = filled(folder / f"{number}.db", corpus[:number])
            urls = {"SQLite": lite, "PostgreSQL": copied(lite, server)}
            os.sched_setaffinity(0, {1})
            bases |= {f"{base} {number}": run(url, folder, asked.seconds) for base, url in urls.items()}
    load.append(os.getloadavg()[0])
    result = {"load": load, "bases": bases}
    print(json.dumps(result) if asked.json else table(result))


if __name__ == "__main__":
    main()
