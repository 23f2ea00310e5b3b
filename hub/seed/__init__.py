"""Owns the content a new hub begins with, one JSON array per file beside this one; it must not fetch any."""

from __future__ import annotations

import hashlib
import json
import logging
from functools import cache
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError
from sqlalchemy import Connection

from contract.kinds import KINDS
from contract.record import Record
from hub.core import meta
from hub.core.changes import ChangeLog
from hub.core.database import Database

FOLDER = Path(__file__).parent
LOG = logging.getLogger(__name__)


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
    """Put in what is new or other in the seed, and take away what was once in it and is no more."""
    with database.reading() as connection:
        if planted(connection, folder):
            return
        before = json.loads(meta.get(connection, "seed_ids") or "{}")
    seed = load(folder)
    for sentence in seed.broken:
        LOG.error("Seed record set aside: %s", sentence)
    log.write(seed.records)
    ids = {kind: [record.id for record in seed.records if record.kind == kind] for kind in KINDS}
    for kind, old in before.items():
        if lost := set(old).difference(ids.get(kind, ())):
            log.remove(kind, sorted(lost))
    with database.writing() as connection:
        meta.put(connection, "seed_ids", json.dumps(ids))
        meta.put(connection, "seed", digest(folder))


def planted(connection: Connection, folder: Path = FOLDER) -> bool:
    """Whether the seed of today was put in."""
    return meta.get(connection, "seed") == digest(folder)
