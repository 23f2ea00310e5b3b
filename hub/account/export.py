"""Owns handing a person everything the hub has of them, as one ZIP; it must not change anything.

JSON for machines, one file per table, and a page for people that needs nothing but a browser (GDPR Art. 15, 20).
"""

from __future__ import annotations

import io
import json
import zipfile
from base64 import b64encode
from datetime import datetime
from html import escape
from typing import Any

from sqlalchemy import Connection, Table, select

from hub.account.accounts import when
from hub.account.personal import SECRET, rows_of
from hub.core.hub import Hub
from hub.core.people import ACCOUNT
from hub.core.writings import DECISION, UPLOAD, UPLOAD_PART

Rows = list[dict[str, Any]]

#: What a table is called on the page for people.
TITLES = {
    "account": "Ihr Konto",
    "session": "Geräte, auf denen Sie angemeldet sind",
    "contribution": "Ihre Beiträge",
    "upload": "Ihre Fotos",
    "upload_part": "Teile Ihrer Fotos",
    "answered": "Antworten, die Ihr Gerät bekommen hat",
    "decision": "Entscheidungen zu Ihren Beiträgen, und Ihre eigenen",
    "membership": "Einrichtungen, um deren Angebote Sie sich kümmern",
    "help_case": "Was Sie Einrichtungen gesagt haben",
    "pending": "Angefangene Anmeldungen",
    "spent": "Verbrauchte Anmeldungen",
}
TIMES = frozenset({"at", "until", "created_at", "changed_at", "used_at", "access_until", "refresh_until"})
KEPT_BACK = "(geheim, nicht enthalten)"
STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "dl{border-top:1px solid;padding:.5rem 0}dt{font-weight:bold}dd{margin:0 0 .5rem;overflow-wrap:anywhere}"
    "img{max-width:100%}"
)


class Exports:
    """Everything of one person. Blocks."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def zipped(self, account: str) -> bytes:
        """A ZIP: `<table>.json`, `files/<id>.jpg`, `index.html`. What would open something is left out."""
        with self._hub.database.reading() as connection:
            found = {table: _rows(connection, table, rows) for table, rows in rows_of(account).items()}
            made_at = when(int(self._hub.now() * 1000))
            told = io.BytesIO()
            with zipfile.ZipFile(told, "w", zipfile.ZIP_DEFLATED) as archive:
                for upload in found[UPLOAD]:
                    # A photo is packed already.
                    archive.writestr(_file(upload["id"]), _photo(connection, upload["id"]), zipfile.ZIP_STORED)
                for table, rows in found.items():
                    told_rows = [_told(table, row, account) for row in rows]
                    found[table] = told_rows
                    archive.writestr(f"{table.name}.json", json.dumps(told_rows, ensure_ascii=False, indent=1))
                archive.writestr("index.html", _page(found, made_at))
        return told.getvalue()


def _rows(connection: Connection, table: Table, mine: Any) -> Rows:
    # The bytes of photos are fetched one photo at a time.
    columns = [column for column in table.c if column is not UPLOAD_PART.c.data]
    return [dict(row._mapping) for row in connection.execute(select(*columns).where(mine))]


def _photo(connection: Connection, upload: str) -> bytes:
    query = select(UPLOAD_PART.c.data).where(UPLOAD_PART.c.upload == upload).order_by(UPLOAD_PART.c.start)
    return b"".join(connection.execute(query).scalars())


def _told(table: Table, row: dict[str, Any], account: str) -> dict[str, Any]:
    """A row as the person gets it. Who of the staff decided is somebody else's data."""
    told = {name: KEPT_BACK if name in SECRET and value else _value(name, value) for name, value in row.items()}
    if table is DECISION and row["account"] != f"a:{account}":
        told["account"] = "(jemand vom Team)"
    return told


def _value(name: str, value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        raw = bytes(value)
        try:
            return json.loads(raw)
        except ValueError:
            return b64encode(raw).decode()
    if name in TIMES and isinstance(value, int):
        return when(value).isoformat()
    return value


def _page(found: dict[Table, Rows], made_at: datetime) -> str:
    parts = [
        '<!doctype html><html lang="de"><head><meta charset="utf-8">',
        """<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; """,
        """img-src 'self' file:"><meta name="viewport" content="width=device-width"><title>Meine Daten</title>""",
        f"<style>{STYLE}</style></head><body><h1>Meine Daten in der WueApp</h1>",
        f"<p>Das ist alles, was wir am {made_at:%d.%m.%Y um %H:%M} Uhr (UTC) über Sie gespeichert hatten. ",
        "Was jemandem Ihr Konto öffnen könnte, ist nicht dabei. ",
        "Dieselben Angaben stehen in den JSON-Dateien daneben, für andere Programme.</p>",
    ]
    for table in sorted(found, key=lambda table: (table is not ACCOUNT, table.name)):
        parts.append(f"<h2>{escape(TITLES.get(table.name, table.name))}</h2>")
        parts += [_row(table, row) for row in found[table]] or ["<p>Nichts.</p>"]
    return "".join((*parts, "</body></html>"))


def _row(table: Table, row: dict[str, Any]) -> str:
    picture = f'<img src="{escape(_file(row["id"]))}" alt="Ihr Foto">' if table is UPLOAD else ""
    return f"<dl>{''.join(_pair(name, value) for name, value in row.items())}</dl>{picture}"


def _pair(name: str, value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)
    return f"<dt>{escape(name)}</dt><dd>{escape(text)}</dd>"


def _file(upload: str) -> str:
    return f"files/{upload}.jpg"
