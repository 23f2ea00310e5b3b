"""Owns the words of the start page: the 65 places and the news; it must not know how they are drawn."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import AwareDatetime, Field

from contract.record import Record
from contract.text import Model, Text


class Office(Model):
    """The office responsible for a place: the city, the municipality, or its Verwaltungsgemeinschaft (VG)."""

    name: str
    kind: Literal["city", "municipality", "vg"]


class Street(Model):
    """A street or square of a place, with a point on it in degrees, WGS 84."""

    name: str
    latitude: float = Field(ge=-90, le=90)
    longitude: float = Field(ge=-180, le=180)


class Place(Record):
    """One of the 13 Stadtteile or 52 Gemeinden (facts §3). `slug` is what other records refer to.

    Latitude and longitude of its middle in degrees, WGS 84: distances are reckoned from there. A postal code may
    hold for several places; of the streets only some are known.
    """

    kind: ClassVar[str] = "places"

    slug: str
    name: Text
    level: Literal["district", "municipality"]
    number: int | None = None
    synonyms: tuple[str, ...] = ()
    office: Office
    inhabitants: int | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    postal_codes: tuple[str, ...] = ()
    streets: tuple[Street, ...] = ()

    def title(self) -> Text:
        return self.name

    def keywords(self) -> tuple[str, ...]:
        return (*self.synonyms, self.office.name)

    def place(self) -> str:
        return self.slug

    def facets(self) -> tuple[str, ...]:
        return (f"level:{self.level}",)


class News(Record):
    """A message of the region. `published` is RFC 3339 with offset."""

    kind: ClassVar[str] = "news"

    headline: Text
    lead: Text
    text: Text
    published: AwareDatetime
    topic: str
    where: str = ""

    def title(self) -> Text:
        return self.headline

    def body(self) -> tuple[Text, ...]:
        return (self.lead, self.text)

    def order(self) -> str:
        """Newest first: the sort key falls as time rises."""
        return f"{99999999999 - int(self.published.timestamp()):011d}"

    def place(self) -> str:
        return self.where

    def facets(self) -> tuple[str, ...]:
        return (f"topic:{self.topic}",)
