"""Owns that what was deleted is not in the database's files either; it must not delete anything.

Owed from the transaction that deletes on, so that neither a crash nor somebody who reads at the moment makes it
forgotten: what could not be done at once, the jobs do (`hub.core.jobs`).
"""

from __future__ import annotations

import logging

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from hub.core import meta
from hub.core.database import Database
from hub.core.tables import FACET, META, METADATA, RECORD

LOG = logging.getLogger(__name__)
#: Facts: how often something was deleted that is to be settled, and up to which time it has been.
OWED, SETTLED = "owed", "settled"
#: Tables with nothing of a person; those of the content are large.
PUBLIC = frozenset({RECORD.name, FACET.name, META.name})


class Settling:
    """Of one database. `at_once`: whether it is short enough to be waited for by whoever deleted."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.at_once = database.lite

    def owe(self, connection: Connection) -> None:
        """Note, in the transaction that deletes, that the files are to be settled."""
        owe(connection)

    def settle(self) -> bool:
        """Do what is owed; False: it could not be done (logged), and is still owed. Blocks."""
        with self._database.reading() as connection:
            owed = meta.number(connection, OWED)
            settled = meta.number(connection, SETTLED)
        if owed == settled:
            return True
        try:
            done = self._database.settle([name for name in METADATA.tables if name not in PUBLIC])
        except DBAPIError as error:
            LOG.warning("deleted rows stay in the files for now: %s", type(error.orig).__name__)
            return False
        if not done:
            LOG.warning("deleted rows stay in the write-ahead log for now: somebody reads there")
            return False
        with self._database.writing() as connection:
            # What was deleted meanwhile stays owed; another worker may have been further.
            meta.put(connection, SETTLED, max(owed, meta.number(connection, SETTLED)))
        return True


def owe(connection: Connection) -> None:
    meta.put(connection, OWED, meta.number(connection, OWED) + 1)
