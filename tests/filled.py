"""Owns how tests put records onto a device; it must not replace code of ours."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from contract.record import Record
from services.local import PublicStore


async def filled(public: PublicStore, *contents: Iterable[Record]) -> PublicStore:
    """The store with these records in it."""
    by_kind: dict[str, list[Any]] = {}
    for record in (record for some in contents for record in some):
        by_kind.setdefault(record.kind, []).append(record)
    for kind, some in by_kind.items():
        await public.bundle(kind, [record.model_dump_json(by_alias=True).encode() for record in some])
    return public
