"""Owns the endpoint table: each is a value, served by the hub and called by the client from that value."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from contract.changes import ChangePage, Health, Hits, RecordList
from contract.kinds import KINDS
from contract.record import Record

T = TypeVar("T")


@dataclass(frozen=True)
class Endpoint(Generic[T]):
    """One thing a hub does. `path` has `{names}` to fill; `gives` is the model of the answer.

    `query` names the query parameters it takes. `gives` is `bytes` for an NDJSON snapshot.
    """

    method: Literal["GET"]
    path: str
    gives: type[T]
    query: tuple[str, ...] = ()


LIVES = Endpoint("GET", "/healthz", Health)
READY = Endpoint("GET", "/readyz", Health)
SEARCH = Endpoint("GET", "/v1/search", Hits, ("q", "kind", "place", "limit"))
CHANGES = Endpoint("GET", "/v1/changes/{kind}", ChangePage, ("since", "limit"))
SNAPSHOT = Endpoint("GET", "/v1/snapshots/{kind}", bytes)

LISTS: dict[str, Endpoint[RecordList]] = {
    kind: Endpoint("GET", f"/v1/{kind}", RecordList, ("limit", "cursor", "facet", "place")) for kind in KINDS
}
ITEMS: dict[str, Endpoint[Record]] = {
    kind: Endpoint("GET", f"/v1/{kind}/{{id}}", model) for kind, model in KINDS.items()
}
