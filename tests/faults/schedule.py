"""Owns what happens in a schedule, wholly determined by its seed; it must not carry it out."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import NamedTuple

#: What may happen, and how often. Of people:
PEOPLE = {
    "write": 12, "edit": 9, "withdraw": 3, "draft": 3, "bookmark": 3, "hurry": 2, "settle": 3, "leave": 2, "come": 3,
    "poison": 1, "photo": 1,
}  # fmt: skip
#: … and of the world:
WORLD = {
    "kill": 5, "cut off": 3, "reach": 3, "kill hub": 3, "jump": 1, "jump hub": 1, "back up": 2, "restore": 2,
    "end session": 1, "turn": 3, "publish": 1,
}  # fmt: skip
RATES = (0.0, 0.05, 0.2, 0.5)


class Step(NamedTuple):
    """Something that happens `at` so many seconds, to a device (by number); `salt` decides its details."""

    at: float
    verb: str
    device: int
    salt: int


@dataclass(frozen=True)
class Schedule:
    """`owners`: for each device the accounts that sign in there, by number; -1 is nobody (a guest).

    `patient`: in the end nobody presses "send now". `rate`: of faults at first. `slowest`: seconds of a trip.
    """

    seed: int
    owners: tuple[tuple[int, ...], ...]
    steps: tuple[Step, ...]
    rate: float
    slowest: float
    patient: bool


def schedule(seed: int) -> Schedule:
    """The schedule of a seed."""
    chance = random.Random(seed)
    devices = chance.choices((2, 3, 4, 5), (20, 4, 1, 1))[0]
    owners = tuple(_owners(chance) for _ in range(devices))
    lasting = chance.choices((10.0, 40.0, 120.0, 600.0), (6, 6, 3, 1))[0]
    verbs = {**PEOPLE, **WORLD}
    # A few kinds of trouble at once say more than all of them: each schedule leaves some out.
    for verb in chance.sample(list(WORLD), chance.randint(2, 8)):
        del verbs[verb]
    times = sorted(chance.random() * lasting for _ in range(chance.randint(5, 15)))
    steps = tuple(
        Step(
            at, chance.choices(list(verbs), list(verbs.values()))[0], chance.randrange(devices), chance.getrandbits(32)
        )
        for at in times
    )
    slowest = chance.choice((0.1, 0.5, 0.5, 5.0))
    return Schedule(seed, owners, steps, chance.choice(RATES), slowest, chance.random() < 0.1)


def _owners(chance: random.Random) -> tuple[int, ...]:
    """Mostly the first account, so that it is on two devices; some change hands."""
    shapes = ((0,), (0,), (0,), (-1,), (0, 1), (1, 0), (-1, 0), (1,), (0, -1, 1))
    return chance.choice(shapes)
