"""Owns the search bench: recall, speed, memory, size, build, update and cold start, beside limits and peers.

python -m bench.search --sizes 10000 100000 [--peers-to 100000] [--json]
python -m bench.search --corpus FILE.jsonl --queries FILE.json --json

The first makes corpora of its own (and, if it lies beside, takes the development set); the second takes any set of the
form {id, title, body, c, h, d} and {k, q, c, hd} and tells what the WueApp finds. Entrants live in processes of their
own and are asked in turn and back (A B C C B A); speed is never shown without recall. It must not judge.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import runpy
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench import search_corpus, search_queries
from bench.search_entrants import ENTRANTS, connect, documents, our_document
from bench.search_peer import Peer, minisearch
from bench.search_score import Truth, percentile
from search.index import Index

ROOT = Path(__file__).parents[1]
DEVELOPMENT = ROOT.parent / "shared" / "examples" / "search" / "make_corpus.py"
PASS_SECONDS = 10.0  # a slow entrant is asked as many queries as it manages, of all classes alike
COLD = """
import sys, sqlite3
from search.index import Index
connection = sqlite3.connect(sys.argv[1])
Index(connection).find(sys.argv[2], limit=10)
"""


def cold(file: Path, query: str, blocks: int = 15) -> dict[str, float]:
    """Milliseconds of a new process up to its first result, and of one that does nothing, in turn; warm page cache."""
    ours: list[float] = []
    bare: list[float] = []
    # As installed: with bytecode. The first run writes it.
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run([sys.executable, "-c", COLD, str(file), query], check=True, cwd=ROOT, env=environment)
    for _ in range(blocks):
        for samples, code in ((bare, "pass"), (ours, COLD), (ours, COLD), (bare, "pass")):
            started = time.perf_counter()
            subprocess.run([sys.executable, "-c", code, str(file), query], check=True, cwd=ROOT, env=environment)
            samples.append((time.perf_counter() - started) * 1e3)
    ratio = statistics.median(mine / other for mine, other in zip(ours, bare, strict=True))
    return {"cold_ms": statistics.median(ours), "bare_python_ms": statistics.median(bare), "cold_ratio": ratio}


def update(file: Path, corpus: Path, times: int = 40) -> float:
    """Milliseconds to put one changed record and commit, the median."""
    connection = connect(file)
    index, taken = Index(connection), []
    for given in random.Random(1).choices(
        [one for one, _ in zip(documents(corpus), range(2000), strict=False)], k=times
    ):
        changed = our_document({**given, "title": f"{given['title']} geändert"})
        started = time.perf_counter()
        index.put([changed])
        connection.commit()
        taken.append((time.perf_counter() - started) * 1e3)
        index.put([our_document(given)])
        connection.commit()
    connection.close()
    return statistics.median(taken)


def run(
    corpus: Path, queries: list[dict[str, Any]], folder: Path, peers: list[Peer], seconds: float = PASS_SECONDS
) -> dict[str, dict[str, Any]]:
    """Everything measured of each entrant: {name: {results, wall_ms, cpu_ms, memory_mb, build_s, index_bytes}}."""
    asked = [[number, query["q"]] for number, query in enumerate(queries)]
    random.Random(3).shuffle(asked)
    figures: dict[str, dict[str, Any]] = {}
    try:
        for peer in peers:
            figures[peer.name] = {**peer.start(corpus, folder), "results": [], "wall_ms": [], "cpu_ms": []}
            peer.ask(asked[:: max(1, len(asked) // 60)], seconds)
        for peer in [*peers, *peers[::-1]]:
            answer = peer.ask(asked, seconds)
            mine = figures[peer.name]
            mine["wall_ms"] += answer["wall_ms"]
            mine["cpu_ms"] += answer["cpu_ms"]
            mine["memory_mb"] = answer["memory_mb"]
            mine["results"] = mine["results"] or sorted(answer["results"], key=lambda found: found[0])
    finally:
        for peer in peers:
            peer.stop()
    for mine in figures.values():
        for kind in ("wall", "cpu"):
            samples = mine.pop(f"{kind}_ms")
            mine |= {f"p50_{kind}_ms": percentile(samples, 0.5), f"p99_{kind}_ms": percentile(samples, 0.99)}
    return figures


def one_set(corpus: Path, queries: list[dict[str, Any]], folder: Path, with_peers: bool) -> dict[str, Any]:
    """All figures for one corpus."""
    names = list(ENTRANTS) if with_peers else ["wueapp", "ten-rows-by-key"]
    peers = [Peer(name) for name in names]
    found = minisearch(folder) if with_peers else None
    peers += [found] if found else []
    entrants = run(corpus, queries, folder, peers)
    file = folder / "wueapp.db"
    truth = Truth(documents(corpus), queries) if queries and "c" in queries[0] else None
    for name, mine in entrants.items():
        results = mine.pop("results")
        if truth and name != "ten-rows-by-key":
            mine["quality"] = truth.score(results)
    title = next(documents(corpus))["title"]
    entrants["wueapp"] |= {"update_ms": update(file, corpus), **cold(file, title.split()[-1])}
    return {"entrants": entrants, "missing": [] if found or not with_peers else ["minisearch (npm or node is missing)"]}


def table(name: str, figures: dict[str, Any]) -> str:
    """The figures of one corpus as Markdown."""
    heads = [
        "entrant",
        "recall@5",
        "first",
        "zero",
        "p50 / p99 ms CPU",
        "p50 / p99 ms wall",
        "memory MB",
        "file MB",
        "build s",
    ]
    lines = [f"\n### {name}\n", f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for entrant, mine in figures["entrants"].items():
        quality = mine.get("quality")
        told = f"{quality['recall']:.3f} | {quality['first']:.3f} | {quality['zero']:.3f}" if quality else "– | – | –"
        lines.append(
            f"| {entrant} | {told} | {mine['p50_cpu_ms']:.3f} / {mine['p99_cpu_ms']:.2f} "
            f"| {mine['p50_wall_ms']:.3f} / {mine['p99_wall_ms']:.2f} | {mine['memory_mb']:.0f} "
            f"| {mine['index_bytes'] / 1e6:.1f} | {mine['build_s']:.1f} |"
        )
    ours = figures["entrants"]["wueapp"]
    for entrant, mine in figures["entrants"].items():
        if entrant != "wueapp":
            ratios = [mine[key] / ours[key] for key in ("p50_cpu_ms", "p99_cpu_ms")]
            recall = f", recall {mine['quality']['recall']:.3f}" if "quality" in mine else ""
            lines.append(f"- {entrant} takes {ratios[0]:.2f} × (p50) and {ratios[1]:.2f} × (p99) our time{recall}")
    lines.append(
        f"- one record's update {ours['update_ms']:.2f} ms; cold process to first result {ours['cold_ms']:.1f} ms = "
        f"{ours['cold_ratio']:.2f} × bare Python ({ours['bare_python_ms']:.1f} ms)"
    )
    if "quality" in ours:
        lines.append("- recall by class: " + ", ".join(f"{k} {v:.3f}" for k, v in ours["quality"]["classes"].items()))
    lines += [f"- not run: {missing}" for missing in figures["missing"]]
    return "\n".join(lines)


def sets(size: int, folder: Path) -> list[tuple[str, Path, list[dict[str, Any]]]]:
    """Our own corpus of that size, and the development set where it lies beside this repository."""
    own = folder / f"own{size}.jsonl"
    search_corpus.write(size, own)
    found = [(f"own corpus, {size:,} records", own, search_queries.queries())]
    if DEVELOPMENT.exists():
        made = runpy.run_path(str(DEVELOPMENT))
        path = folder / f"development{size}.jsonl"
        made["write"](size, str(path))
        found.append((f"development set, {size:,} records", path, made["queries"]()))
    return found


def given_set(corpus: Path, queries: list[dict[str, Any]], folder: Path, as_json: bool) -> None:
    """Print what the WueApp finds in a set from outside, and how fast."""
    figures = run(corpus, queries, folder, [Peer("wueapp")], seconds=3600)["wueapp"]
    file, title = folder / "wueapp.db", str(next(documents(corpus))["title"])
    figures |= {"update_ms": update(file, corpus), **cold(file, title)}
    if as_json:
        print(json.dumps({"engine": "wueapp", "queries": len(queries), **figures}))
        return
    results = figures.pop("results")
    if queries and "c" in queries[0]:
        figures["quality"] = Truth(documents(corpus), queries).score(results)
    print(json.dumps(figures, indent=1, ensure_ascii=False))


def own_sets(sizes: list[int], peers_to: int, as_json: bool) -> None:
    """Print the tables of our own sets, size by size."""
    machine = f"{os.cpu_count()} CPUs, {platform.machine()}, load {os.getloadavg()[0]:.1f}"
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    found: dict[str, Any] = {}
    if not as_json:
        print(f"{machine}; {versions}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            for name, corpus, queries in sets(size, Path(folder)):
                with tempfile.TemporaryDirectory() as files:
                    found[name] = one_set(corpus, queries, Path(files), size <= peers_to)
                if not as_json:
                    print(table(name, found[name]), flush=True)
    if as_json:
        print(json.dumps({"machine": machine, "versions": versions, "sets": found}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--peers-to", type=int, default=100_000, help="peers are run up to this many records")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    if given.corpus is None:
        own_sets(given.sizes, given.peers_to, given.json)
        return
    with tempfile.TemporaryDirectory() as folder:
        queries = json.loads(given.queries.read_text(encoding="utf-8"))
        given_set(given.corpus.resolve(), queries, Path(folder), given.json)


if __name__ == "__main__":
    main()
