"""Owns whole kinds in one answer (NDJSON), built once per change; it must not know who fetches them."""

from __future__ import annotations

import json
import threading

from sqlalchemy import select

from contract.changes import SNAPSHOT_FORMAT, lines_checksum
from contract.kinds import KINDS
from hub.core import meta
from hub.core.answers import NDJSON, Content, digest, pack
from hub.core.changes import ChangeLog
from hub.core.database import Database
from hub.core.parameters import Asked
from hub.core.problems import not_found
from hub.core.tables import RECORD
from hub.core.tokens import Since


class Snapshots:
    """Builds and holds one snapshot per kind. The form is that of `contract.changes`."""

    def __init__(self, database: Database, log: ChangeLog) -> None:
        self._database = database
        self._log = log
        self._turns = {kind: threading.Lock() for kind in KINDS}
        #: Kind → epoch and newest change it was built of, and the answer.
        self._held: dict[str, tuple[tuple[str, Since], Content]] = {}

    def answer(self, asked: Asked) -> Content:
        kind = asked.path["kind"]
        if kind not in KINDS:
            raise not_found()
        # Whoever comes while it is being built waits for it instead of building another.
        with self._turns[kind]:
            number = self._log.numbers().get(kind, 0)
            held = self._held.get(kind)
            if held is None or held[0] != (self._log.epoch, Since(number)):
                held = self._held[kind] = self._build(kind)
        return held[1]

    def _build(self, kind: str) -> tuple[tuple[str, Since], Content]:
        query = (
            select(RECORD.c.body)
            .where(RECORD.c.kind == kind, RECORD.c.gone.is_(False))
            .order_by(RECORD.c.sort, RECORD.c.id)
        )
        with self._database.reading() as connection:
            # The number first: a change that comes in between is then sent once more, not lost.
            newest = Since(meta.number(connection, f"seq:{kind}"))
            lines = list(connection.execute(query).scalars())
        epoch = self._log.epoch
        head = {"kind": kind, "epoch": epoch, "format": SNAPSHOT_FORMAT}
        token = self._log.tokens.write(kind, newest)
        last = {"next": token, "count": len(lines), "checksum": lines_checksum(lines)}
        body = b"\n".join((_line(head), *lines, _line(last), b""))
        return (epoch, newest), Content(body, etag=digest(body), media=NDJSON, gzipped=pack(body))


def _line(said: dict[str, object]) -> bytes:
    return json.dumps(said, separators=(",", ":")).encode()
