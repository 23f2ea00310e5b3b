"""Owns the people somebody trusts, in the private store of this device; it must not hand them to anything else.

They are no contribution: no outbox has them, no account, no other device.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Field, ValidationError

from contract.identity import new_id
from contract.text import Model
from contract.words import plain
from services.local_private import PrivateStore

#: Under which name they lie in the private store.
KEPT_AS = "people"
#: More would be a list to search in, and nobody searches in distress.
MOST = 5


def _diallable(number: str) -> str:
    if sum(sign.isdigit() for sign in number) < 3:
        raise ValueError("hat zu wenige Ziffern")
    return number


class Person(Model):
    """Somebody one trusts. `number` as one dials it: digits, groups by blanks or strokes, a leading + allowed."""

    id: str
    name: Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\n]*$"), AfterValidator(plain)]
    number: Annotated[str, Field(max_length=30, pattern=r"^\+?[0-9][0-9 /()-]*$"), AfterValidator(_diallable)]


class People:
    """Reads and keeps them. On a shared device the private store lies in memory and ends with the session."""

    def __init__(self, private: PrivateStore) -> None:
        self._private = private

    async def all(self) -> tuple[Person, ...]:
        """In the order they were written down; what cannot be understood costs only itself."""
        kept = await self._private.get(KEPT_AS, [])
        return tuple(person for row in (kept if isinstance(kept, list) else []) if (person := _understood(row)))

    async def keep(self, name: str, number: str, id_: str = "") -> tuple[Person, ...]:
        """Writes somebody down, or changes who has this id. Raises ValidationError for nonsense.

        Above `MOST` nobody is added: what is returned, and kept, is as before.
        """
        person = Person(id=id_ or new_id(), name=name.strip(), number=number.strip())
        people = await self.all()
        if any(each.id == id_ for each in people):
            people = tuple(person if each.id == id_ else each for each in people)
        elif len(people) < MOST:
            people = (*people, person)
        await self._write(people)
        return people

    async def drop(self, id_: str) -> tuple[Person, ...]:
        """Forgets one."""
        people = tuple(person for person in await self.all() if person.id != id_)
        await self._write(people)
        return people

    async def clear(self) -> tuple[Person, ...]:
        """Forgets all of them."""
        await self._write(())
        return ()

    async def _write(self, people: tuple[Person, ...]) -> None:
        await self._private.set(KEPT_AS, [person.model_dump() for person in people])


def _understood(row: object) -> Person | None:
    try:
        return Person.model_validate(row)
    except ValidationError:
        return None
