"""Owns one thing of the outbox, as it lies in its row; it must not decide what an answer makes of it."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import AwareDatetime, Field

from contract.contributions import CONTRIBUTIONS, Contribution, Outcome, State
from contract.problems import Code, FieldError
from contract.text import Model
from services.merge import merge

ItemState = Literal["draft", "waiting", "sending", "arrived", "refused", "conflict", "withdrawn"]
#: Seconds.
DAY = 86_400.0
#: Nothing in the way, nothing tried yet.
AT_EASE: dict[str, Any] = {"tries": 0, "next_try": 0.0, "wait": 0.0, "problem": None, "errors": ()}


class Operation(Model):
    """One write as it goes out. It does not change until the hub has answered it, so a repeat is the same write.

    `base`: the version it stands on, 0: none. `gone`: a withdrawal. `epoch`: of the hub as it was frozen.
    """

    key: str
    body: dict[str, Any]
    attachments: tuple[str, ...] = ()
    base: int = 0
    gone: bool = False
    epoch: str = ""


class Photo(Model):
    """A photo beside an item. `complete`: the hub has it whole."""

    id: str
    size: int = 0
    complete: bool = False


class Item(Model):
    """One thing a person writes. What is wanted: `body`, `photos`, `gone`. What the hub confirmed: `base…`.

    `owner`: the account, "" of a guest, who has the receipt `code`. `title`: what the list calls it.
    `past`: marks of earlier versions (`outbox_past`). `epoch`: of the hub that confirmed it. `theirs`: what the hub
    shows and is not merged yet; in a conflict the other side. `next_try` in Unix seconds, `wait` how far ahead it was.
    """

    id: str
    owner: str
    kind: str
    title: str = ""
    state: ItemState = "draft"
    body: dict[str, Any]
    photos: tuple[Photo, ...] = ()
    gone: bool = False
    base: int = 0
    base_body: dict[str, Any] = Field(default_factory=dict)
    base_photos: tuple[str, ...] = ()
    past: tuple[str, ...] = ()
    epoch: str = ""
    sent: Operation | None = None
    last_key: str = ""
    attempted: bool = False
    theirs: Contribution | None = None
    code: str = ""
    number: int | None = None
    progress: State = "received"
    received_at: AwareDatetime | None = None
    outcome: Outcome | None = None
    tries: int = 0
    next_try: float = 0.0
    wait: float = 0.0
    problem: Code | None = None
    errors: tuple[FieldError, ...] = ()
    created_at: AwareDatetime
    changed_at: AwareDatetime

    def but(self, **changes: Any) -> Item:
        """The item with other values in some fields."""
        return self.model_copy(update=changes)

    @property
    def attachments(self) -> tuple[str, ...]:
        """The ids of its photos."""
        return tuple(photo.id for photo in self.photos)

    @property
    def held(self) -> tuple[str, ...]:
        """Ids of photos whose bytes must lie here: the hub has not confirmed them yet."""
        return tuple(id_ for id_ in self.attachments if id_ not in self.base_photos)

    @property
    def conflicts(self) -> tuple[str, ...]:
        """The fields to choose between, ours in `body` and the other side's in `theirs.body`."""
        if self.state != "conflict" or self.theirs is None:
            return ()
        return merge(self.base_body, self.body, self.theirs.body).conflicts


def outlived(item: Item, now: float) -> bool:
    """Whether its kind is erased so many days after it arrived, and they are over; `now` in Unix seconds.

    What never arrived waits on; taken back before that, its days count from then.
    """
    days, since = CONTRIBUTIONS[item.kind].days, item.received_at
    if since is None and item.state == "withdrawn":
        since = item.changed_at
    return bool(days and since and now >= since.timestamp() + days * DAY)


def restored(item: Item, epoch: str) -> bool:
    """Whether the hub that confirmed the item was another one, or is one no longer: it may know less."""
    return bool(epoch and item.epoch and item.epoch != epoch)


def later(item: Item, code: Code, now: float, wait: float) -> Item:
    """It waits for its next try, `wait` seconds from now."""
    return item.but(state="waiting", problem=code, tries=item.tries + 1, next_try=now + wait, wait=wait)


def due(item: Item, now: float) -> bool:
    """Whether it may be tried. A next try farther ahead than it was set means that the clock was put back."""
    return item.state in ("waiting", "sending") and not now < item.next_try <= now + item.wait
