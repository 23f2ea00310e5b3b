"""Owns the help-finder's search beside MiniSearch, FlexSearch and Fuse.js: same offers, same questions; must not judge.

python -m bench.help_search [--records 10000] [--turns 3] [--json]

Quality is told for the questions search was made with and for those held back (tests/help/questions.yaml). The
libraries know no everyday words; "+ words" asks them with our everyday words' office words behind the question.
Times are processor milliseconds per question; every entrant is a process of its own, asked in turn and back.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sqlite3
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench import search_corpus
from bench.search_peer import ROOT, Peer
from bench.search_score import percentile
from contract.help import HelpOffer
from hub import seed
from search.index import Index
from search.query import Query
from search.record import document
from search.synonyms import Synonyms
from tests.help.asked import LOOKED_AT, Question, questions
from tests.seeds import everyday

PACKAGES = {"minisearch": "minisearch@7.2.0", "flexsearch": "flexsearch@0.8.212", "fuse": "fuse.js@7.5.0"}
PASS_SECONDS = 45.0


def corpus(records: int, path: Path) -> int:
    """The offers of the seed, and made-up ones up to so many; how many there are."""
    found: list[dict[str, Any]] = []
    for record in seed.load().records:
        if isinstance(record, HelpOffer):
            entry = document(record)
            found.append({"id": entry.id, "title": entry.title, "keywords": entry.keywords, "body": entry.body})
    for number in range(max(0, records - len(found))):
        made = search_corpus.document(number)
        found.append({"id": f"made-{number}", "title": made["title"], "keywords": "", "body": made["body"]})
    path.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in found), encoding="utf-8")
    return len(found)


def worded(some: list[Question]) -> Iterator[str]:
    """The questions with the office words of our table behind them, for engines that have no table."""
    connection = sqlite3.connect(":memory:")
    Index(connection).prepare()
    synonyms = Synonyms(connection)
    synonyms.learn(everyday())
    for one in some:
        office = [word for _, words in synonyms.of(Query(one.ask).all) for word in words]
        yield " ".join([one.ask, *dict.fromkeys(office)])


def quality(some: list[Question], results: dict[int, list[str]]) -> dict[str, float]:
    """Of those it was asked: share with a right offer first, among three, among ten, mean of 1 / its place (MRR)."""
    places = []
    for number, one in enumerate(some):
        if number in results:
            ids = results[number][:LOOKED_AT]
            places.append(next((at for at, id_ in enumerate(ids, 1) if id_ in one.want), 0))
    shares = {f"hit@{most}": sum(0 < place <= most for place in places) / len(places) for most in (1, 3, LOOKED_AT)}
    return {**shares, "mrr": sum(1 / place for place in places if place) / len(places)}


def peers() -> list[tuple[str, Peer, bool]]:
    """(name, entrant, whether it is asked with the office words); without node or npm ours alone."""
    entrants = [("WueApp", Peer("wueapp"), False)]
    home = ROOT / "build" / "help_search"
    if not shutil.which("node") or not shutil.which("npm"):
        return entrants
    home.mkdir(parents=True, exist_ok=True)
    pinned = json.dumps({"dependencies": dict(package.rsplit("@", 1) for package in PACKAGES.values())})
    if not (home / "node_modules").exists() or (home / "package.json").read_text() != pinned:
        (home / "package.json").write_text(pinned)
        done = subprocess.run(["npm", "install", "--no-audit", "--no-fund"], cwd=home, capture_output=True, timeout=180)
        if done.returncode:
            return entrants
    script = str(ROOT / "bench" / "help_search.cjs")
    for engine, package in PACKAGES.items():
        command = ["node", "--expose-gc", script, str(home / "node_modules"), engine]
        for words in (False, True):
            name = package + (" + words" if words else "")
            entrants.append((name, Peer(f"{engine}{words:d}", command), words))
    return entrants


def measure(records: int, turns: int) -> dict[str, Any]:
    """{entrant: quality of both sets, p50 and p99 of processor time, seconds to build, megabytes}."""
    asked = random.Random(1).sample(questions(), len(questions()))  # a slow engine is asked some of every kind
    plain, with_words = [one.ask for one in asked], list(worded(asked))
    told: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus.jsonl"
        told["records"] = corpus(records, path)
        entrants = peers()
        opened = {name: peer.start(path, Path(folder)) for name, peer, _ in entrants}
        samples: dict[str, list[float]] = {name: [] for name, _, _ in entrants}
        answers: dict[str, dict[int, list[str]]] = {}
        memory: dict[str, float] = {}
        for turn in range(turns):
            for name, peer, words in entrants if turn % 2 == 0 else entrants[::-1]:
                queries = [[number, text] for number, text in enumerate(with_words if words else plain)]
                answer = peer.ask(queries, PASS_SECONDS)
                if turn or turns == 1:  # the first turn warms up
                    samples[name] += answer["cpu_ms"]
                answers[name], memory[name] = dict(map(tuple, answer["results"])), answer["memory_mb"]
        for name, peer, _ in entrants:
            peer.stop()
            held = [number for number, one in enumerate(asked) if one.held]
            parts = {"made with": [n for n in range(len(asked)) if n not in held], "held back": held}
            told[name] = {
                "asked": len(answers[name]),
                "p50_ms": percentile(samples[name], 0.5),
                "p99_ms": percentile(samples[name], 0.99),
                "build_s": opened[name]["build_s"],
                "memory_mb": memory[name],
                **{
                    part: quality(
                        [asked[n] for n in some],
                        {at: answers[name][n] for at, n in enumerate(some) if n in answers[name]},
                    )
                    for part, some in parts.items()
                },
            }
    return told


def table(told: dict[str, Any]) -> str:
    """As in bench/search.md; times also as multiples of ours."""
    lines = []
    ours = told["WueApp"]
    for name, one in told.items():
        if name == "records":
            continue
        shares = [
            " / ".join(f"{one[part][key]:.2f}" for key in ("hit@1", "hit@3", "hit@10", "mrr"))
            for part in ("made with", "held back")
        ]
        times = [f"{one[key]:.2f} ({one[key] / ours[key]:.1f} ×)" for key in ("p50_ms", "p99_ms")]
        row = [
            f"{told['records']:,}",
            name,
            str(one["asked"]),
            *shares,
            *times,
            f"{one['memory_mb']:.0f}",
            f"{one['build_s']:.1f}",
        ]
        lines.append(f"| {' | '.join(row)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, nargs="+", default=[0, 10_000])
    parser.add_argument("--turns", type=int, default=3)
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    for records in chosen.records:
        told = measure(records, chosen.turns)
        print(json.dumps(told) if chosen.json else table(told))


if __name__ == "__main__":
    main()
