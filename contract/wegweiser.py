"""Owns the words of the guided finder (Wegweiser): questions, answers and what they weigh; it must not match.

The questions are content like any other: an editor changes them at the hub, and every device has the new ones with
its next fetch. What somebody answers never becomes a word of the wire.
"""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from contract.record import Record
from contract.text import Model, Text

SLUG = r"^[a-z0-9]+(-[a-z0-9]+)*$"
#: Whoever is led: for themselves, for somebody they care about, or for people they advise.
Asker = Literal["me", "other", "advisor"]


class Wish(Model):
    """What an answer makes fit. `facet` as `contract.help.HelpOffer.facets` names it, e.g. `topic:geld`.

    `weight`: how much an offer gains that has it; below 0: how much it loses. `must`: without it, it does not fit;
    with a weight below 0: with it.
    """

    facet: str
    weight: int = Field(ge=-10, le=10)
    must: bool = False


class Answer(Model):
    """`ages`: the years somebody who says this is between. `danger`: the crisis card comes first, before all else.

    `here`: it means the place of the person (`contract.home.Place`), chosen on the device.
    """

    id: str = Field(pattern=SLUG)
    text: Text
    icon: str = ""
    wants: tuple[Wish, ...] = ()
    ages: tuple[int, int] | None = None
    danger: bool = False
    asker: Asker | None = None


class Question(Model):
    """One screen. `other`: how it is put when one asks for somebody else or advises people.

    `several`: more than one answer may hold. `only_if`: ids of answers of which one must have been given before;
    empty: it is always asked. `unless`: ids of answers after which it is not asked. "Weiß ich nicht" and
    "Überspringen" belong to every question and stand in none.
    """

    id: str = Field(pattern=SLUG)
    text: Text
    other: Text | None = None
    hint: Text | None = None
    icon: str = ""
    several: bool = False
    only_if: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    answers: tuple[Answer, ...] = Field(min_length=1)


class Wegweiser(Record):
    """The guided finder, whole. `version` grows with every change of its questions or weights.

    On no way through it are more than seven questions asked.
    """

    kind: ClassVar[str] = "wegweiser"

    name: Text
    version: int = Field(ge=1)
    questions: tuple[Question, ...]

    def title(self) -> Text:
        return self.name
