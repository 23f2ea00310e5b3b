"""Owns what the guided finder shows and what one can do there; it must not draw, and keep no answer but in memory.

`forget` leaves nothing: it is called by "Fertig", by "Schnell verlassen", and when nobody was there for a while.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from contract.wegweiser import Question, Wegweiser
from services.clock import Clock
from services.help.distance import Spot
from services.help.matching import Matches
from services.help.wegweiser import Given, Signpost, asked, asks_for, dangers, held
from views.kit.loading import Loadable
from views.store import Store

#: Shown besides questions: the crisis card, what fits, and the list of all answers.
Leaf = Literal["question", "danger", "result"]


@dataclass(frozen=True)
class Found:
    """The questions of this device; None while it has none."""

    questionnaire: Wegweiser | None


@dataclass(frozen=True)
class WegweiserState:
    """`given`: answers by question; `passed`: questions one has left, answered or not; `open`: the one shown.

    `warned`: answers that point to danger, after which the crisis card was shown. `idle`: soon all is forgotten.
    `place`: the slug of the place of the person, from their settings.
    """

    found: Loadable[Found] = Loadable()
    given: Given = field(default_factory=dict)
    passed: frozenset[str] = frozenset()
    open: str = ""
    leaf: Leaf = "question"
    warned: frozenset[str] = frozenset()
    matches: Loadable[Matches] = Loadable()
    place: str = ""
    now: datetime | None = None
    idle: bool = False

    @property
    def questionnaire(self) -> Wegweiser | None:
        """The questions, if they are here."""
        return self.found.value.questionnaire if self.found.value else None

    @property
    def way(self) -> tuple[Question, ...]:
        """The questions on this way."""
        return asked(self.questionnaire, self.given) if self.questionnaire else ()

    @property
    def question(self) -> Question | None:
        """The question that is shown: the open one, else the first."""
        way = self.way
        return next((each for each in way if each.id == self.open), way[0] if way else None)

    def chosen(self, question: Question) -> tuple[str, ...]:
        """The ids of the answers given to a question."""
        return self.given.get(question.id, ())

    @property
    def asker(self) -> str:
        """Whoever is led: `me`, `other` or `advisor`."""
        return asks_for(self.questionnaire, self.given) if self.questionnaire else "me"

    @property
    def begun(self) -> bool:
        """Whether there is anything to forget."""
        return bool(self.passed or self.given)


class WegweiserStore(Store[WegweiserState]):
    """The verbs of the guided finder. `stirred` is told of each of them: somebody is there.

    `turned` of each new page; `here`: the spot one chose in the finder, else the place of one's settings counts.
    """

    def __init__(
        self,
        signpost: Signpost,
        clock: Clock,
        go: Callable[[str], None],
        stirred: Callable[[], None] = lambda: None,
        turned: Callable[[], None] = lambda: None,
        here: Callable[[], Spot | None] = lambda: None,
    ) -> None:
        super().__init__(WegweiserState())
        self._signpost, self._clock, self._go, self._stirred = signpost, clock, go, stirred
        self._turned, self._here = turned, here

    async def refresh(self) -> None:
        """Reads the questions of this device."""
        self.note(now=self._clock.now())
        await self.run("found", self._questions())

    async def renew(self) -> None:
        """Questions or offers changed on the device: they are read anew, and what fits is found anew."""
        self._signpost.renew()
        if self.state.found.value:
            await self.refresh()
        if self.state.leaf == "result":
            await self._match()

    async def choose(self, answer: str) -> None:
        """Gives an answer. Of several that may hold each is switched on or off; else the next question comes."""
        question = self.state.question
        if question is None:
            return
        before = self.state.given.get(question.id, ())
        if question.several:
            chosen = tuple(each.id for each in question.answers if (each.id in before) != (each.id == answer))
            self._give(question, chosen)
            self._stirred()
        else:
            self._give(question, (answer,))
            await self.onward()

    async def leave_open(self) -> None:
        """ "Weiß ich nicht" or "Überspringen": the question stays without an answer."""
        if self.state.question:
            self._give(self.state.question, ())
            await self.onward()

    async def onward(self) -> None:
        """Leaves the question: the crisis card if an answer points to danger, else what comes next."""
        state = self.state
        if state.questionnaire is None or state.question is None:
            return
        self._stirred()
        self.note(passed=state.passed | {state.question.id}, open=state.question.id)
        fresh = dangers(state.questionnaire, state.given) - state.warned
        if fresh:
            self._turn(leaf="danger", warned=state.warned | fresh)
        else:
            await self._next()

    async def go_on(self) -> None:
        """Goes on after the crisis card."""
        self._stirred()
        await self._next()

    def back(self) -> None:
        """The question before; from the first one out of the Wegweiser. Nothing given is lost."""
        self._stirred()
        way = [question.id for question in self.state.way]
        if self.state.leaf == "danger" and self.state.open in way:
            self._turn(leaf="question")
        elif self.state.leaf == "result" and way:
            self._turn(leaf="question", open=way[-1])
        else:
            at = way.index(self.state.question.id) if self.state.question else 0
            if at:
                self._turn(open=way[at - 1])
            else:
                self._go("/hilfe")

    def change(self, question: str) -> None:
        """Asks one question again; after it comes what fits, unless the answer opens another question."""
        self._stirred()
        self._turn(leaf="question", open=question)

    def show(self, offer: str) -> None:
        """Goes to an offer; what was found stays until one is done."""
        self._stirred()
        self._go(f"/hilfe/{offer}")

    def visit(self, path: str) -> None:
        """Goes to another page."""
        self._stirred()
        self._go(path)

    def done(self) -> None:
        """ "Fertig": forgets all, and goes to the help page."""
        self.forget()
        self._go("/hilfe")

    def forget(self) -> None:
        """Every answer and all that was found by them is gone."""
        state = self.state
        self._asked["matches"] = self._asked.get("matches", 0) + 1  # what is still being found is not shown
        self.state = WegweiserState(found=state.found, place=state.place)

    def stay(self) -> None:
        """Somebody is still there."""
        self._stirred()

    def _give(self, question: Question, answers: tuple[str, ...]) -> None:
        given: Mapping[str, tuple[str, ...]] = {**self.state.given, question.id: answers}
        self.put(given=given, open=question.id)

    def _turn(self, **change: Any) -> None:
        """Another page is shown, from its top."""
        self.put(**change)
        self._turned()

    async def _next(self) -> None:
        to_ask = next((question for question in self.state.way if question.id not in self.state.passed), None)
        if to_ask:
            self._turn(leaf="question", open=to_ask.id)
        else:
            await self._match()
            self._turned()

    async def _match(self) -> None:
        state = self.state
        if state.questionnaire is None:
            return
        now = self._clock.now()
        self.note(leaf="result", now=now)
        await self.run("matches", self._found(held(state.questionnaire, state.given), now, state.place))

    async def _found(self, given: Given, now: datetime, place: str) -> Matches:
        here = self._here() or await self._signpost.middle(place)
        return await self._signpost.match(given, now, here)

    async def _questions(self) -> Found:
        return Found(await self._signpost.questions())
