"""Owns reading the mirror: a page of a list, one record, findings; it must not write or fetch.

A facet list is found on two ways, whichever has less to look at: along the sort order until the page is full
(many rows have the facet), or from the facet's rows, sorted (few have it). So a page costs about the same
at a thousand and at a hundred thousand rows.
"""
# ruff: noqa: S608 - the only things put into SQL texts here are numbers of terms and lists of "?"

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from pydantic import ValidationError

from contract.record import Record

R = TypeVar("R", bound=Record)
#: How many findings of the index are looked at when facets sift them afterwards.
SIFTED = 500


class Page(NamedTuple, Generic[R]):
    """Rows of a list, the number of all that match, and how many of this kind could not be read."""

    records: tuple[R, ...]
    total: int
    broken: int = 0


class Found(NamedTuple, Generic[R]):
    """Findings, best first; `suggestion`: what was perhaps meant; `total` counts up to `SIFTED`.

    Without facets it is at most one more than was asked for: enough to know that there is more.
    `stages`: how each record was found (`search.document.Hit.stage`).
    """

    records: tuple[R, ...]
    suggestion: str | None
    total: int
    stages: tuple[str, ...] = ()


class Wanted(NamedTuple):
    """Which rows of a kind: with these facets, of this place, with a sort key not before `after`."""

    kind: str
    facets: tuple[str, ...] = ()
    place: str = ""
    after: str = ""


class _Group(NamedTuple):
    """Terms of which a row must have one. `n`: how many rows at most have one."""

    terms: tuple[int, ...]
    n: int

    @property
    def numbers(self) -> str:
        return ",".join(map(str, self.terms))

    @property
    def sql(self) -> str:
        return f"EXISTS (SELECT 1 FROM facet WHERE term IN ({self.numbers}) AND item=m.item)"


def model_of(kind: str) -> type[Record]:
    """The model of a kind. Raises KeyError.

    Whoever asks for a kind has its model loaded already; to load all kinds would cost a tenth of a cold start.
    """
    for model in Record.__subclasses__():
        if model.kind == kind:
            return model
    from contract.kinds import KINDS

    return KINDS[kind]


def page(connection: sqlite3.Connection, wanted: Wanted, limit: int, offset: int) -> Page[Record]:
    """Rows of a kind in their order. Facets of one name: any of them; of different names: all.

    With a place: its rows and those of the whole region.
    """
    groups = _groups(connection, wanted.kind, wanted.facets, wanted.place)
    everything = _group(connection, wanted.kind, ("",)).n
    rarest = min(groups, key=lambda group: group.n, default=None)
    source = "mirror m"
    if rarest and rarest.n**2 < everything * (limit + offset):
        source = f"(SELECT DISTINCT item FROM facet WHERE term IN ({rarest.numbers})) f"
        source += " CROSS JOIN mirror m ON m.item=f.item"
    where = " AND ".join(["m.kind=? AND m.sort>=?", *(group.sql for group in groups)])
    rows = connection.execute(
        f"SELECT body FROM mirror WHERE item IN (SELECT m.item FROM {source} WHERE {where}"
        " ORDER BY m.sort, m.id LIMIT ? OFFSET ?) ORDER BY sort, id",
        (wanted.kind, wanted.after, limit, offset),
    )
    records, unreadable = _records(wanted.kind, (body for (body,) in rows))
    broken = connection.execute("SELECT count(*) FROM aside WHERE kind=?", (wanted.kind,)).fetchone()[0]
    return Page(records, _total(connection, wanted, groups, everything), broken + unreadable)


def get(connection: sqlite3.Connection, kind: str, id_: str) -> Record | None:
    """One record; None where it is not there or cannot be read."""
    rows = connection.execute("SELECT body FROM mirror WHERE kind=? AND id=?", (kind, id_))
    records, _ = _records(kind, (body for (body,) in rows))
    return records[0] if records else None


def find(
    connection: sqlite3.Connection,
    query: str,
    kind: str | None,
    facets: Sequence[str],
    place: str,
    limit: int,
) -> Found[Record]:
    """Findings for what a person typed. With facets only those; a place only raises what belongs to it."""
    # Not at the top: what opens and lists needs no search yet.
    from search.index import Index

    index = Index(connection)
    hits = index.find(query, kind=kind, place=place or None, limit=SIFTED if facets else limit + 1)
    if facets and kind:
        groups = _groups(connection, kind, facets, "")
        where = " AND ".join(["m.kind=?", "m.id=?", *(group.sql for group in groups)])
        sql = f"SELECT 1 FROM mirror m WHERE {where}"
        hits = [hit for hit in hits if connection.execute(sql, (kind, hit.id)).fetchone()]
    found = [(record, hit.stage) for hit in hits[:limit] if (record := get(connection, hit.kind, hit.id))]
    suggestion = index.suggest(query) if not hits or hits[0].stage == "typo" else None
    return Found(tuple(record for record, _ in found), suggestion, len(hits), tuple(stage for _, stage in found))


def counts(connection: sqlite3.Connection, kind: str, name: str) -> dict[str, int]:
    """How many rows each value of a facet has."""
    rows = connection.execute("SELECT name, n FROM term WHERE kind=? AND n>0 ORDER BY name", (kind,))
    return {term.partition(":")[2]: n for term, n in rows if term.partition(":")[0] == name}


def _records(kind: str, bodies: Iterable[bytes]) -> tuple[tuple[Record, ...], int]:
    validate = model_of(kind).__pydantic_validator__.validate_json
    records: list[Record] = []
    unreadable = 0
    for body in bodies:
        try:
            records.append(validate(body))
        except ValidationError:
            unreadable += 1
    return tuple(records), unreadable


def _groups(connection: sqlite3.Connection, kind: str, facets: Sequence[str], place: str) -> list[_Group]:
    names: dict[str, list[str]] = {}
    for facet in facets:
        names.setdefault(facet.partition(":")[0], []).append(facet)
    wanted = list(names.values()) + ([["place:", f"place:{place}"]] if place else [])
    return [_group(connection, kind, any_of) for any_of in wanted]


def _group(connection: sqlite3.Connection, kind: str, names: Sequence[str]) -> _Group:
    marks = ",".join("?" * len(names))
    rows = connection.execute(
        f"SELECT number, n FROM term WHERE kind=? AND name IN ({marks})",
        (kind, *names),
    ).fetchall()
    return _Group(tuple(number for number, _ in rows), sum(n for _, n in rows))


def _total(connection: sqlite3.Connection, wanted: Wanted, groups: Sequence[_Group], everything: int) -> int:
    """How many match: from the kept counts where they say it, counted where they do not."""
    if wanted.after:
        where = " AND ".join(["m.kind=? AND m.sort>=?", *(group.sql for group in groups)])
        sql = f"SELECT count(*) FROM mirror m WHERE {where}"
        return int(connection.execute(sql, (wanted.kind, wanted.after)).fetchone()[0])
    if not groups:
        return everything
    if len(groups) == 1 and len(groups[0].terms) <= 1:
        return groups[0].n
    rarest, *others = sorted(groups, key=lambda group: group.n)
    where = " AND ".join([f"m.term IN ({rarest.numbers})", *(group.sql for group in others)])
    sql = f"SELECT count(DISTINCT m.item) FROM facet m WHERE {where}"
    return int(connection.execute(sql).fetchone()[0])
