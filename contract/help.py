"""Owns the words of the help-finder in the vocabulary of HSDS 3.1; it must not know matching or screens.

Open Referral Human Services Data Specification 3.1: service, organization, location, phone, schedule,
cost_option, language, accessibility; eligibility travels as attributes (its own entity ended with 3.0).
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from contract.record import Record, alphabetical
from contract.text import Model, Text

Day = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]

#: Topics of the directory (taxonomy terms); the words for them live in the catalogue.
TOPICS = (
    "krise", "psyche", "einsamkeit", "gewalt", "sucht", "geld", "wohnen", "essen-kleidung", "familie",
    "kinder-jugend", "studium", "alter-pflege", "gesundheit", "behinderung", "trauer", "migration-sprache",
    "arbeit", "recht",
)  # fmt: skip


class Organization(Model):
    """HSDS organization: who offers it."""

    name: str
    website: str | None = None


class Phone(Model):
    """HSDS phone. `number` is as one dials it in Germany, digits grouped by blanks; `free` of charge."""

    number: str = Field(pattern=r"^[0-9+][0-9 /]*$")
    description: Text | None = None
    free: bool = False


class Schedule(Model):
    """HSDS schedule: weekly hours in Europe/Berlin. Times are `HH:MM`; `00:00`–`24:00` is round the clock."""

    byday: tuple[Day, ...]
    opens_at: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")
    closes_at: str = Field(pattern=r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$")
    valid_from: date | None = None
    valid_to: date | None = None


class Address(Model):
    """HSDS address."""

    address_1: str
    postal_code: str = Field(pattern=r"^\d{5}$")
    city: str


class Accessibility(Model):
    """HSDS accessibility. `feature` is one of the slugs the catalogue has a sentence for."""

    feature: Literal["step-free", "toilet", "lift", "sign-language", "induction-loop", "guide-dog", "at-home"]


class Location(Model):
    """HSDS location. Latitude and longitude in degrees, WGS 84."""

    location_type: Literal["physical", "postal", "virtual"] = "physical"
    name: str | None = None
    address: Address | None = None
    latitude: float | None = Field(default=None, ge=-90, le=90)
    longitude: float | None = Field(default=None, ge=-180, le=180)
    accessibility: tuple[Accessibility, ...] = ()


class CostOption(Model):
    """HSDS cost_option. `amount` in euros; None: see the description."""

    option: Literal["free", "paid", "depends"]
    amount: float | None = None
    amount_description: Text | None = None


class Attribute(Model):
    """HSDS attribute: a taxonomy term that says for whom the offer is."""

    taxonomy: Literal["audience"] = "audience"
    term: Literal[
        "everyone", "children", "youth", "students", "families", "women", "men", "seniors", "relatives",
        "migrants", "disabled", "homeless", "queer",
    ]  # fmt: skip


class HelpOffer(Record):
    """HSDS service, with what it needs nested. `crisis` offers are bundled and shown before all others."""

    kind: ClassVar[str] = "help"

    name: Text
    alternate_name: Text | None = None
    description: Text
    organization: Organization
    status: Literal["active", "inactive", "defunct", "temporarily closed"] = "active"
    crisis: bool = False
    topics: tuple[str, ...] = Field(min_length=1)
    terms: tuple[str, ...] = ()
    attributes: tuple[Attribute, ...] = ()
    minimum_age: int | None = Field(default=None, ge=0)
    maximum_age: int | None = Field(default=None, ge=0)
    phones: tuple[Phone, ...] = ()
    email: str | None = None
    url: str | None = None
    chat_url: str | None = None
    locations: tuple[Location, ...] = ()
    where: str = ""
    schedules: tuple[Schedule, ...] = ()
    schedule_note: Text | None = None
    languages: tuple[str, ...] = ("de",)
    cost: CostOption | None = None
    application_process: Text | None = None
    what_happens: Text | None = None
    assured_date: date | None = None

    def title(self) -> Text:
        return self.name

    def keywords(self) -> tuple[str, ...]:
        other = (self.alternate_name.de, self.alternate_name.simple) if self.alternate_name else ()
        return (*self.terms, *other, self.organization.name)

    def body(self) -> tuple[Text, ...]:
        texts = (self.description, self.application_process, self.what_happens, self.schedule_note)
        return tuple(text for text in texts if text)

    def order(self) -> str:
        """Crisis lines before all else; among them first those for a person who is at the end of their strength."""
        rank = 2 if not self.crisis else 0 if "psyche" in self.topics else 1
        return f"{rank}{alphabetical(self.name.de)}"

    def place(self) -> str:
        return self.where

    def channels(self) -> tuple[str, ...]:
        """The ways to get in touch that exist: `phone`, `mail`, `chat`, `site`."""
        on_site = any(spot.location_type == "physical" for spot in self.locations)
        ways = (("phone", self.phones), ("mail", self.email), ("chat", self.chat_url), ("site", on_site))
        return tuple(name for name, there in ways if there)

    def facets(self) -> tuple[str, ...]:
        step_free = any(a.feature == "step-free" for spot in self.locations for a in spot.accessibility)
        return (
            *(f"topic:{topic}" for topic in self.topics),
            *(f"for:{attribute.term}" for attribute in self.attributes),
            *(f"language:{language}" for language in self.languages),
            *(f"channel:{channel}" for channel in self.channels()),
            *(("cost:free",) if self.cost and self.cost.option == "free" else ()),
            *(("access:step-free",) if step_free else ()),
            *(("crisis:yes",) if self.crisis else ()),
        )
