"""Owns the way through the questions of the guided finder and what stands at its end; it must not keep an answer.

Answers are given to it and given back; they are kept nowhere here, and nothing of them is written, sent or logged.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime

from contract.help import HelpOffer
from contract.wegweiser import Question, Wegweiser
from services.help.distance import Spot
from services.help.matching import Matcher, Matches
from services.help.streets import Streets
from services.local import PublicStore

#: By the id of a question the ids of its answers.
Given = Mapping[str, tuple[str, ...]]
#: On no way more questions are asked.
MOST = 7
#: More offers than any region has.
OFFERS = 20_000


def asked(questionnaire: Wegweiser, given: Given) -> tuple[Question, ...]:
    """The questions on this way, in their order. An answer to what is no longer asked opens nothing."""
    said: set[str] = set()
    way = []
    for question in questionnaire.questions:
        opened = not question.only_if or said & set(question.only_if)
        if opened and not said & set(question.unless):
            way.append(question)
            said |= set(given.get(question.id, ()))
    return tuple(way)


def held(questionnaire: Wegweiser, given: Given) -> dict[str, tuple[str, ...]]:
    """Those answers that still count."""
    way = {question.id for question in asked(questionnaire, given)}
    return {question: answers for question, answers in given.items() if question in way and answers}


def dangers(questionnaire: Wegweiser, given: Given) -> frozenset[str]:
    """The ids of the answers that point to danger."""
    counted = held(questionnaire, given)
    return frozenset(
        answer.id
        for question in questionnaire.questions
        for answer in question.answers
        if answer.danger and answer.id in counted.get(question.id, ())
    )


def asks_for(questionnaire: Wegweiser, given: Given) -> str:
    """Whoever is led: `me`, `other` or `advisor`; for oneself where nobody said otherwise."""
    for question in questionnaire.questions:
        for answer in question.answers:
            if answer.asker and answer.id in given.get(question.id, ()):
                return answer.asker
    return "me"


class Signpost:
    """Reads the questions and the offers of this device, and leads. Offers are made ready once, off the loop."""

    def __init__(self, public: PublicStore) -> None:
        self._public = public
        self._streets = Streets(public)
        self._matcher: Matcher | None = None

    async def questions(self) -> Wegweiser | None:
        """The questions as they are now; None while the device has none."""
        records: tuple[Wegweiser, ...] = (await self._public.page(Wegweiser.kind, limit=1)).records
        return records[0] if records else None

    async def match(self, given: Given, now: datetime, here: Spot | None = None) -> Matches:
        """What fits. `now` is aware; `here`: where the person is, if they said so."""
        matcher = self._matcher = self._matcher or await self._prepare(now)
        return matcher.match(given, now, here) if matcher else Matches(())

    async def middle(self, place: str) -> Spot | None:
        """The middle of a place by its slug; None for none."""
        return (await self._streets.middles()).get(place) if place else None

    def renew(self) -> None:
        """Offers or questions changed: the next match reads them anew."""
        self._matcher = None

    async def _prepare(self, now: datetime) -> Matcher | None:
        questionnaire = await self.questions()
        if questionnaire is None:
            return None
        offers = (await self._public.page(HelpOffer.kind, limit=OFFERS)).records
        middles = await self._streets.middles()

        def build() -> Matcher:
            matcher = Matcher(offers, questionnaire, middles)
            matcher.ready(now)
            return matcher

        return await asyncio.to_thread(build)
