"""Owns how good results are: recall in the top 5 by class; must not know who gave them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

Results = Iterable[tuple[int, list[Any]]]


class Truth:
    """Which documents each query wants, from how the corpus was made: those of its concept, or of head and place."""

    def __init__(self, documents: Iterable[dict[str, Any]], queries: list[dict[str, Any]]) -> None:
        by_concept: dict[Any, set[Any]] = defaultdict(set)
        by_head: dict[Any, set[Any]] = defaultdict(set)
        for given in documents:
            by_concept[given["c"]].add(given["id"])
            by_head[given.get("h"), given.get("d")].add(given["id"])
        self._queries = queries
        self._wanted = [
            by_concept[query["c"]] if query["c"] is not None else by_head[tuple(query["hd"])] for query in queries
        ]

    def score(self, results: Results) -> dict[str, Any]:
        """{recall (mean of the classes), first (hit in first place), zero (no hit at all), classes: {name: recall}}.

        Recall of one query is |wanted in the first five| / min(5, |wanted|); queries that want nothing do not count.
        """
        classes: dict[str, list[float]] = defaultdict(list)
        first: list[bool] = []
        zero: list[bool] = []
        for number, ids in results:
            wanted = self._wanted[number]
            if wanted:
                recall = len(wanted.intersection(ids[:5])) / min(5, len(wanted))
                classes[self._queries[number]["k"]].append(recall)
                first.append(bool(ids) and ids[0] in wanted)
                zero.append(not ids)
        means = {name: sum(found) / len(found) for name, found in classes.items()}
        return {
            "recall": sum(means.values()) / max(1, len(means)),
            "first": sum(first) / max(1, len(first)),
            "zero": sum(zero) / max(1, len(zero)),
            "classes": means,
            "asked": len(first),
        }


def percentile(samples: list[float], share: float) -> float:
    """The sample below which that share lies."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))] if ordered else 0.0
