"""Owns the plain way to match: a loop over the records by the same rules; it must share nothing with the fast one.

`bench/match.py` measures both; `tests/help/test_matching.py` wants the same order of both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from math import inf

from contract.help import HelpOffer
from contract.wegweiser import Answer, Wegweiser, Wish
from services.clock import BERLIN
from services.help.distance import Spot, nearest
from services.help.hours import offer_state

#: As the fast one has them: too few, how many of less fit at most, near in metres.
FEW, WIDER, NEAR = 3, 6, 3000
Given = Mapping[str, tuple[str, ...]]


class Row:
    """An offer as it is asked about."""

    def __init__(self, offer: HelpOffer, now: datetime, here: Spot | None, middles: Mapping[str, Spot]) -> None:
        self.offer = offer
        away = nearest(offer, here, middles)
        self.metres = away.metres if away else inf
        state = offer_state(offer, now)
        later = state.next is not None and state.next.date() == now.astimezone(BERLIN).date()
        self.rank = 0 if state.open else 2 if state.open is None else 1 if later else 3
        self.facets = {*offer.facets(), f"main:{offer.topics[0]}"}
        self.facets |= {"open:now"} if state.open else set()
        self.facets |= {"near:here"} if self.metres <= NEAR else set()
        self.score = 0

    def spared(self, wishes: Sequence[Wish]) -> bool:
        """Whether a loss for whom it is does not count."""
        wished = {wish.facet for wish in wishes if wish.weight > 0 and wish.facet.startswith("for:")}
        return not self.offer.attributes or "for:everyone" in self.facets or bool(wished & self.facets)

    def losses(self, wishes: Sequence[Wish]) -> list[Wish]:
        """What counts against it."""
        against = [wish for wish in wishes if wish.weight < 0 and wish.facet in self.facets]
        return [wish for wish in against if not (wish.facet.startswith("for:") and self.spared(wishes))]

    def weigh(self, said: Sequence[Sequence[Answer]]) -> None:
        """Its fit."""
        for answers in said:
            wishes = wishes_of(answers)
            self.score += sum(wish.weight for wish in wishes if wish.weight > 0 and wish.facet in self.facets)
            self.score += sum(wish.weight for wish in self.losses(wishes))

    def allowed(self, said: Sequence[Sequence[Answer]]) -> bool:
        """Whether its ages hold and nothing refuses it."""
        spans = [answer.ages for answers in said for answer in answers if answer.ages]
        low, high = self.offer.minimum_age or 0, self.offer.maximum_age or 200
        if spans and not any(low <= span[1] and span[0] <= high for span in spans):
            return False
        return not any(wish.must for a in said for wish in self.losses(wishes_of(a)))

    def holds(self, musts: Sequence[Sequence[str]]) -> bool:
        """Whether of each question's wishes that must hold one does."""
        return all(self.facets & set(each) for each in musts)

    def key(self) -> tuple[int, int, float]:
        """Fit, then how open, then distance."""
        return -self.score, self.rank, self.metres


def wishes_of(answers: Sequence[Answer]) -> list[Wish]:
    """All wishes of answers."""
    return [wish for answer in answers for wish in answer.wants]


def plain(
    offers: Sequence[HelpOffer],
    questionnaire: Wegweiser,
    given: Given,
    now: datetime,
    here: Spot | None = None,
    middles: Mapping[str, Spot] | None = None,
    limit: int = 50,
) -> list[str]:
    """The ids of what fits, best first. `offers` in the order of lists."""
    said = [[each for each in asks.answers if each.id in given.get(asks.id, ())] for asks in questionnaire.questions]
    rows = [Row(offer, now, here, middles or {}) for offer in offers if offer.status == "active"]
    for row in rows:
        row.weigh(said)
    allowed = [row for row in rows if row.allowed(said)]
    least = 1 if any(wish.weight > 0 for answers in said for wish in wishes_of(answers)) else 0
    musts = [[wish.facet for wish in wishes_of(answers) if wish.must and wish.weight >= 0] for answers in said]
    bound = [each for each in musts if each]
    found = best([row for row in allowed if row.holds(bound) and row.score >= least], limit)
    while bound and len(found) < FEW:
        bound.pop()
        wider = [row for row in allowed if row.holds(bound) and row.score >= least and row not in found]
        found += best(wider, min(WIDER, limit - len(found)))
    if len(found) < FEW:
        lines = [row for row in allowed if "crisis:yes" in row.facets and row not in found]
        found += best(lines, min(WIDER, limit - len(found)))
    return [row.offer.id for row in found or rows[:WIDER]]


def best(rows: Sequence[Row], most: int) -> list[Row]:
    """The first of them; what is as good keeps the order of lists."""
    return sorted(rows, key=Row.key)[:most]
