"""Owns the words of the help-finder in the vocabulary of HSDS 3.1; it must not know matching or screens.

Open Referral Human Services Data Specification 3.1: service, organization, location, phone, schedule,
cost_option, language, accessibility; eligibility travels as attributes (its own entity ended with 3.0).
"""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal

from pydantic import Field

from contract.hours import Exceptional, OnHolidays, Schedule
from contract.record import Record, alphabetical
from contract.text import Model, Text

#: Topics of the directory (taxonomy terms); the words for them live in the catalogue.
TOPICS = (
    "krise", "psyche", "einsamkeit", "gewalt", "sucht", "geld", "wohnen", "essen-kleidung", "familie",
    "kinder-jugend", "studium", "alter-pflege", "gesundheit", "behinderung", "trauer", "migration-sprache",
    "arbeit", "recht",
)  # fmt: skip


class Organization(Model):
    """HSDS organization: who offers it. `id`: `contract.help_desk.Institution`, whose data the hub keeps once."""

    name: str
    website: str | None = None
    id: str = ""


class Phone(Model):
    """HSDS phone. `number` is as one dials it in Germany, digits grouped by blanks; `free` of charge."""

    number: str = Field(pattern=r"^[0-9+][0-9 /]*$")
    description: Text | None = None
    free: bool = False


class Address(Model):
    """HSDS address."""

    address_1: str
    postal_code: str = Field(pattern=r"^\d{5}$")
    city: str


class Accessibility(Model):
    """HSDS accessibility. `feature` is one of the slugs the catalogue has a sentence for."""

    feature: Literal[
        "step-free", "toilet", "lift", "sign-language", "induction-loop", "guide-dog", "at-home", "parking",
        "plain-language",
    ]  # fmt: skip


#: What a person needs, and the features of which one is enough for it. Filters and the guided finder ask by these.
BARRIERS: dict[str, frozenset[str]] = {
    "wheelchair": frozenset({"step-free", "at-home"}),
    "walking": frozenset({"step-free", "lift", "at-home"}),
    "hearing": frozenset({"sign-language", "induction-loop"}),
    "seeing": frozenset({"guide-dog", "at-home"}),
    "understanding": frozenset({"plain-language"}),
}


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


class Availability(Model):
    """HSDS 3.1 service_capacity, in words: whether there is room. After `until` nothing is known any more.

    `weeks`: how long one waits, where somebody must wait. `updated`: when the provider said so.
    """

    state: Literal["free", "waiting", "full"]
    weeks: int | None = Field(default=None, ge=1, le=104)
    updated: date
    until: date


class HelpOffer(Record):
    """HSDS service, with what it needs nested. `crisis` offers are bundled and shown before all others.

    `callback`: it takes requests to call back (`contract.help_desk.CallBack`). `exceptions` go before `schedules`.
    """

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
    exceptions: tuple[Exceptional, ...] = ()
    holidays: OnHolidays = "unknown"
    languages: tuple[str, ...] = ("de",)
    cost: CostOption | None = None
    application_process: Text | None = None
    what_happens: Text | None = None
    required_documents: tuple[Text, ...] = ()
    wait_time: Text | None = None
    availability: Availability | None = None
    appointment_url: str | None = None
    callback: bool = False
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

    def barriers(self) -> tuple[str, ...]:
        """The needs of `BARRIERS` it meets."""
        there = {each.feature for spot in self.locations for each in spot.accessibility}
        met = {need for need, features in BARRIERS.items() if there & features}
        # Who cannot hear writes, who cannot see calls: then there is no barrier either.
        met |= {"hearing"} if self.chat_url or self.email else set()
        met |= {"seeing"} if self.phones else set()
        return tuple(need for need in BARRIERS if need in met)

    def lacks_simple(self) -> bool:
        """Whether nobody has put it into simple language yet: an import gives standard German for both."""
        return self.description.de == self.description.simple

    def facets(self) -> tuple[str, ...]:
        return (
            *(f"topic:{topic}" for topic in self.topics),
            *(f"for:{attribute.term}" for attribute in self.attributes),
            *(f"language:{language}" for language in self.languages),
            *(f"channel:{channel}" for channel in self.channels()),
            *(("cost:free",) if self.cost and self.cost.option == "free" else ()),
            *(f"barrier:{need}" for need in self.barriers()),
            *(("callback:yes",) if self.callback else ()),
            *(("simple:missing",) if self.lacks_simple() else ()),
            *(("crisis:yes",) if self.crisis else ()),
            *((f"organization:{self.organization.id}",) if self.organization.id else ()),
        )
