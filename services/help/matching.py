"""Owns which offers fit what somebody answered, in which order and why; it must not store, send or log an answer.

Answers are looked at on the device alone. Ten thousand offers are looked at as integers, a bit for each offer
(`services.help.tally`), so that a match takes less than one frame; `bench/match.py` shows it beside a plain loop.

- A wish gains or loses its weight. A loss for whom it is (`for:…`) spares what is for everyone, or for somebody whom
  the same question wishes. What loses as much as it gains does not fit. `main:geld`: geld is its first topic.
- Of the wishes of one question that must hold, one is enough. Where too little fits, the last question's go first.
- Order: fit, then open now, opening today, not known, closed, then the nearer, then as in every list.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from contract.help import HelpOffer
from contract.wegweiser import Answer, Wegweiser, Wish
from services.clock import BERLIN
from services.help.distance import Spot, nearest
from services.help.nearness import Nearness
from services.help.openings import Openings
from services.help.reasons import NEAR_HERE, OPEN_NOW, Kind, Met, Reason, overlaps, reasons_of, unknown_of
from services.help.tally import Tally, bits_of, things_in

#: Fewer fitting offers are too few: then also those are shown that fit less.
FEW = 3
#: How many that fit less are shown beside them at most.
WIDER = 6
#: What `Matches.widened` says when only lines are left that everybody may call.
LINES = "lines"
#: Nearer than this is near, in metres.
NEAR = 3000


@dataclass(frozen=True)
class Match:
    """An offer that fits. `unknown`: what was wished and the offer says nothing of. `wider`: it does not fit wholly."""

    offer: HelpOffer
    score: int
    reasons: tuple[Reason, ...] = ()
    unknown: tuple[Kind, ...] = ()
    wider: bool = False


@dataclass(frozen=True)
class Matches:
    """What fits, best first; never empty while there is an offer. `danger`: the crisis card comes first.

    `widened`: the id of the first question whose wishes that must hold were let go, or `LINES`; empty: all hold.
    """

    matches: tuple[Match, ...]
    danger: bool = False
    widened: str = ""


@dataclass(frozen=True)
class _Wanted:
    """The answers of one question."""

    question: str
    answers: tuple[Answer, ...]

    def musts(self) -> list[str]:
        """Facets of which one is enough."""
        return [wish.facet for wish in self.wishes() if wish.must and wish.weight >= 0]

    def wishes(self) -> list[Wish]:
        return [wish for answer in self.answers for wish in answer.wants]


class Matcher:
    """Offers and questions, made ready once. `middles`: of places, for offers without a point of their own."""

    def __init__(
        self, offers: Sequence[HelpOffer], questionnaire: Wegweiser, middles: Mapping[str, Spot] | None = None
    ) -> None:
        active = [offer for offer in offers if offer.status == "active"]
        self._offers = sorted(active, key=lambda offer: (offer.order(), offer.id))
        self._middles = middles or {}
        self._questions = questionnaire.questions
        self._all = (1 << len(self._offers)) - 1
        # What an offer names first is what it is there for.
        self._sets = [frozenset({*offer.facets(), f"main:{offer.topics[0]}"}) for offer in self._offers]
        self._facets = _inverted(self._sets)
        free = [at for at, offer in enumerate(self._offers) if not offer.attributes]
        self._everyone = self._facets.get("for:everyone", 0) | bits_of(free)
        spans = {answer.ages for question in self._questions for answer in question.answers if answer.ages}
        self._ages = {
            span: bits_of([at for at, offer in enumerate(self._offers) if overlaps(offer, span)]) for span in spans
        }
        self._openings = Openings(self._offers)
        self._nearness = Nearness(self._offers, self._middles)

    def ready(self, now: datetime) -> None:
        """Reckons all opening hours of a minute, which is the one long work; the next match finds them done."""
        self._openings.at(now)

    def match(self, given: Mapping[str, tuple[str, ...]], now: datetime, here: Spot | None, limit: int = 50) -> Matches:
        """What fits the answers (by question, ids). `now` is aware; `here`: where the person is, if they said so."""
        wanted = self._wanted(given)
        answers = tuple(answer for each in wanted for answer in each.answers)
        ranks = self._openings.at(now)
        tally, lost, least = self._tally(wanted, ranks, here)
        found: list[tuple[int, int, bool]] = []
        seen, widened = 0, ""
        for dropped, among in self._circles(wanted):
            if dropped and len(found) >= FEW:
                break
            room = min(WIDER, limit - len(found)) if dropped else limit
            enough = 0 if dropped == LINES else lost + least
            fresh = list(islice(self._ordered(tally, enough, among & ~seen, ranks, here), room))
            widened = widened or (dropped if fresh else "")
            found += [(at, score, bool(dropped)) for at, score in fresh]
            seen |= bits_of([at for at, _ in fresh])
        if not found:
            found = [(at, lost, True) for at in things_in(self._all)[:WIDER]]
        matches = tuple(self._told(at, score - lost, wider, answers, now, here) for at, score, wider in found)
        return Matches(matches, any(answer.danger for answer in answers), widened)

    def _wanted(self, given: Mapping[str, tuple[str, ...]]) -> list[_Wanted]:
        found = []
        for question in self._questions:
            chosen = given.get(question.id, ())
            answers = tuple(answer for answer in question.answers if answer.id in chosen)
            found.append(_Wanted(question.id, answers))
        return found

    def _tally(self, wanted: Sequence[_Wanted], ranks: list[int], here: Spot | None) -> tuple[Tally, int, int]:
        """The fit of every offer, raised by what it may lose at most; how much that is; the least that fits."""
        tally, raised, gains = Tally(), 0, False
        for each in wanted:
            kin = self._kin(each)
            for wish in each.wishes():
                having = self._having(wish.facet, ranks, here)
                if wish.weight >= 0:
                    tally.add(having, wish.weight)
                    gains = gains or wish.weight > 0
                else:
                    losing = having & ~kin if wish.facet.startswith("for:") else having
                    tally.add(self._all & ~losing, -wish.weight)
                    raised -= wish.weight
        return tally, raised, int(gains)

    def _kin(self, each: _Wanted) -> int:
        """Offers that are for everyone, or for somebody whom this question wishes."""
        wished = [wish.facet for wish in each.wishes() if wish.weight > 0 and wish.facet.startswith("for:")]
        return self._everyone | self._union([self._facets.get(facet, 0) for facet in wished])

    def _having(self, facet: str, ranks: list[int], here: Spot | None) -> int:
        """The offers that have a facet, as bits."""
        if facet == OPEN_NOW:
            return ranks[0]
        if facet == NEAR_HERE:
            return self._nearness.within(here, NEAR) if here else 0
        return self._facets.get(facet, 0)

    def _circles(self, wanted: Sequence[_Wanted]) -> Iterator[tuple[str, int]]:
        """(the question let go last, offers that may come): all that must hold, then less and less, then lines."""
        aged = [self._ages[answer.ages] for each in wanted for answer in each.answers if answer.ages]
        allowed = self._union(aged) if aged else self._all
        for each in wanted:
            refused = [wish.facet for wish in each.wishes() if wish.must and wish.weight < 0]
            allowed &= ~(self._union([self._facets.get(facet, 0) for facet in refused]) & ~self._kin(each))
        bound = [(each.question, musts) for each in wanted if (musts := each.musts())]
        dropped = ""
        while True:
            among = allowed
            for _, musts in bound:
                among &= self._union([self._facets.get(facet, 0) for facet in musts])
            yield dropped, among
            if not bound:
                break
            dropped, _ = bound.pop()
        yield LINES, self._facets.get("crisis:yes", 0) & allowed

    @staticmethod
    def _union(sets: Sequence[int]) -> int:
        together = 0
        for each in sets:
            together |= each
        return together

    def _ordered(
        self, tally: Tally, least: int, among: int, ranks: list[int], here: Spot | None
    ) -> Iterator[tuple[int, int]]:
        """(offer, its fit), best first, as far as one asks."""
        near = self._nearness.of(here) if here else None
        for score, level in tally.levels(among):
            if score < least:
                return
            for rank in ranks:
                group = things_in(level & rank)
                if near is None or len(group) < 2:
                    yield from ((at, score) for at in group)
                else:
                    yield from ((at, score) for at in _nearest_first(group, near))

    def _told(
        self, at: int, score: int, wider: bool, answers: Sequence[Answer], now: datetime, here: Spot | None
    ) -> Match:
        offer = self._offers[at]
        met = Met(offer, self._sets[at], self._openings.state(at), nearest(offer, here, self._middles))
        today = now.astimezone(BERLIN).date()
        return Match(offer, score, reasons_of(met, answers, today), unknown_of(met, answers), wider)


def _inverted(sets: Sequence[frozenset[str]]) -> dict[str, int]:
    """Which offers have each facet, as bits."""
    members: dict[str, list[int]] = {}
    for at, facets in enumerate(sets):
        for facet in facets:
            members.setdefault(facet, []).append(at)
    return {facet: bits_of(those) for facet, those in members.items()}


def _nearest_first(group: list[int], near: list[float]) -> Iterator[int]:
    """The nearer first, a few at a time: of thousands as good, somebody looks at fifty."""
    if len(group) <= 200:
        yield from sorted(group, key=near.__getitem__)
        return
    first = heapq.nsmallest(60, group, key=near.__getitem__)
    yield from first
    rest = set(first)
    yield from sorted((at for at in group if at not in rest), key=near.__getitem__)
