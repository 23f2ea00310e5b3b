"""Owns what happens to real processes in a schedule, wholly determined by its seed; it must not carry it out."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.faults.schedule import PEOPLE, Step, _owners

#: What may happen to the world, and how often.
WORLD = {
    "kill": 5, "kill hub": 4, "close": 1, "cut off": 2, "reach": 3, "turn": 3, "jump": 1, "jump hub": 1, "back up": 2,
    "restore": 2, "end session": 1, "fill": 2, "fill hub": 2, "empty": 2,
}  # fmt: skip
RATES = (0.0, 0.01, 0.05, 0.2, 0.5)
LONGEST = 40.0
#: One schedule of so many: with two workers, with files of before.
TWO_WORKERS, OLD_HUB, OLD_DEVICE = 0.015, 0.03, 0.08


@dataclass(frozen=True)
class RealSchedule:
    """As `schedule.Schedule`. `workers`: of the hub. `old_hub`, `old_device`: files of the first schema are opened."""

    seed: int
    owners: tuple[tuple[int, ...], ...]
    steps: tuple[Step, ...]
    rate: float
    slowest: float
    patient: bool
    workers: int = 1
    old_hub: bool = False
    old_device: bool = False


def real_schedule(seed: int, rate: float | None = None) -> RealSchedule:
    """The schedule of a seed. `rate`: of faults, for all of it."""
    chance = random.Random(seed)
    old_hub = chance.random() < OLD_HUB
    # A hub of the first schema had no accounts: whoever writes before its upgrade is a guest.
    people = tuple((-1,) if old_hub else _owners(chance) for _ in range(chance.choices((1, 2), (3, 2))[0]))
    lasting = chance.choice((8.0, 15.0, LONGEST))
    verbs = {**PEOPLE, **WORLD}
    for verb in chance.sample(list(WORLD), chance.randint(4, 10)):
        del verbs[verb]
    if rate is not None:
        verbs = {**PEOPLE, "kill": 1, "kill hub": 1}
    times = sorted(chance.random() * lasting for _ in range(chance.randint(12, 30)))
    steps = tuple(
        Step(at, chance.choices(list(verbs), list(verbs.values()))[0], chance.randrange(len(people)),
             chance.getrandbits(32))
        for at in times
    )  # fmt: skip
    return RealSchedule(
        seed, people, steps, chance.choice(RATES) if rate is None else rate, chance.choice((0.1, 0.5, 3.0)),
        chance.random() < 0.25, 2 if chance.random() < TWO_WORKERS else 1, old_hub, chance.random() < OLD_DEVICE,
    )  # fmt: skip
