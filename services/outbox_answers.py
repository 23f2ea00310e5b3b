"""Owns what answers of the hub make of an item, and what goes out next; it must not store or send it.

All functions are pure: they give the item as it is after something has happened.
"""

from __future__ import annotations

from typing import Any

from contract.contributions import CONTRIBUTIONS, Contribution
from contract.problems import Code, Problem
from services.merge import merge, merge_names
from services.outbox_item import AT_EASE, Item, Operation, Photo, restored
from services.outbox_past import mark, passed

#: Refusals that mean "not now" (beside all of 500 and more); every other one is final.
PASSING = (401, 408, 409, 425, 429)


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
        past=passed(item),
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
    # The hub may have been restored since the round began: what it says itself of its epoch counts.
    here = current.epoch or epoch
    return _caught_up(shown(item.but(sent=None), current, here), here)


def shown(item: Item, current: Contribution, epoch: str) -> Item:
    """The hub shows a version that this device had not: merged field by field, or a conflict to be settled."""
    if current.state == "withdrawn":
        return withdrawn(item.but(**_receipt(current, epoch)), epoch)
    kind = CONTRIBUTIONS[item.kind]
    base, photos_base = item.base_body, item.base_photos
    if restored(item, epoch):
        # Numbers of before mean nothing here. What was passed through is what a backup had; of anything else it
        # cannot be known whether it was written over ours or beside it.
        older = mark(current.version, current.body) in passed(item)
        base, photos_base = (current.body, current.attachments) if older else ({}, ())
    merged = merge(base, item.body, current.body)
    if merged.conflicts and kind.listed and not item.gone and item.state != "refused":
        return item.but(**AT_EASE, state="conflict", theirs=current, base_body=base)
    ids = merge_names(photos_base, item.attachments, current.attachments)
    here = {photo.id: photo for photo in item.photos}
    photos = tuple(here.get(id_, Photo(id=id_, complete=True)) for id_ in ids[: kind.photos])
    after = item.but(
        **_receipt(current, epoch),
        body=merged.body,
        photos=photos,
        past=passed(item),
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
    if op.key and (item.gone, item.body, item.attachments) != (op.gone, op.body, op.attachments):
        # Something else is wanted by now; whether the hub takes that is not said yet.
        # Should an attempt have arrived after all, this is what it stood on.
        return item.but(**AT_EASE, state="waiting", sent=None, base_body=item.base_body if item.base else op.body)
    return item.but(**AT_EASE, state="refused", sent=None).but(problem=problem.code, errors=problem.errors)


def lost(item: Item) -> Item:
    """The hub has never heard of it, restored from before it was there: it is put anew."""
    return item.but(state="waiting", sent=None, base=0, base_body={}, base_photos=(), last_key="", epoch="")


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
    # Versions of another epoch count otherwise: what was shown before a restore is no news after it.
    news = theirs.epoch == item.epoch and theirs.version > item.base
    return shown(item, theirs, epoch) if news else item
