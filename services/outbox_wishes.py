"""Owns what a person's wish makes of an item; it must not store or send it. All functions are pure."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from contract.contributions import CONTRIBUTIONS
from contract.problems import Code
from services.merge import merge
from services.outbox_answers import rested
from services.outbox_item import AT_EASE, Item, Photo
from services.outbox_words import no, wanted


def sent(item: Item | None, now: datetime) -> Item:
    """Waits for the hub from now on; what waits or has arrived already stays so."""
    item = there(item)
    if item.state not in ("draft", "refused"):
        return item
    return _waiting(item.but(body=item.body if item.gone else wanted(item.kind, item.body)), now)


def changed(item: Item | None, body: Mapping[str, Any], now: datetime, seen: Item | None = None) -> Item:
    """Other content than what they had `seen`. In a conflict it is what the person chose.

    Raises Refused (withdrawn; changed-meanwhile for what came from elsewhere and they cannot know).
    """
    item = _open(item)
    if seen is not None:
        if item.gone and not seen.gone:
            # It was taken back while the form stood open: only whoever sees that may call it back.
            raise no(Code.WITHDRAWN, 410)
        body = _over(item, body, seen)
    if item.state == "draft":
        return item.but(body=dict(body), changed_at=now)
    return _waiting(_decided(item).but(body=wanted(item.kind, body), gone=False), now)


def taken_back(item: Item | None, now: datetime) -> Item:
    """Withdrawn at once if the hub cannot have heard of it, else as soon as the hub knows."""
    item = there(item)
    if item.state == "withdrawn":
        return item
    if not item.attempted and not item.base:
        return item.but(**AT_EASE, state="withdrawn", gone=True, photos=(), changed_at=now)
    return _waiting(_decided(item).but(gone=True, photos=()), now)


def with_photo(item: Item | None, photo: Photo, now: datetime) -> Item:
    """One photo more. Raises Refused where no more may be."""
    item = _open(item)
    if len(item.photos) >= CONTRIBUTIONS[item.kind].photos:
        raise no(Code.TOO_LARGE, 413)
    return _again(item.but(photos=(*item.photos, photo)), now)


def without_photo(item: Item | None, photo_id: str, now: datetime) -> Item:
    """One photo less."""
    item = _open(item)
    return _again(item.but(photos=tuple(photo for photo in item.photos if photo.id != photo_id)), now)


def there(item: Item | None) -> Item:
    """The item. Raises Refused (not-found)."""
    if item is None:
        raise no(Code.NOT_FOUND, 404)
    return item


def _open(item: Item | None) -> Item:
    """The item, if it takes changes. A withdrawal that has gone out cannot be called back."""
    item = there(item)
    if item.state == "withdrawn" or (item.sent and item.sent.gone):
        raise no(Code.WITHDRAWN, 410)
    return item


def _over(item: Item, body: Mapping[str, Any], seen: Item) -> Mapping[str, Any]:
    """The body with what came from elsewhere in fields that the person left as they had seen them."""
    # Another side that lay here already, but not as a conflict, was never shown to anybody.
    asked = seen.theirs.version if seen.state == "conflict" and seen.theirs else 0
    other = item.state == "conflict" and item.theirs is not None and item.theirs.version != asked
    merged = merge(seen.body, body, item.body)
    if other or merged.conflicts:
        raise no(Code.CHANGED_MEANWHILE, 412)
    return merged.body


def _decided(item: Item) -> Item:
    """In a conflict the other side's version is what the next write stands on."""
    theirs = item.theirs
    if item.state != "conflict" or theirs is None:
        return item
    return item.but(
        base=theirs.version,
        base_body=theirs.body,
        base_photos=theirs.attachments,
        epoch=theirs.epoch,
        last_key="",
        theirs=None,
    )


def _again(item: Item, now: datetime) -> Item:
    return item.but(changed_at=now) if item.state in ("draft", "conflict") else _waiting(item, now)


def _waiting(item: Item, now: datetime) -> Item:
    item = item.but(**AT_EASE, changed_at=now)
    if item.sent:
        return item if item.state == "sending" else item.but(state="waiting")
    return rested(item) if item.base else item.but(state="waiting")
