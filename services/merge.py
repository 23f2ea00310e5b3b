"""Owns three-way merging of a body, field by field; it must not know what the fields mean."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

_MISSING = object()


class Merged(NamedTuple):
    """What comes out. `conflicts`: fields that both sides changed, each otherwise; ours stands in for them."""

    body: dict[str, Any]
    conflicts: tuple[str, ...]


def merge(base: Mapping[str, Any], ours: Mapping[str, Any], theirs: Mapping[str, Any]) -> Merged:
    """What only one side changed since `base` is taken over; the same change on both sides is none to ask about."""
    body: dict[str, Any] = {}
    conflicts: list[str] = []
    for name in dict.fromkeys((*ours, *theirs)):
        was, here, there = (side.get(name, _MISSING) for side in (base, ours, theirs))
        value = there if here == was else here
        if value is not _MISSING:
            body[name] = value
        if here != there and was not in (here, there):
            conflicts.append(name)
    return Merged(body, tuple(conflicts))


def merge_names(base: Iterable[str], ours: Iterable[str], theirs: Iterable[str]) -> tuple[str, ...]:
    """Names of which each side may have added and taken away some; nobody need be asked."""
    before, here, there = set(base), list(ours), list(theirs)
    gone = (before - set(here)) | (before - set(there))
    return tuple(name for name in dict.fromkeys((*there, *here)) if name not in gone)
