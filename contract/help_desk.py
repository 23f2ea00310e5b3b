"""Owns what providers and editors of help offers say and get; it must not know who may (`permissions` does).

What a provider says of an offer is a contribution like any other: put whole, late, once.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import AwareDatetime, Field

from contract.help import CostOption, Location, Phone
from contract.hours import Exceptional, OnHolidays, Schedule
from contract.identity import ID_PATTERN
from contract.text import Model, Text
from contract.words import Line, Prose


class HelpEntry(Model):
    """What a provider changes of an offer of their own: contribution `help-entries`. None: it stays as it is.

    It holds at once, and the offer counts as checked today.
    """

    offer: str = Field(pattern=ID_PATTERN)
    name: Text | None = None
    description: Text | None = None
    phones: tuple[Phone, ...] | None = None
    email: Line | None = None
    url: Line | None = None
    chat_url: Line | None = None
    appointment_url: Line | None = None
    locations: tuple[Location, ...] | None = None
    schedules: tuple[Schedule, ...] | None = None
    schedule_note: Text | None = None
    exceptions: tuple[Exceptional, ...] | None = None
    holidays: OnHolidays | None = None
    languages: tuple[str, ...] | None = None
    cost: CostOption | None = None
    required_documents: tuple[Text, ...] | None = None
    wait_time: Text | None = None
    application_process: Text | None = None
    callback: bool | None = None


class HelpAvailability(Model):
    """Whether there is room: contribution `help-availability`. After `until` nothing is known any more."""

    offer: str = Field(pattern=ID_PATTERN)
    state: Literal["free", "waiting", "full"]
    weeks: int | None = Field(default=None, ge=1, le=104)
    until: date


class HelpConfirmation(Model):
    """ "Stimmt noch", said by the provider: contribution `help-confirmations`. `on`: the day it was said."""

    offer: str = Field(pattern=ID_PATTERN)
    on: date


class CallBack(Model):
    """ "Ruf mich zurück" or "Ich komme nicht allein": contribution `call-backs`. Only what is needed.

    `name`: whatever one wants to be called. `reach`: the one way to be reached, of the sort `way`.
    `company`: somebody wants to be met or accompanied the first time.
    """

    offer: str = Field(pattern=ID_PATTERN)
    name: Line = Field(min_length=1)
    way: Literal["phone", "mail", "message"]
    reach: Line = Field(min_length=1)
    when: Line = ""
    company: bool = False
    note: Prose = ""


class Institution(Model):
    """HSDS organization at the hub: whose contact data lie here once, for all its offers."""

    id: str = Field(pattern=ID_PATTERN)
    name: Line = Field(min_length=1)
    website: Line | None = None
    email: Line | None = None
    phones: tuple[Phone, ...] = ()
    offers: tuple[str, ...] = ()


class OwnOffer(Model):
    """How an offer of one's own stands. `reports`: how many said it no longer holds and wait for an answer."""

    offer: str
    due: date
    overdue: bool
    reports: int = 0
    requests: int = 0


class OwnOffers(Model):
    """What a provider looks after; for editors everything."""

    institutions: tuple[Institution, ...] = ()
    offers: tuple[OwnOffer, ...] = ()


class NewInvite(Model):
    """An editor lets somebody look after an institution's offers."""

    institution: str = Field(pattern=ID_PATTERN)


class Invite(Model):
    """A code that makes one account a provider of an institution, once, until then."""

    code: str
    until: AwareDatetime


class Joining(Model):
    """The code of an invitation, as somebody types it."""

    code: Line


class HelpFigures(Model):
    """How fresh the directory is. Counts of offers; `answered_in_7_days` of `reported` in the last 90 days."""

    offers: int
    fresh: int
    overdue: int
    reminded: int
    reported: int
    answered: int
    answered_in_7_days: int


class Twin(Model):
    """Two institutions that are perhaps one. `why`: what is the same; `likeness` from 0 to 1."""

    first: Institution
    second: Institution
    why: tuple[Literal["name", "phone", "address", "website"], ...]
    likeness: float


class Twins(Model):
    items: tuple[Twin, ...] = ()


class TwinJoin(Model):
    """`keep` gets the offers of `drop`, which is no more. `apart`: they are two; never ask again."""

    keep: str = Field(pattern=ID_PATTERN)
    drop: str = Field(pattern=ID_PATTERN)
    apart: bool = False


class RefusedRow(Model):
    """A row of an import that was not taken, and why; `row` counts from 1 as a table program shows it."""

    row: int
    field: str
    text: str
    value: str = ""


class ImportReport(Model):
    """What an import did. `undone`: it was taken back since."""

    id: str
    source: str
    at: AwareDatetime
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    refused: tuple[RefusedRow, ...] = ()
    undone: bool = False


class ImportReports(Model):
    items: tuple[ImportReport, ...] = ()
