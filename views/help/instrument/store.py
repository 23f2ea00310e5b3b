"""Owns what a short questionnaire shows and what one can do there; it must not draw, nor write an answer down."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from contract.instruments import Instrument
from services.help.instruments import Instruments, Outcome, score
from views.kit.loading import Loadable
from views.store import Store

#: Where all questionnaires are listed.
PATH = "/wie-geht-es-mir"


@dataclass(frozen=True)
class InstrumentState:
    """`all`: the questionnaires of this device; `ident`: id or slug of the open one, empty: the list.

    `answers`: the numbers of the choices so far; `at`: the item that is shown. `idle`: soon all is forgotten.
    """

    all: Loadable[tuple[Instrument, ...]] = Loadable()
    ident: str = ""
    answers: tuple[int, ...] = ()
    at: int = 0
    outcome: Outcome | None = None
    idle: bool = False

    @property
    def open(self) -> Instrument | None:
        """The questionnaire that is shown."""
        return next((each for each in self.all.value or () if self.ident in (each.id, each.slug)), None)

    @property
    def begun(self) -> bool:
        """Whether there is anything to forget."""
        return bool(self.answers)


class InstrumentStore(Store[InstrumentState]):
    """The verbs of a questionnaire. `about` leads to offers of a topic.

    `stirred` is told that somebody is there, `turned` of each new page.
    """

    def __init__(
        self,
        instruments: Instruments,
        go: Callable[[str], None],
        about: Callable[[str], Any],
        stirred: Callable[[], None] = lambda: None,
        turned: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(InstrumentState())
        self._instruments, self._go, self._about, self._stirred = instruments, go, about, stirred
        self._turned = turned

    async def refresh(self) -> None:
        """Reads the questionnaires of this device."""
        await self.run("all", self._instruments.all())

    async def show(self, ident: str) -> None:
        """Shows one of them, from its beginning if it is another one; empty: the list."""
        if ident != self.state.ident:
            self.put(ident=ident, answers=(), at=0, outcome=None)
        await self.refresh()

    def choose(self, choice: int) -> None:
        """Answers the item that is shown; after the last comes what it says."""
        state = self.state
        if state.open is None:
            return
        self._stirred()
        given = (*state.answers[: state.at], choice, *state.answers[state.at + 1 :])
        if len(given) == len(state.open.items):
            self.put(answers=given, at=len(given), outcome=score(state.open, given))
        else:
            self.put(answers=given, at=state.at + 1)
        self._turned()

    def back(self) -> None:
        """The item before; from the first one to the list."""
        self._stirred()
        if self.state.at:
            self.put(at=self.state.at - 1, outcome=None)
            self._turned()
        else:
            self._go(PATH)

    def visit(self, path: str) -> None:
        """Goes to another page."""
        self._stirred()
        self._go(path)

    def look_for(self, topic: str) -> Any:
        """Shows offers of a topic."""
        self._stirred()
        return self._about(topic)

    def stay(self) -> None:
        """Somebody is still there."""
        self._stirred()

    def done(self) -> None:
        """ "Fertig": forgets all, and goes to the help page."""
        self.forget()
        self._go("/hilfe")

    def forget(self) -> None:
        """Every answer is gone, and what came of them."""
        self.put(answers=(), at=0, outcome=None, idle=False)
