"""Owns how tests look at what is in a store, and fills it; it must not stand in for a sync."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from contract.record import Record
from services.local import PublicStore
from services.sync import Sync
from tests.conftest import NOW


@contextmanager
def heard(sync: Sync) -> Iterator[list[str]]:
    kinds: list[str] = []
    stop = sync.subscribe(kinds.append)
    yield kinds
    stop()


async def ids(public: PublicStore, kind: str = "help") -> set[str]:
    return {record.id for record in (await public.page(kind, limit=1000)).records}


def lines(records: Sequence[Record]) -> list[bytes]:
    return [record.model_dump_json(by_alias=True).encode() for record in records]


async def fill(store: PublicStore, records: Sequence[Record], kind: str = "help", token: str = "t1") -> bool:
    return await store.replace(kind, lines(records), token=token, epoch="e", at=NOW)
