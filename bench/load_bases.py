"""Owns the databases of the bench under load, the same content in each; it must not measure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import make_url, select

from contract.record import Record
from hub.core.database import Database
from hub.core.hub import Hub
from hub.core.migration import bring_up
from hub.core.schema import METADATA
from hub.settings import HubSettings
from tests.postgres import Server


def filled(path: Path, corpus: Sequence[Record]) -> str:
    """URL of an SQLite file with these records."""
    url = f"sqlite:///{path}"
    hub = Hub(HubSettings(url, seed=False))
    hub.write(corpus)
    hub.close()
    return url


@contextmanager
def postgres() -> Iterator[Server]:
    """A PostgreSQL of our own, on the cores this process has now."""
    server = Server()
    try:
        yield server
    finally:
        server.close()


def copied(lite: str, server: Server) -> str:
    """URL of a PostgreSQL database with all rows of an SQLite one, which takes a tenth of writing them anew."""
    url = server.create()
    target, source = Database(url), Database(lite)
    bring_up(target)
    target.close()
    place = make_url(url)
    with (
        psycopg.connect(host=str(place.query["host"]), user=place.username, dbname=place.database) as there,
        source.reading() as here,
    ):
        for table in METADATA.sorted_tables:
            names = ", ".join(column.name for column in table.columns)
            there.execute(f"DELETE FROM {table.name}".encode())
            with there.cursor().copy(f"COPY {table.name} ({names}) FROM STDIN".encode()) as rows:
                for row in here.execute(select(table)):
                    rows.write_row(row)
    source.close()
    server.run("VACUUM ANALYZE", str(place.database))
    return url
