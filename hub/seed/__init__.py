"""Owns the content a new hub begins with, one JSON array per file beside this one; it must not fetch any."""

from __future__ import annotations

import hashlib
import json
import logging
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError
from sqlalchemy import Connection, select

from contract.kinds import KINDS
from contract.record import Record
from hub.core import meta
from hub.core.changes import ChangeLog, wire
from hub.core.database import Database
from hub.core.tables import RECORD

FOLDER = Path(__file__).parent
LOG = logging.getLogger(__name__)
#: Kind and id of a record.
Of = tuple[str, str]
UNKNOWN = "?"


class Seed(NamedTuple):
    """Records that hold, and a sentence for each that does not."""

    records: tuple[Record, ...]
    broken: tuple[str, ...]


def files(folder: Path = FOLDER) -> list[tuple[str, Path]]:
    """(kind, file) of every `<kind>.json` and `<kind>-*.json`, the kinds in their order."""
    found = []
    for path in sorted(folder.glob("*.json")):
        # "forum-places-1.json" could be cut in two ways; the longest kind is meant.
        kinds = [kind for kind in KINDS if path.stem == kind or path.stem.startswith(f"{kind}-")]
        if kinds:
            found.append((max(kinds, key=len), path))
    order = list(KINDS)
    return sorted(found, key=lambda each: (order.index(each[0]), each[1].name))


def load(folder: Path = FOLDER) -> Seed:
    """Read and check all of it. One broken record is named and does not stop the others."""
    records: dict[tuple[str, str], Record] = {}
    broken: list[str] = []
    for kind, path in files(folder):
        try:
            values = json.loads(path.read_bytes())
        except ValueError as error:
            broken.append(f"{path.name}: {error}")
            continue
        for at, value in enumerate(values):
            try:
                record = KINDS[kind].model_validate(value)
            except ValidationError as error:
                first = error.errors()[0]
                broken.append(f"{path.name}[{at}].{'.'.join(map(str, first['loc']))}: {first['msg']}")
                continue
            if (kind, record.id) in records:
                broken.append(f"{path.name}[{at}].id: {record.id} is there already")
            records[kind, record.id] = record
    return Seed(tuple(records.values()), tuple(broken))


@cache
def digest(folder: Path = FOLDER) -> str:
    """SHA-256 over all files: whether the content is another one than last time."""
    said = hashlib.sha256()
    for kind, path in files(folder):
        said.update(f"{kind} {path.name}\n".encode() + path.read_bytes())
    return said.hexdigest()


def plant(database: Database, log: ChangeLog, folder: Path = FOLDER) -> None:
    """Put in what is new or other in the seed, and take away what was once in it and is no more.

    What somebody has changed or removed here since it was put in stays as they left it.
    """
    with database.reading() as connection:
        if planted(connection, folder):
            return
        before = _before(connection)
    seed = load(folder)
    for sentence in seed.broken:
        LOG.error("Seed record set aside: %s", sentence)
    with database.writing() as connection:
        here = _here(connection)

        def untouched(each: Of) -> bool:
            return before.get(each) in (None, UNKNOWN, here.get(each, ""))

        new = {(record.kind, record.id): record for record in seed.records}
        log.put(connection, [record for each, record in new.items() if untouched(each)])
        for kind in {kind for kind, _ in before}:
            lost = [each for each in before if each[0] == kind and each not in new and untouched(each)]
            log.take(connection, kind, sorted(id_ for _, id_ in lost))
        seeded = {each: _mark(wire(record)) if untouched(each) else before[each] for each, record in new.items()}
        marks = {kind: {id_: mark for (of, id_), mark in seeded.items() if of == kind} for kind in KINDS}
        meta.put(connection, "seed_ids", json.dumps(marks))
        meta.put(connection, "seed", digest(folder))


def _before(connection: Connection) -> dict[Of, str]:
    """What was seeded last, each with the mark of its bytes as they were then."""
    known: dict[str, Any] = json.loads(meta.get(connection, "seed_ids") or "{}")
    # Once only ids were kept: of those nobody knows whether they were changed.
    marks = {kind: some if isinstance(some, dict) else dict.fromkeys(some, UNKNOWN) for kind, some in known.items()}
    return {(kind, id_): mark for kind, some in marks.items() for id_, mark in some.items()}


def _here(connection: Connection) -> dict[Of, str]:
    """The marks of all records there are."""
    found = connection.execute(select(RECORD.c.kind, RECORD.c.id, RECORD.c.body).where(RECORD.c.gone.is_(False)))
    return {(kind, id_): _mark(body) for kind, id_, body in found}


def _mark(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:16]


def planted(connection: Connection, folder: Path = FOLDER) -> bool:
    """Whether the seed of today was put in."""
    return meta.get(connection, "seed") == digest(folder)
