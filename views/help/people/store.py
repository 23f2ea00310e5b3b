"""Owns the state of one's trusted people and the form to write them down; it must not draw."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from services.account.forms import faulty
from services.help.people import People, Person
from views.kit.loading import Loadable
from views.store import Store

#: The id in the form of somebody who is not written down yet.
NEW = "new"


@dataclass(frozen=True)
class PeopleState:
    """Who is kept. `open`: whose form is shown, `NEW` for one more; `wrong`: fields to look at again.

    `lasting`: this device keeps them; else many share it, and they end with the session.
    """

    people: Loadable[tuple[Person, ...]] = Loadable()
    open: str = ""
    name: str = ""
    number: str = ""
    wrong: tuple[str, ...] = ()
    lasting: bool = True


class PeopleStore(Store[PeopleState]):
    """The verbs of "Meine Menschen"."""

    def __init__(self, people: People, *, lasting: bool, kept: Callable[[], None] = lambda: None) -> None:
        """`kept` is told on a shared device that somebody was written down: they must not outstay who did that."""
        super().__init__(PeopleState(lasting=lasting))
        self._people, self._kept = people, kept
        self._clearing: asyncio.Future[None] | None = None

    async def refresh(self) -> None:
        """Reads who is kept; who comes after somebody that left never sees what was being forgotten."""
        if self._clearing:
            await self._clearing
        await self.run("people", self._people.all())

    def begin(self, person: Person | None = None) -> None:
        """Opens the form, for somebody new or to change somebody."""
        who = (person.id, person.name, person.number) if person else (NEW, "", "")
        self.put(open=who[0], name=who[1], number=who[2], wrong=())

    def type(self, field: str, text: str) -> None:
        """What stands in a field of the form."""
        self.put(**{field: text})

    async def save(self) -> None:
        """Keeps what stands in the form, or says which field is wrong."""
        state = self.state
        wrong = faulty(Person, id=state.open, name=state.name.strip(), number=state.number.strip())
        if wrong:
            self.put(wrong=wrong)
            return
        await self._change(self._people.keep(state.name, state.number, "" if state.open == NEW else state.open))
        if not state.lasting:
            self._kept()

    async def drop(self, ident: str) -> None:
        """Forgets somebody."""
        await self._change(self._people.drop(ident))

    async def clear(self) -> None:
        """Forgets all of them."""
        await self._change(self._people.clear())

    def forget(self) -> None:
        """Somebody leaves quickly, or nobody is there any more: on a shared device all of them go."""
        self.close()
        if not self.state.lasting:
            self.put(people=Loadable(()))
            self._clearing = asyncio.ensure_future(self.clear())

    async def _change(self, verb: Awaitable[tuple[Person, ...]]) -> None:
        """Closes the form when it is kept; on a full disk it stays, to read off and dial."""
        await self.run("people", verb)
        if not self.state.people.problem:
            self.close()

    def close(self) -> None:
        """Puts the form away."""
        self.put(open="", name="", number="", wrong=())

    def fold(self) -> None:
        if self.state.open:
            self.close()
