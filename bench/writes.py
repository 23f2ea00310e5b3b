"""Measures durable writes with key and sign-in, beside an echo and the ordinary way; it must not judge.

python -m bench.writes [--json] [--blocks 5] [--postgres]

Every entrant is a uvicorn process on core 0, the load (100 wires, a closed loop) is here on core 1. `bare` sends back
the body it got, `same head` does so with as many bytes and headers as our own answer has. Processor time is of the
entrant's process: on PostgreSQL what the server (on core 0, too) uses comes on top. Every answer must be 201. At the
end our own hub is killed (SIGKILL) under load, and every write that was answered must be there.
"""

from __future__ import annotations

import argparse
import json
import os
import selectors
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from itertools import cycle
from pathlib import Path
from typing import Any, NamedTuple

from bench.hub import cpu
from bench.hub_load import Wire
from bench.writes_servers import TOKENS
from contract.identity import new_id

CONNECTIONS = 100
VISITS = {"bare": 4000, "same head": 4000, "wueapp": 4000, "repeat": 4000, "ordinary": 300}


class Visit(NamedTuple):
    """Microseconds of processor a write, writes a second."""

    cpu: float
    rate: float


class Write(NamedTuple):
    id: str
    asked: bytes


@contextmanager
def serving(entrant: str, port: int, url: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [
        sys.executable,
        "-m",
        "bench.writes_servers",
        entrant.replace(" ", "-"),
        "--port",
        str(port),
        "--url",
        url,
    ]
    with subprocess.Popen(command) as process:
        try:
            deadline = time.monotonic() + 60
            while not _answers(port):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError(f"{entrant} did not start")
                time.sleep(0.05)
            yield process
        finally:
            process.kill()


def _answers(port: int) -> bool:
    try:
        cpu(port)
    except OSError:
        return False
    return True


def writes(number: int) -> list[Write]:
    """Writes of twenty people, each a thing of its own."""
    body = json.dumps({"body": {"about": "/help/finder", "text": "Die Öffnungszeiten stimmen nicht mehr."}}).encode()
    made = []
    for _, token in zip(range(number), cycle(TOKENS)):
        id_ = new_id()
        head = (
            f"PUT /v1/contributions/feedback/{id_} HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n"
            f"authorization: Bearer {token}\r\nidempotency-key: {new_id()}\r\nif-none-match: *\r\n"
            f"content-length: {len(body)}\r\n\r\n"
        )
        made.append(Write(id_, head.encode() + body))
    return made


def drive(port: int, asked: Sequence[Write], most: float = 1e9) -> list[str]:
    """Ids that were answered with 201, until all were asked, the other end hung up, or `most` seconds are over."""
    rest, done = iter(asked), []
    over = time.monotonic() + most
    with selectors.DefaultSelector() as selector:
        for write in [next(rest) for _ in range(min(CONNECTIONS, len(asked)))]:
            wire = Wire(port)
            wire.socket.sendall(write.asked)
            selector.register(wire.socket, selectors.EVENT_READ, [wire, write])
        while selector.get_map() and time.monotonic() < over:
            for ready, _ in selector.select(1):
                wire, write = ready.data
                try:
                    if (reply := wire.take()) is None:
                        continue
                    done += [write.id] if reply.status == 201 else []
                    if (following := next(rest, None)) is not None:
                        ready.data[1] = following
                        wire.socket.sendall(following.asked)
                        continue
                except OSError:
                    pass
                selector.unregister(ready.fileobj)
                wire.socket.close()
    return done


def visit(port: int, asked: Sequence[Write]) -> Visit:
    before, began = cpu(port), time.perf_counter()
    good = len(drive(port, asked))
    took = time.perf_counter() - began
    if good != len(asked):
        raise RuntimeError(f"{len(asked) - good} of {len(asked)} writes failed")
    return Visit((cpu(port) - before) / good * 1e6, good / took)


def measure(urls: dict[str, str], blocks: int) -> dict[str, list[Visit]]:
    """Forth and back; `repeat`: what `wueapp` was just asked, asked again with the same keys."""
    samples: dict[str, list[Visit]] = {name: [] for name in (*urls, "repeat")}
    with ExitStack() as stack:
        ports = {name: 9861 + at for at, name in enumerate(urls)}
        for name, url in urls.items():
            stack.enter_context(serving(name, ports[name], url))
            visit(ports[name], writes(VISITS[name] // 4))
        for block in range(blocks):
            for name in list(urls)[:: 1 if block % 2 else -1]:
                asked = writes(VISITS[name])
                samples[name].append(visit(ports[name], asked))
                if name == "wueapp":
                    samples["repeat"].append(visit(ports[name], asked))
    return samples


def killed(url: str, seconds: float = 2) -> tuple[int, int]:
    """(answered, of those lost) when the hub is killed under load and started again."""
    asked = writes(60_000)
    with serving("wueapp", 9871, url) as process:
        subprocess.Popen(["sh", "-c", f"sleep {seconds}; kill -{signal.SIGKILL:d} {process.pid}"])
        answered = drive(9871, asked, seconds + 30)
    with serving("wueapp", 9872, url):
        # Put once more with another key: whatever is there already is refused (412).
        of_id = {write.id: write.asked for write in asked}
        fresh = [Write(id_, _other_key(of_id[id_])) for id_ in answered]
        return len(answered), len(drive(9872, fresh))


def _other_key(asked: bytes) -> bytes:
    head, _, rest = asked.partition(b"idempotency-key: ")
    return head + b"idempotency-key: " + new_id().encode() + rest[36:]


def report(samples: dict[str, list[Visit]]) -> dict[str, Any]:
    """Medians; of a ratio also its worst block."""
    said: dict[str, Any] = {}
    for name, visits in samples.items():
        of_bare = [each.cpu / bare.cpu for each, bare in zip(visits, samples["bare"], strict=True)]
        of_ours = [each.cpu / ours.cpu for each, ours in zip(visits, samples["wueapp"], strict=True)]
        said[name] = {
            "cpu_us": round(statistics.median(each.cpu for each in visits), 1),
            "per_second": round(statistics.median(each.rate for each in visits)),
            "cpu_of_bare": round(statistics.median(of_bare), 2),
            "cpu_of_bare_worst": round(max(of_bare), 2),
            "cpu_of_ours": round(statistics.median(of_ours), 2),
        }
    return said


def table(result: dict[str, Any], blocks: int) -> str:
    lines = [
        f"Writes, {blocks} blocks, {CONNECTIONS} wires, load {os.getloadavg()[0]:.1f}",
        "",
        "| base | entrant | µs | per s | × bare (worst) | × ours |",
        "|---|---|---|---|---|---|",
    ]
    for base, rows in result.items():
        for name, row in rows.items():
            if name != "killed":
                cpu_us, rate, ratio, worst, ours = row.values()
                lines.append(f"| {base} | {name} | {cpu_us} | {rate} | {ratio} ({worst}) | {ours} |")
    killed = (
        f"{base}: {row['killed']['answered']} answered, {row['killed']['lost']} lost" for base, row in result.items()
    )
    return "\n".join([*lines, "", f"Killed under load: {'; '.join(killed)}."])


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--blocks", type=int, default=5)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own, too")
    asked = parser.parse_args()
    os.sched_setaffinity(0, {1})
    result: dict[str, Any] = {}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        bases = {"sqlite": [f"sqlite:///{folder}/{name}.db" for name in ("ours", "peer", "killed")]}
        if asked.postgres:
            from tests.postgres import Server

            os.sched_setaffinity(0, {0})
            server = Server()
            os.sched_setaffinity(0, {1})
            stack.callback(server.close)
            bases["postgres"] = [server.create() for _ in range(3)]
        for base, (ours, peer, victim) in bases.items():
            samples = measure({"bare": "", "same head": "", "wueapp": ours, "ordinary": peer}, asked.blocks)
            answered, lost = killed(victim)
            result[base] = {**report(samples), "killed": {"answered": answered, "lost": lost}}
    print(json.dumps(result, indent=2) if asked.json else table(result, asked.blocks))


if __name__ == "__main__":
    main()
