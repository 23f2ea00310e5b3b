"""Owns the words of validated short questionnaires about how somebody is; it must not score them.

Their wording is not ours to change: both languages carry the same. They run on the device alone.
"""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from contract.record import Record
from contract.text import Model, Text


class Choice(Model):
    """An answer to an item and what it counts."""

    text: Text
    score: int


class Band(Model):
    """What a scaled score from `low` to `high` (both meant) says, in careful words. `seek`: better talk to somebody."""

    low: float
    high: float
    text: Text
    seek: bool = False


class Instrument(Record):
    """A questionnaire. The score is the sum of the choices times `scale`. `licence` of `provenance` lets us show it.

    `danger`: the item (from 0) whose answer of at least `danger_score` brings the crisis card first.
    """

    kind: ClassVar[str] = "instruments"

    slug: str
    name: Text
    lead: Text
    items: tuple[Text, ...] = Field(min_length=1)
    choices: tuple[Choice, ...] = Field(min_length=2)
    scale: float = 1
    bands: tuple[Band, ...] = Field(min_length=1)
    danger: int | None = None
    danger_score: int = 0
    topics: tuple[str, ...] = ()

    def title(self) -> Text:
        return self.name

    def body(self) -> tuple[Text, ...]:
        return (self.lead,)

    def facets(self) -> tuple[str, ...]:
        return tuple(f"topic:{topic}" for topic in self.topics)
