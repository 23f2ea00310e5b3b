"""Owns the words of Mach mit: projects, their phases and what came of them; voting comes later."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from contract.record import Record, alphabetical
from contract.text import Model, Text


class Phase(Model):
    """A span of a project (Decidim: process step). Dates inclusive; None: open."""

    name: Text
    begins: date | None = None
    ends: date | None = None


class Project(Record):
    """A participation project. `outcome` answers "Was wurde daraus?" and is never empty."""

    kind: ClassVar[str] = "projects"

    name: Text
    summary: Text
    text: Text
    where: str = ""
    status: Literal["planned", "open", "evaluation", "decided", "done"]
    phases: tuple[Phase, ...] = Field(min_length=1)
    ways: tuple[Text, ...] = ()
    outcome: Text
    url: str | None = None

    def title(self) -> Text:
        return self.name

    def body(self) -> tuple[Text, ...]:
        return (self.summary, self.text, self.outcome)

    def order(self) -> str:
        rank = ("open", "planned", "evaluation", "decided", "done").index(self.status)
        return f"{rank}{alphabetical(self.name.de)}"

    def place(self) -> str:
        return self.where

    def facets(self) -> tuple[str, ...]:
        return (f"status:{self.status}",)
