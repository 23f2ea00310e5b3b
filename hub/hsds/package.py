"""Owns a data package (Frictionless, ZIP of tables) of HSDS services, both ways; it must not know offers.

What HSDS nests in JSON stands in tables that name each other by id. What our profile adds to a thing and is no plain
value (`translations`, `provenance`) stands in its cell as JSON.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from hub.hsds import sheets
from hub.hsds.profile import VERSION, Json
from hub.hsds.sheets import MOST_CELLS, MOST_ROWS, Unreadable

#: Members, and bytes of all of them unpacked, that are read of a package.
MOST_MEMBERS, MOST_UNPACKED = 60, 48 * 1024 * 1024
#: Rows of all tables together.
MOST_TOGETHER = 10 * MOST_ROWS
#: Parts of a service → their tables.
BELOW = {
    "phones": "phones", "schedules": "schedules", "service_areas": "service_areas", "languages": "languages",
    "cost_options": "cost_options", "required_documents": "required_documents", "contacts": "contacts",
    "capacities": "service_capacity", "additional_urls": "url",
}  # fmt: skip
#: Parts of a location.
AT = {"addresses": "addresses", "accessibility": "accessibility", "phones": "phones", "schedules": "schedules"}
TABLES = ("services", "organizations", "locations", "service_at_location", *dict.fromkeys(BELOW.values()),
          "addresses", "accessibility", "attributes", "taxonomy_terms", "units")  # fmt: skip
#: Singular names that other exporters use.
ALIASES = {"service_at_locations": "service_at_location", "service_capacities": "service_capacity", "urls": "url",
           "accessibilities": "accessibility", "accessibility_for_disabilities": "accessibility",
           "cost_option": "cost_options", "physical_addresses": "addresses"}  # fmt: skip
#: No time inside: the same content gives the same bytes.
EPOCH = (1980, 1, 1, 0, 0, 0)
Rows = list[tuple[int, Json]]


def read(raw: bytes) -> Iterator[tuple[int, Json]]:
    """Services with what the tables tell of them, by the rows of `services.csv`. Raises Unreadable."""
    tables: dict[str, Rows] = {}
    left = MOST_CELLS
    for name, member in _members(raw).items():
        tables[name] = _values(sheets.read(member, MOST_TOGETHER, left))
        left -= sum(len(row) for _, row in tables[name])
    if "services" not in tables:
        raise Unreadable("Im Paket fehlt die Tabelle services.csv.")
    if len(tables["services"]) > MOST_ROWS or sum(map(len, tables.values())) > MOST_TOGETHER:
        raise Unreadable("Das Paket hat zu viele Zeilen.")
    return joined(tables)


def joined(tables: dict[str, Rows]) -> Iterator[tuple[int, Json]]:
    """The same of tables by name, each row with its number."""
    by = {name: _grouped(rows, "service_id") for name, rows in tables.items()}
    organizations, locations = (_by_id(tables.get(name, [])) for name in ("organizations", "locations"))
    for part, table in AT.items():
        below = _grouped(tables.get(table, []), "location_id")
        for id_, place in locations.items():
            place.setdefault(part, below[id_])
    known = _by_id(tables.get("taxonomy_terms", []))
    linked = _grouped(tables.get("attributes", []), "link_id")
    for number, service in tables["services"]:
        id_ = str(service.get("id", ""))
        for part, table in BELOW.items():
            if table in tables:
                service[part] = by[table][id_]
        if "service_at_location" in tables:
            service["service_at_locations"] = [
                {**at, "location": locations.get(str(at.get("location_id")), {})}
                for at in by["service_at_location"][id_]
            ]
        elif service.get("location_id") in locations:
            # Ohana, HSDS 1.x: a service names its one location itself.
            place = locations[service["location_id"]]
            service["service_at_locations"] = [{"location": place}]
            service.setdefault("organization_id", place.get("organization_id"))
        if "attributes" in tables:
            service["attributes"] = [
                {**each, "taxonomy_term": known.get(str(each.get("taxonomy_term_id")))} for each in linked[id_]
            ]
        if service.get("organization_id") in organizations:
            service["organization"] = organizations[service["organization_id"]]
        yield number, service


def written(services: Iterable[Json]) -> bytes:
    """A package of services, each whole."""
    tables: dict[str, dict[str, Json]] = {name: {} for name in TABLES}
    for service in services:
        _split(service, tables)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        resources = []
        for name, rows in tables.items():
            if not rows:
                continue
            names, cells = table(rows.values())
            archive.writestr(zipfile.ZipInfo(f"{name}.csv", EPOCH), cells)
            fields = [{"name": field, "type": "string"} for field in names]
            resources.append({
                "name": name, "path": f"{name}.csv", "profile": "tabular-data-resource", "format": "csv",
                "mediatype": "text/csv", "encoding": "utf-8", "schema": {"primaryKey": "id", "fields": fields},
            })  # fmt: skip
        described = {"name": "hsds", "profile": "tabular-data-package", "version": VERSION, "resources": resources}
        archive.writestr(zipfile.ZipInfo("datapackage.json", EPOCH), json.dumps(described, indent=1))
    return made.getvalue()


def table(rows: Collection[Json]) -> tuple[list[str], bytes]:
    """Rows as a table, and its columns."""
    names = list(dict.fromkeys(field for row in rows for field in row))
    return names, sheets.written(names, ([_cell(row.get(field)) for field in names] for row in rows))


def _split(service: Json, tables: dict[str, dict[str, Json]]) -> None:
    rest = dict(service)
    _put(tables, "organizations", rest.pop("organization"))
    for part, table in BELOW.items():
        for each in rest.pop(part, []):
            unit = each.get("unit")
            if unit:
                _put(tables, "units", unit)
            _put(
                tables,
                table,
                {k: v for k, v in each.items() if k != "unit"} | ({"unit_id": unit["id"]} if unit else {}),
            )
    for at in rest.pop("service_at_locations", []):
        place = dict(at["location"])
        for part, table in AT.items():
            for each in place.pop(part, []):
                _put(tables, table, each)
        _put(tables, "locations", place)
        _put(tables, "service_at_location", {k: v for k, v in at.items() if k != "location"})
    for each in rest.pop("attributes", []):
        term = each.get("taxonomy_term")
        if term:
            _put(tables, "taxonomy_terms", term)
        named = {"taxonomy_term_id": term["id"]} if term else {}
        _put(tables, "attributes", {k: v for k, v in each.items() if k != "taxonomy_term"} | named)
    _put(tables, "services", rest)


def _put(tables: dict[str, dict[str, Json]], table: str, row: Json) -> None:
    # One offer may tell more of an institution than another.
    tables[table].setdefault(row["id"], {}).update(row)


def _members(raw: bytes) -> dict[str, bytes]:
    """The tables of a ZIP that we know. What is unpacked is counted while it is: its own word is not trusted."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            return _unpacked(archive)
    except Unreadable:
        raise
    except Exception as error:  # zlib.error, EOFError, and whatever else a made-up header leads to
        raise Unreadable("Die Datei ist kein ZIP, das wir lesen können.") from error


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    left = MOST_UNPACKED
    if len(archive.infolist()) > MOST_MEMBERS:
        raise Unreadable(f"Ein Paket darf höchstens {MOST_MEMBERS} Dateien haben.")
    for info in archive.infolist():
        name = info.filename.rpartition("/")[2].lower().removesuffix(".csv")
        name = ALIASES.get(name, name)
        if not info.filename.lower().endswith(".csv") or name not in TABLES:
            continue
        with archive.open(info) as member:
            found[name] = member.read(left + 1)
        left -= len(found[name])
        if left < 0:
            raise Unreadable("Das Paket ist ausgepackt zu groß.")
    return found


def _values(rows: list[tuple[int, dict[str, str]]]) -> Rows:
    return [(number, {name: _value(name, cell) for name, cell in row.items()}) for number, row in rows]


def _value(name: str, cell: str) -> Any:
    if name in ("translations", "provenance") and cell.startswith("{"):
        try:
            return json.loads(cell)
        except (ValueError, RecursionError):
            return None
    return {"true": True, "false": False}.get(cell, cell) if name in ("crisis", "callback", "free") else cell


def _cell(value: Any) -> str:
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _grouped(rows: Rows, key: str) -> defaultdict[str, list[Json]]:
    grouped: defaultdict[str, list[Json]] = defaultdict(list)
    for _, row in rows:
        if row.get(key):
            grouped[str(row[key])].append(row)
    return grouped


def _by_id(rows: Rows) -> dict[str, Json]:
    return {str(row["id"]): row for _, row in rows if row.get("id")}
