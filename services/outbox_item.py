"""Owns one thing of the outbox and how it moves from state to state; it must not store or send it.

All functions are pure: they give the item as it is after something has happened.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import AwareDatetime, Field

from contract.contributions import CONTRIBUTIONS, Contribution, Outcome, State
from contract.problems import Code, FieldError, Problem
from contract.text import Model
from services.merge import merge, merge_names

ItemState = Literal["draft", "waiting", "sending", "arrived", "refused", "conflict", "withdrawn"]
#: Refusals that mean "not now" (beside all of 500 and more); every other one is final.
PASSING = (401, 408, 409, 425, 429)
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
    `epoch`: of the hub that confirmed it. `theirs`: what the hub shows and is not merged yet; in a conflict the
    other side. `next_try` in Unix seconds, `wait` how far ahead it was set.
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


def restored(item: Item, epoch: str) -> bool:
    """Whether the hub that confirmed the item was another one, or is one no longer: it may know less."""
    return bool(epoch and item.epoch and item.epoch != epoch)


def frozen(item: Item, epoch: str, key: str) -> Item:
    """The item with the operation that goes out now; `key` is for a new one.

    What an older epoch confirmed is put as if it were new: either the hub lacks it, or it shows what it has (412).
    """
    op = item.sent
    if op is None or (op.base and op.epoch != epoch):
        again = restored(item, epoch)
        same = again and not item.gone and item.body == item.base_body and item.attachments == item.base_photos
        op = Operation(
            key=(item.last_key if same else "") or key,
            body={} if item.gone else item.body,
            attachments=() if item.gone else item.attachments,
            base=0 if again else item.base,
            gone=item.gone,
            epoch=epoch,
        )
    return item.but(state="sending", sent=op, attempted=True)


def answered(item: Item, op: Operation, got: Contribution, epoch: str) -> Item:
    """The hub has done the operation; what was written here since still waits."""
    done = item.but(
        **_receipt(got, epoch),
        sent=None,
        base_body=op.body,
        base_photos=op.attachments,
        last_key="" if op.base or op.gone else op.key,
    )
    if op.gone or got.state == "withdrawn":
        return withdrawn(done, epoch)
    return _caught_up(rested(done), epoch)


def met(item: Item, op: Operation, current: Contribution, epoch: str) -> Item:
    """The hub has another version than the operation stood on (412)."""
    same = current.body == op.body and set(current.attachments) == set(op.attachments)
    if same and current.state != "withdrawn" and not op.gone:
        return answered(item, op, current, epoch)
    return _caught_up(shown(item.but(sent=None), current, epoch), epoch)


def shown(item: Item, current: Contribution, epoch: str) -> Item:
    """The hub shows a version that this device had not: merged field by field, or a conflict to be settled."""
    if current.state == "withdrawn":
        return withdrawn(item.but(**_receipt(current, epoch)), epoch)
    kind = CONTRIBUTIONS[item.kind]
    back = current.version < item.base
    merged = merge(current.body if back else item.base_body, item.body, current.body)
    if merged.conflicts and kind.listed and not item.gone and item.state != "refused":
        return item.but(**AT_EASE, state="conflict", theirs=current)
    ids = merge_names(current.attachments if back else item.base_photos, item.attachments, current.attachments)
    here = {photo.id: photo for photo in item.photos}
    photos = tuple(here.get(id_, Photo(id=id_, complete=True)) for id_ in ids[: kind.photos])
    after = item.but(
        **_receipt(current, epoch),
        body=merged.body,
        photos=photos,
        base_body=current.body,
        base_photos=current.attachments,
        last_key="",
    )
    return after.but(problem=item.problem, errors=item.errors) if item.state == "refused" else rested(after)


def refused(item: Item, op: Operation, problem: Problem, epoch: str) -> Item:
    """The hub said no: for good (`refused`), or only for now (then it still waits)."""
    if problem.status == 410:
        return withdrawn(item, epoch)
    if problem.code is Code.FILE_MISSING:
        # Uploads were tidied away, or the hub is an older one; of photos it had confirmed nothing is left here.
        photos = tuple(photo.model_copy(update={"complete": False}) for photo in item.photos if photo.id in item.held)
        return item.but(state="waiting", photos=photos, base_photos=(), sent=None)
    if problem.status in PASSING or problem.status >= 500:
        return item.but(state="waiting")
    if problem.status == 404 and op.base:
        return lost(item)
    return item.but(**AT_EASE, state="refused", sent=None).but(problem=problem.code, errors=problem.errors)


def lost(item: Item) -> Item:
    """The hub has never heard of it, restored from before it was there: it is put anew."""
    return item.but(state="waiting", sent=None, base=0, base_body={}, base_photos=(), last_key="", epoch="")


def later(item: Item, code: Code, now: float, wait: float) -> Item:
    """It waits for its next try, `wait` seconds from now."""
    return item.but(state="waiting", problem=code, tries=item.tries + 1, next_try=now + wait, wait=wait)


def due(item: Item, now: float) -> bool:
    """Whether it may be tried. A next try farther ahead than it was set means that the clock was put back."""
    return item.state in ("waiting", "sending") and not now < item.next_try <= now + item.wait


def withdrawn(item: Item, epoch: str) -> Item:
    """It is gone at the hub and takes no changes any more."""
    return item.but(
        state="withdrawn", gone=True, sent=None, theirs=None, photos=(), epoch=epoch or item.epoch, **AT_EASE
    )


def _receipt(got: Contribution, epoch: str) -> dict[str, Any]:
    """What a receipt tells. A repeated answer may carry the epoch in which it was first given, so the hub's counts."""
    return {
        "base": got.version,
        "epoch": epoch or got.epoch,
        "number": got.number,
        "progress": got.state,
        "received_at": got.received_at,
        "outcome": got.outcome,
        **AT_EASE,
    }


def rested(item: Item) -> Item:
    """Arrived if the hub has all that is wanted, else it waits."""
    same = item.body == item.base_body and set(item.attachments) == set(item.base_photos) and not item.gone
    return item.but(state="arrived" if same else "waiting")


def _caught_up(item: Item, epoch: str) -> Item:
    """What was shown while the operation was under way counts now."""
    theirs = item.theirs
    if theirs is None or item.state in ("conflict", "withdrawn"):
        return item
    item = item.but(theirs=None)
    return shown(item, theirs, epoch) if theirs.version > item.base else item
