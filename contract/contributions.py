"""Owns what people may send in: each kind is declared here and programmed nowhere; it must not know the outbox.

One contribution is one thing with an id made on the device. It is put whole (`If-None-Match: *` the first time,
`If-Match: "<version>"` after that), so that sending again, late or twice can never make two of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import AwareDatetime, Field

from contract.help_desk import CallBack, HelpAvailability, HelpConfirmation, HelpEntry
from contract.identity import ID_PATTERN
from contract.permissions import Action
from contract.text import Model, Text
from contract.words import Line, Prose

State = Literal["received", "in-progress", "answered", "withdrawn"]


class HelpCheck(Model):
    """Whether what a help offer says still holds. `offer` is its id."""

    offer: str = Field(pattern=ID_PATTERN)
    holds: bool
    remark: Prose = ""


class Feedback(Model):
    """What somebody thinks of a page. `about` is the app's address; `query` what the search did not find.

    `query` is sent only when the person sees it in the form and leaves it there.
    """

    about: Line
    text: Prose = Field(min_length=1)
    query: Line = ""


class Bookmark(Model):
    """A record somebody keeps, as `kind/id`; there is one for each record and account."""

    record: Line
    kept: bool = True


@dataclass(frozen=True)
class ContributionKind:
    """A kind of contribution, declared.

    `shows`: the fields of the body a person sees in the list and chooses between in a conflict.
    `late`: it may lie in the outbox and arrive later. `withdrawal`: whether withdrawing erases it at the hub
    (`erased`) or keeps the fact that it was there without its words (`marked`).
    `once`: the field of which an account has only one contribution. `photos`: how many may lie beside it.
    `listed`: it stands in "Meine Beiträge". `answered`: staff see it and answer; else nobody but its owner.
    `desk`: the providers of the help offer in `body.offer` see it and answer; staff only if `answered`, too.
    `days`: after so many days hub and device erase it by themselves; 0: never.
    """

    name: str
    body: type[Model]
    shows: tuple[str, ...]
    action: Action = "contribute"
    late: bool = True
    withdrawal: Literal["erased", "marked"] = "marked"
    once: str = ""
    photos: int = 0
    listed: bool = True
    answered: bool = True
    desk: bool = False
    days: int = 0

    @property
    def withdrawable(self) -> bool:
        """Whether one may take it back. What there is once is changed instead: withdrawn, it could never come again."""
        return not self.once


CONTRIBUTIONS: Mapping[str, ContributionKind] = {
    kind.name: kind
    for kind in (
        ContributionKind("help-checks", HelpCheck, ("holds", "remark"), photos=3, desk=True),
        ContributionKind("feedback", Feedback, ("text", "query"), photos=3),
        ContributionKind(
            "bookmarks",
            Bookmark,
            ("kept",),
            "bookmark",
            withdrawal="erased",
            once="record",
            listed=False,
            answered=False,
        ),
        ContributionKind(
            "call-backs",
            CallBack,
            ("name", "way", "reach", "when", "company", "note"),
            withdrawal="erased",
            answered=False,
            desk=True,
            days=30,
        ),
        *(
            ContributionKind(name, body, shows, "provide", withdrawal="erased", once="offer", answered=False)
            for name, body, shows in (
                ("help-entries", HelpEntry, tuple(field for field in HelpEntry.model_fields if field != "offer")),
                ("help-availability", HelpAvailability, ("state", "weeks", "until")),
                ("help-confirmations", HelpConfirmation, ("on",)),
            )
        ),
    )
}


class Sent(Model):
    """What a device puts. `attachments` are ids of files that the hub has whole already."""

    body: dict[str, Any]
    attachments: tuple[str, ...] = Field((), max_length=10)


class Outcome(Model):
    """What became of it, in words of whoever answered."""

    text: Text
    at: AwareDatetime


class Contribution(Model):
    """A contribution as the hub has it: the receipt.

    `version` counts its changes, from 1. `number` is its number at this hub, for talking about it.
    `epoch`: the hub's; another one means that the hub was restored and may know less than was confirmed.
    `body` is empty once it was withdrawn.
    """

    id: str
    kind: str
    version: int
    number: int
    state: State
    epoch: str
    received_at: AwareDatetime
    changed_at: AwareDatetime
    body: dict[str, Any] = Field(default_factory=dict)
    attachments: tuple[str, ...] = ()
    outcome: Outcome | None = None


class ContributionPage(Model):
    """Contributions that changed after `since`, oldest change first. `next` goes on there."""

    epoch: str
    items: tuple[Contribution, ...] = ()
    next: str
    more: bool = False


class Answered(Model):
    """What staff say of a contribution; it leaves a record of who decided."""

    state: Literal["in-progress", "answered"]
    text: Text


class Upload(Model):
    """How much of a file the hub has: `offset` bytes from its start; `complete`: it is whole and was checked."""

    id: str
    offset: int
    complete: bool
