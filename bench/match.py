"""Owns the bench of the guided finder: a match over many offers, beside a plain loop over the same records.

python -m bench.match [--offers 10000] [--matches 400] [--blocks 5]

Both give the same order, or it ends with an error. Times are of processor, in milliseconds; `wall` is the clock's.
The minute moves on with every third match and the place with every fifth, as no person's does.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from bench.match_plain import Given, plain
from contract.help import TOPICS, HelpOffer
from contract.wegweiser import Wegweiser
from hub import seed
from services.clock import BERLIN
from services.help.distance import Spot
from services.help.matching import Matcher

START = datetime(2026, 11, 23, 7, 40, tzinfo=BERLIN)
FRAME_MS = 16.0
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def offers_of(many: int, seeded: int = 1) -> list[HelpOffer]:
    """Offers as a whole federal state may have: topics, people, ages, points and hours at random, in list order."""
    pick = random.Random(seeded)
    model = _model()
    made = [HelpOffer.model_validate({**model, **_some(pick, at)}) for at in range(many)]
    return sorted(made, key=lambda offer: (offer.order(), offer.id))


@cache
def _model() -> dict[str, Any]:
    """An offer of the seed, as what a made one has besides."""
    ours = next(record for record in seed.load().records if isinstance(record, HelpOffer) and not record.crisis)
    return ours.model_dump(by_alias=True)


def _some(pick: random.Random, at: int) -> dict[str, Any]:
    north, east = pick.uniform(49.5, 50.1), pick.uniform(9.4, 10.4)
    point = {"latitude": north, "longitude": east, "accessibility": pick.choice(([], [{"feature": "step-free"}]))}
    people = pick.sample(("everyone", "children", "youth", "students", "families", "women", "men", "seniors"), 2)
    opens = pick.choice(("08:00", "08:30", "09:00", "10:00", "13:00"))
    hours = {
        "byday": sorted(pick.sample(DAYS, pick.randint(1, 6))),
        "opens_at": opens,
        "closes_at": f"{int(opens[:2]) + 4}:00",
    }
    return {
        "id": f"00000000-0000-4000-8000-{at:012d}",
        "name": {"de": f"Angebot {pick.random()}", "de-simple": "Angebot"},
        "topics": pick.sample(TOPICS, pick.randint(1, 4)),
        "attributes": [{"term": term} for term in people[: pick.randint(0, 2)]],
        "minimum_age": pick.choice((None, None, None, 16, 18, 60)),
        "maximum_age": pick.choice((None, None, None, 27)),
        "locations": [point] if pick.random() < 0.8 else [],
        "schedules": [hours] if pick.random() < 0.7 else [],
        "cost": pick.choice((None, {"option": "free"}, {"option": "paid"})),
        "languages": ["de", *pick.sample(("en", "uk", "ar", "tr"), pick.randint(0, 2))],
        "crisis": pick.random() < 0.002,
        "email": pick.choice((None, "a@b.invalid")),
        "chat_url": pick.choice((None, None, "https://b.invalid")),
        "where": "",
    }


def answers_of(questionnaire: Wegweiser, pick: random.Random) -> Given:
    """Answers of somebody who leaves every fourth question open."""
    return {
        asks.id: tuple(each.id for each in pick.sample(asks.answers, pick.randint(1, 2) if asks.several else 1))
        for asks in questionnaire.questions
        if pick.random() < 0.75
    }


def spot_of(pick: random.Random) -> Spot | None:
    """Somewhere in the region, or nowhere said."""
    return Spot(pick.uniform(49.6, 50.0), pick.uniform(9.6, 10.2)) if pick.random() < 0.7 else None


def main() -> None:
    """Measures, compares and prints a table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--offers", type=int, default=10_000)
    parser.add_argument("--matches", type=int, default=400)
    parser.add_argument("--blocks", type=int, default=5)
    chosen = parser.parse_args()
    offers = offers_of(chosen.offers)
    questionnaire = next(record for record in seed.load().records if isinstance(record, Wegweiser))
    began = time.process_time()
    matcher = Matcher(offers, questionnaire)
    matcher.ready(START)
    print(f"made ready once: {time.process_time() - began:.2f} s of processor, off the loop of the screen")
    print("| block | wueapp p50 | p99 | p99 wall | most wall | plain p50 | plain/wueapp | same order |")
    print("|---|---|---|---|---|---|---|---|")
    worst = 0.0
    for block in range(chosen.blocks):
        worst = max(worst, _block(block, matcher, offers, questionnaire, chosen.matches))
    print(f"p99 of processor at its worst {worst:.2f} ms; a frame is {FRAME_MS:.0f} ms: {worst < FRAME_MS}")


def _block(block: int, matcher: Matcher, offers: list[HelpOffer], questionnaire: Wegweiser, matches: int) -> float:
    pick = random.Random(100 + block)
    now, here = START, spot_of(pick)
    cpu: list[float] = []
    wall: list[float] = []
    slow: list[float] = []
    for at in range(matches):
        now += timedelta(minutes=1) if at % 3 == 0 else timedelta()
        here = spot_of(pick) if at % 5 == 0 else here
        given = answers_of(questionnaire, pick)
        ticked, seen = time.process_time(), time.perf_counter()
        found = matcher.match(given, now, here)
        cpu.append((time.process_time() - ticked) * 1e3)
        wall.append((time.perf_counter() - seen) * 1e3)
        if at % (matches // 4) == 0:
            ticked = time.process_time()
            expected = plain(offers, questionnaire, given, now, here)
            slow.append((time.process_time() - ticked) * 1e3)
            if [match.offer.id for match in found.matches] != expected:
                raise SystemExit(f"another order than the plain loop's: {given}")
    p99 = statistics.quantiles(cpu, n=100)[98]
    middle, plainly = statistics.median(cpu), statistics.median(slow)
    print(
        f"| {block} | {middle:.2f} | {p99:.2f} | {statistics.quantiles(wall, n=100)[98]:.2f} | {max(wall):.2f} "
        f"| {plainly:.0f} | {plainly / middle:.0f} | {len(slow)} of {len(slow)} |"
    )
    return p99


if __name__ == "__main__":
    main()
