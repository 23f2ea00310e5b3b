"""Owns the words of the Heldenhelfer: dated guides for clubs; it must not give legal advice."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from contract.record import Record
from contract.text import Model, Text


class Step(Model):
    """One thing to do. `days_before` counts back from the day of the event; None: no deadline."""

    text: Text
    days_before: int | None = Field(default=None, ge=0)


class Guide(Record):
    """A guide for one club task. `office_name` is the office's word for it; facts hold on `as_of`."""

    kind: ClassVar[str] = "guides"

    name: Text
    office_name: str = ""
    summary: Text
    facts: tuple[Text, ...] = Field(min_length=1)
    steps: tuple[Step, ...] = Field(min_length=1)
    scope: Literal["germany", "bavaria", "city", "municipality"]
    as_of: date
    contact: Text | None = None
    topic: str

    def title(self) -> Text:
        return self.name

    def keywords(self) -> tuple[str, ...]:
        return (self.office_name,) if self.office_name else ()

    def body(self) -> tuple[Text, ...]:
        return (self.summary, *self.facts, *(step.text for step in self.steps))

    def facets(self) -> tuple[str, ...]:
        return (f"topic:{self.topic}", f"scope:{self.scope}")
