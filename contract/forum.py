"""Owns the words of the Heimatforum: places to meet and events; it must not know bookings yet."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import AwareDatetime

from contract.help import Address
from contract.hours import Schedule
from contract.record import Record
from contract.text import Text


class ForumPlace(Record):
    """A place to meet (schema.org Place)."""

    kind: ClassVar[str] = "forum-places"

    name: Text
    description: Text
    where: str = ""
    address: Address | None = None
    equipment: tuple[Text, ...] = ()
    schedules: tuple[Schedule, ...] = ()
    schedule_note: Text | None = None
    step_free: bool | None = None

    def title(self) -> Text:
        return self.name

    def body(self) -> tuple[Text, ...]:
        return (self.description, *self.equipment)

    def place(self) -> str:
        return self.where


class Event(Record):
    """An event (schema.org Event; RFC 5545 status names). Times are RFC 3339 with offset."""

    kind: ClassVar[str] = "events"

    name: Text
    description: Text
    start: AwareDatetime
    end: AwareDatetime
    location: Text
    where: str = ""
    organizer: str
    topic: str
    is_accessible_for_free: bool = True
    cost_note: Text | None = None
    status: Literal["CONFIRMED", "TENTATIVE", "CANCELLED"] = "CONFIRMED"
    registration: Text | None = None

    def title(self) -> Text:
        return self.name

    def keywords(self) -> tuple[str, ...]:
        return (self.organizer,)

    def body(self) -> tuple[Text, ...]:
        return (self.description, self.location)

    def order(self) -> str:
        return f"{int(self.start.timestamp()):011d}"

    def place(self) -> str:
        return self.where

    def facets(self) -> tuple[str, ...]:
        return (f"topic:{self.topic}",)
