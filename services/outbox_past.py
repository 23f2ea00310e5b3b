"""Owns telling what a device knows to have been confirmed before, after the hub was restored; it must not merge."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from services.outbox_item import Item

#: How many confirmed versions a device remembers of a thing.
MOST = 30


def mark(version: int, body: Mapping[str, Any]) -> str:
    """What stands for one version."""
    return hashlib.sha256(f"{version} {json.dumps(body, sort_keys=True)}".encode()).hexdigest()[:16]


def passed(item: Item) -> tuple[str, ...]:
    """The marks of all that was confirmed of it so far, as far back as a backup may reach."""
    return (*item.past, mark(item.base, item.base_body))[-MOST:] if item.base_body else item.past
