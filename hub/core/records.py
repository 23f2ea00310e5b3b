"""Owns lists and single records of any kind, as SQL and as readings; it must not know one kind's rules."""

from __future__ import annotations

import base64
import binascii
import json
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import urlencode

from sqlalchemy import BindParameter, Select, and_, bindparam, or_, select

from contract.endpoints import ITEMS, LISTS
from contract.problems import Code
from contract.record import Record
from hub.core.answers import Content
from hub.core.database import Database
from hub.core.parameters import Asked, Number, Parameter, Word, Words
from hub.core.problems import Refusal, not_found
from hub.core.readings import Reading
from hub.core.tables import FACET, RECORD

LIST_PARAMETERS: tuple[Parameter, ...] = (
    Number("limit", "How many records at most.", 1, 200, 50),
    Word("cursor", "Where to go on: `next` of the page before.", longest=2000),
    Words("facet", "Only records that have it, as `name:value`. Values of one name are alternatives; names add up."),
    Word("place", "Only records of this place (its slug)."),
)


BODY = select(RECORD.c.body).where(
    RECORD.c.kind == bindparam("kind"), RECORD.c.id == bindparam("id"), RECORD.c.gone.is_(False)
)


@cache
def _page(later: bool, placed: bool, facets: int) -> Select[Any]:
    """The statement of a list, made once per form: putting it together costs more than running it."""
    record = RECORD.c
    kind: BindParameter[str] = bindparam("kind")
    query = select(record.sort, record.id, record.body).where(record.kind == kind, record.gone.is_(False))
    if placed:
        query = query.where(record.place == bindparam("place"))
    for at in range(facets):
        names: BindParameter[list[str]] = bindparam(f"names{at}", expanding=True)
        query = query.where(record.id.in_(select(FACET.c.id).where(FACET.c.kind == kind, FACET.c.name.in_(names))))
    if later:
        sort: BindParameter[str] = bindparam("sort")
        id_: BindParameter[str] = bindparam("id")
        # The first half alone lets the index jump there.
        query = query.where(record.sort >= sort, or_(record.sort > sort, and_(record.sort == sort, record.id > id_)))
    return query.order_by(record.sort, record.id).limit(bindparam("most"))


class Row(NamedTuple):
    sort: str
    id: str
    body: bytes


class Shelf:
    """Reads the records of one kind in the order (sort key, id), which writing never reshuffles."""

    def __init__(self, database: Database, kind: str) -> None:
        self._database = database
        self._kind = kind

    def rows(self, limit: int, after: tuple[str, str] | None, facets: tuple[str, ...], place: str) -> list[Row]:
        """At most `limit` rows after the place (sort, id)."""
        wanted = _alternatives(facets)
        sort, id_ = after or ("", "")
        asked = {"kind": self._kind, "most": limit, "place": place, "sort": sort, "id": id_}
        asked.update({f"names{at}": names for at, names in enumerate(wanted)})
        with self._database.reading() as connection:
            found = connection.execute(_page(after is not None, bool(place), len(wanted)), asked)
            return [Row(*row) for row in found]

    def body(self, id_: str) -> bytes | None:
        """The wire form of one record."""
        with self._database.reading() as connection:
            return connection.execute(BODY, {"kind": self._kind, "id": id_}).scalar()

    def list(self, asked: Asked) -> Content:
        limit, cursor = asked.number("limit"), asked.word("cursor")
        facets, place = asked.words("facet"), asked.word("place")
        rows = self.rows(limit + 1, _place(cursor), facets, place)
        items = b",".join(row.body for row in rows[:limit])
        if len(rows) <= limit:
            return Content(b'{"items":[%b],"next":null}' % items)
        onward = _cursor(rows[limit - 1])
        query = [("limit", str(limit)), ("cursor", onward), *(("facet", facet) for facet in facets)]
        query += [("place", place)] if place else []
        body = b'{"items":[%b],"next":"%b"}' % (items, onward.encode())
        return Content(body, next=f"/v1/{self._kind}?{urlencode(query)}")

    def item(self, asked: Asked) -> Content:
        body = self.body(asked.path["id"]) if "\0" not in asked.path["id"] else None
        if body is None:
            raise not_found()
        return Content(body)


def readings(database: Database, model: type[Record]) -> tuple[Reading, ...]:
    """The list and the item of a kind; all a measure needs that has no rule of its own."""
    kind, shelf = model.kind, Shelf(database, model.kind)
    return (
        Reading(LISTS[kind], f"The {kind}, a page at a time.", shelf.list, LIST_PARAMETERS, kind, model, (400,)),
        Reading(ITEMS[kind], f"One record of {kind}.", shelf.item, (), kind, model, (404,)),
    )


def _alternatives(facets: tuple[str, ...]) -> list[list[str]]:
    """Facets by their name: `topic:geld` or `topic:wohnen`, and `cost:free`."""
    groups: dict[str, list[str]] = {}
    for facet in facets:
        groups.setdefault(facet.partition(":")[0], []).append(facet)
    return list(groups.values())


def _cursor(row: Row) -> str:
    said = json.dumps([row.sort, row.id], ensure_ascii=False, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(said).decode().rstrip("=")


def _place(cursor: str) -> tuple[str, str] | None:
    """Where a cursor points. It is not signed: a made-up one leads to public records as well."""
    if not cursor:
        return None
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        sort, id_ = json.loads(raw)
    except (binascii.Error, ValueError, TypeError, RecursionError):
        raise Refusal(Code.BAD_REQUEST, 400) from None
    if not (isinstance(sort, str) and isinstance(id_, str)) or "\0" in sort + id_:
        raise Refusal(Code.BAD_REQUEST, 400)
    return sort, id_
