"""Owns how records travel: lists, change pages and snapshots; it must not know SQL.

A change page is JSON; a snapshot is NDJSON (one JSON object a line), compressed by HTTP:

    {"kind": "help", "epoch": "…", "format": 1}
    {"id": "…", …}                        one record a line, exactly the bytes of the record
    {"next": "<token>", "count": 42, "checksum": "<sha256 of the record lines, each with its newline>"}

A snapshot without its last line was cut in mid-answer and counts for nothing.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from pydantic import Field

from contract.text import Model

SNAPSHOT_FORMAT = 1


class ChangePage(Model):
    """What changed since a token. `gone` are ids of tombstones. `checksum`: see `page_checksum`."""

    kind: str
    epoch: str
    upserts: tuple[Any, ...] = ()
    gone: tuple[str, ...] = ()
    next: str
    more: bool = False
    checksum: str


class RecordList(Model):
    """A page of a plain list. `next` is an opaque cursor; None: the end."""

    items: tuple[Any, ...] = ()
    next: str | None = None


class Hit(Model):
    """One finding of the hub's search."""

    kind: str
    id: str


class Hits(Model):
    """Findings, best first, and what was perhaps meant."""

    items: tuple[Hit, ...] = ()
    suggestion: str | None = None


class Health(Model):
    """Whether a hub lives (`/healthz`) and can answer (`/readyz`)."""

    status: str
    epoch: str | None = Field(default=None)


def page_checksum(ids: Iterable[str], gone: Iterable[str], after: str) -> str:
    """SHA-256, hex, over the ids of upserts, of tombstones, and the next token, joined by newlines."""
    return hashlib.sha256("\n".join([*ids, "|", *gone, "|", after]).encode()).hexdigest()


def lines_checksum(lines: Iterable[bytes]) -> str:
    """SHA-256, hex, over the record lines of a snapshot, each followed by a newline."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line + b"\n")
    return digest.hexdigest()
