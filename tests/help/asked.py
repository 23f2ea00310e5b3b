"""Owns how tests read the questions of questions.yaml and judge answers to them; it must not search."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import yaml

from contract.help import HelpOffer
from hub import seed

FILE = Path(__file__).parent / "questions.yaml"
LOOKED_AT = 10


class Question(NamedTuple):
    """What somebody types, the offers that answer it (any), what kind of words it is, whether it was held back."""

    ask: str
    want: frozenset[str]
    why: str
    held: bool


class Answered(NamedTuple):
    """At which place the first right offer came; 0: not among the first ten."""

    question: Question
    place: int
    first: str


def questions() -> list[Question]:
    """All of them. LookupError for an offer that is not in the seed."""
    by_name = {record.name.de: record.id for record in seed.load().records if isinstance(record, HelpOffer)}
    found = []
    for given in yaml.safe_load(FILE.read_text(encoding="utf-8")):
        if lost := [name for name in given["want"] if name not in by_name]:
            raise LookupError(f"{given['ask']}: no offer of this name in hub/seed: {', '.join(lost)}")
        want = frozenset(by_name[name] for name in given["want"])
        found.append(Question(given["ask"], want, given["why"], given.get("held", False)))
    return found


async def answered(some: Sequence[Question], search: Callable[[str], Awaitable[Sequence[str]]]) -> list[Answered]:
    """Each question asked once; `search` gives ids, best first."""
    found = []
    for question in some:
        ids = list(await search(question.ask))[:LOOKED_AT]
        place = next((at for at, id_ in enumerate(ids, 1) if id_ in question.want), 0)
        found.append(Answered(question, place, ids[0] if ids else ""))
    return found


def share(some: Sequence[Answered], most: int) -> float:
    """The share with a right offer among the first so many."""
    return sum(0 < one.place <= most for one in some) / len(some)


def figures(name: str, some: Sequence[Answered]) -> str:
    """One line for people."""
    shares = ", ".join(f"top {most}: {share(some, most):.1%}" for most in (1, 3, LOOKED_AT))
    late = "; ".join(f"{one.question.ask} ({one.place or 'nowhere'})" for one in some if not 0 < one.place <= 3)
    return f"{name}: {len(some)} questions, {shares}{'; late: ' if late else ''}{late}"
