"""Owns which of many offers are open at a minute, reckoned anew only where something changes; it must not draw."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from contract.help import HelpOffer
from services.clock import BERLIN
from services.help.hours import OpenState, offer_state
from services.help.tally import bits_of

#: In the order of lists: open now, opens today, not known, closed.
RANKS = 4


class Openings:
    """Offers of the same hours share one reckoning, which holds until they open or close, at most to midnight."""

    def __init__(self, offers: Sequence[HelpOffer]) -> None:
        groups: dict[object, list[int]] = {}
        for at, offer in enumerate(offers):
            groups.setdefault((offer.schedules, offer.exceptions, offer.holidays), []).append(at)
        self._of = [0] * len(offers)
        for number, members in enumerate(groups.values()):
            for at in members:
                self._of[at] = number
        self._offers = [offers[members[0]] for members in groups.values()]
        self._bits = [bits_of(members) for members in groups.values()]
        self._states = [OpenState(None)] * len(groups)
        self._ends = [datetime.min.replace(tzinfo=BERLIN)] * len(groups)
        self._minute: datetime | None = None
        self._ranks = [0] * RANKS

    def at(self, now: datetime) -> list[int]:
        """The offers as bits: open now, opening later today, not known, closed. `now` is aware."""
        minute = now.astimezone(BERLIN).replace(second=0, microsecond=0)
        if minute != self._minute:
            self._reckon(minute)
        return self._ranks

    def state(self, at: int) -> OpenState:
        """The state of one offer at the minute last asked for."""
        return self._states[self._of[at]]

    def _reckon(self, minute: datetime) -> None:
        earlier = self._minute is None or minute < self._minute
        midnight = datetime.combine(minute.date() + timedelta(1), datetime.min.time(), BERLIN)
        ranks = [0] * RANKS
        for number, offer in enumerate(self._offers):
            if earlier or self._ends[number] <= minute:
                state = offer_state(offer, minute)
                self._states[number] = state
                self._ends[number] = min([midnight, *(each for each in (state.until, state.next) if each)])
            ranks[rank_of(self._states[number], minute)] |= self._bits[number]
        self._minute, self._ranks = minute, ranks


def rank_of(state: OpenState, now: datetime) -> int:
    """0 open now, 1 opens today, 2 not known, 3 closed today."""
    if state.open:
        return 0
    if state.open is None:
        return 2
    return 1 if state.next and state.next.date() == now.astimezone(BERLIN).date() else 3
