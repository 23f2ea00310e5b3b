"""Owns what kinds of files are imported and which services stand in them; it must not know offers' fields.

Taken are a data package (ZIP), JSON (a list, a page, one service, organizations with their services), and a table
with our German columns or with those of HSDS.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from hub.hsds import cells, columns, package, sheets
from hub.hsds.offer import Incoming, Origin, incoming
from hub.hsds.profile import Json
from hub.hsds.service import PARTS
from hub.hsds.sheets import MOST_ROWS, Unreadable

#: Lists and objects within one another.
DEEPEST = 40


def read(raw: bytes, form: str, origin: Origin) -> Iterator[Incoming]:
    """Offers as a file tells them; `form`: `hsds` or `csv`. Raises Unreadable."""
    if form == "csv":
        yield from _table(raw, origin)
    elif raw[:2] == b"PK":
        for row, service in package.read(raw):
            yield incoming(service, row, origin, whole=False)
    else:
        yield from services(_json(raw), origin)


def services(value: Any, origin: Origin) -> Iterator[Incoming]:
    """The same of JSON. Rows are counted from 1. Raises Unreadable."""
    found = list(_found(value))
    if len(found) > MOST_ROWS:
        raise Unreadable(f"Ein Import darf höchstens {MOST_ROWS} Angebote haben.")
    for row, service in enumerate(found, 1):
        # A service without any part is one as lists show it: what is missing there need not be missing.
        yield incoming(service, row, origin, whole=any(part in service for part in PARTS))


def _found(value: Any) -> Iterator[Json]:
    if isinstance(value, list):
        for each in value:
            yield from _found(each)
        return
    if not isinstance(value, dict):
        raise Unreadable("In der Datei stehen keine Angebote nach HSDS.")
    inside = value.get("contents", value.get("services"))
    if not isinstance(inside, list):
        yield value
        return
    # An organization with its services: each of them is its.
    whose = {"organization": {name: value.get(name) for name in ("id", "name", "website")}} if "name" in value else {}
    for each in inside:
        for service in _found(each):
            yield {**whose, **service}


def _table(raw: bytes, origin: Origin) -> Iterator[Incoming]:
    rows = sheets.read(raw)
    names = set(rows[0][1]) if rows else set()
    if rows and "name" not in names:
        raise Unreadable("Es fehlt die Spalte „name“.")
    if not columns.is_ours(names):
        for row, service in package.joined({"services": [(number, dict(cells_)) for number, cells_ in rows]}):
            yield incoming(service, row, origin, whole=False)
        return
    for row, given in rows:
        made = incoming(cells.service(given), row, origin, whole=False)
        made.known = given
        yield made


def _json(raw: bytes) -> Any:
    try:
        value = json.loads(sheets.decoded(raw), parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        raise Unreadable("Die Datei ist weder ein ZIP noch JSON, das wir lesen können.") from None
    level = [value]
    for _ in range(DEEPEST):
        level = [part for each in level for part in _inside(each)]
        if not level:
            return value
    raise Unreadable("Die Datei ist zu tief verschachtelt.")


def _inside(value: Any) -> list[Any]:
    parts = list(value.values()) if isinstance(value, dict) else value if isinstance(value, list) else []
    return [each for each in parts if isinstance(each, dict | list)]
