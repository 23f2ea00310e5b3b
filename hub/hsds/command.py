"""Owns `python -m hub import`: bringing in offers beside a running hub, or before it runs; it must not map fields."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from contract.help_desk import ImportReport
from hub.core.hub import Hub
from hub.core.migration import SchemaNewer
from hub.core.problems import Refusal
from hub.help.days import day
from hub.hsds import files, runs
from hub.hsds.offer import Incoming, Origin
from hub.hsds.sheets import Unreadable
from hub.hsds.wire import Directory
from hub.settings import HubSettings

#: Bytes of a file.
LARGEST = 64 * 1024 * 1024


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser("hub import", description="Imports help offers; the same again changes nothing.")
    parser.add_argument("format", choices=("hsds", "csv", "undo"), help="what it is; undo: take an import back")
    parser.add_argument("what", help="a file, the address of an HSDS API (https://…/hsds/v3), or the id of an import")
    parser.add_argument("--database-url", required=True, help="SQLAlchemy URL of the hub's database")
    parser.add_argument("--source", default="", help="who says so; as it is: the address or the file's name")
    asked = parser.parse_args(arguments)
    try:
        hub = Hub(HubSettings(asked.database_url, seed=False))
    except (SchemaNewer, SQLAlchemyError) as error:
        sys.stderr.write(f"The hub cannot use its database: {error}\n")
        return 1
    try:
        report = runs.undo(hub, asked.what) if asked.format == "undo" else _run(hub, asked)
    except (Unreadable, OSError, Refusal) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        hub.close()
    sys.stdout.write(told(report))
    return 0


def told(report: ImportReport) -> str:
    """A report in words, one line for each thing that was not taken."""
    head = f"{report.id}: {report.added} neu, {report.changed} geändert, {report.unchanged} gleich"
    lines = [f"Zeile {each.row}, {each.field}: {each.text} ({each.value})" for each in report.refused]
    return "\n".join([head + (", zurückgenommen" if report.undone else ""), *lines]) + "\n"


def _run(hub: Hub, asked: argparse.Namespace) -> ImportReport:
    far = asked.what.startswith(("http://", "https://"))
    source = asked.source or (asked.what.rstrip("/") if far else Path(asked.what).name)
    origin = Origin(source, day(int(hub.now() * 1000)))
    given: Iterator[Incoming]
    if far:
        given = files.services(list(Directory(asked.what).services()), origin)
    else:
        with Path(asked.what).open("rb") as file:
            raw = file.read(LARGEST + 1)
        if len(raw) > LARGEST:
            raise Unreadable("Die Datei ist zu groß.")
        given = files.read(raw, asked.format, origin)
    return runs.run(hub, list(given), source)
