"""Owns what the hub answers at `/hsds/v3` (HSDS 3.1 API, read only); it must not hold SQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from contract.endpoints import Endpoint
from contract.help import HelpOffer
from contract.problems import Code, FieldError
from hub.core.answers import JSON, Content
from hub.core.hub import Hub
from hub.core.parameters import Asked, Number, Parameter, Word
from hub.core.problems import Refusal, not_found
from hub.core.readings import Reading
from hub.hsds import columns, package, profile, service, sheets, stock, terms
from hub.hsds.profile import Json
from hub.hsds.stock import At, Stock, Wanted

ROOT = "/hsds/v3"
FLAG = ("true", "false")
SEARCH = Word("search", "Words to look for.")
PAGE = Number("page", "Which page, from 1 on.", 1, 1_000_000, 1)
PER_PAGE = Number("per_page", "How many at most.", 1, 100, 50)
TERM = Word("taxonomy_term_id", "Only what has this term.", longest=36)
TAXONOMY = Word("taxonomy_id", "Only terms of this taxonomy.", longest=36)
WHOSE = Word("organization_id", "Only what this organization offers.", longest=36)
SINCE = Word(
    "modified_after", "Only what was changed then or later (RFC 3339).", longest=40, pattern=r"[0-9]{4}-[0-9]{2}-.+"
)
FULL = Word("full", "With everything nested.", choices=FLAG)
MINIMAL = Word("minimal", "Only id and time of the last change.", choices=FLAG)
POSTCODE = Word("postcode", "Only what is there, or near there.", longest=5, pattern="[0-9]{5}")
PROXIMITY = Number("proximity", "How near to the postal code's middle, in metres.", 0, 200_000, 0)
PAGED: tuple[Parameter, ...] = (PAGE, PER_PAGE)
FILTERS: tuple[Parameter, ...] = (SEARCH, TERM, WHOSE, SINCE, FULL)
CSV, ZIP = "text/csv; charset=utf-8", "application/zip"


def readings(hub: Hub) -> tuple[Reading, ...]:
    shown = Shown(hub)

    def reading(
        path: str,
        says: str,
        answer: Callable[[Asked], Content],
        parameters: Sequence[Parameter] = (),
        media: str = JSON,
    ) -> Reading:
        endpoint: Endpoint[Any] = Endpoint("GET", f"{ROOT}/{path}", bytes)
        refuses = (404,) if "{" in path else ()
        return Reading(endpoint, says, answer, tuple(parameters), HelpOffer.kind, None, refuses, media)

    return (
        reading("", "HSDS: which version and profile this is.", shown.root),
        reading("profile", "HSDS: what our profile adds to the standard.", shown.profile),
        reading("services", "HSDS services, a page at a time.", shown.services, (*PAGED, *FILTERS, MINIMAL)),
        reading("services/{id}", "One HSDS service with everything nested.", shown.service),
        reading("services.csv", "All services as a table in the columns of HSDS.", shown.table, (), "text/csv"),
        reading("angebote.csv", "All offers as a table with German columns.", shown.german, (), "text/csv"),
        reading("datapackage.zip", "Everything as a data package of HSDS.", shown.packed, (), ZIP),
        reading("organizations", "HSDS organizations.", shown.organizations, (*PAGED, SEARCH, FULL)),
        reading("organizations/{id}", "One HSDS organization.", shown.organization),
        reading(
            "service_at_locations", "HSDS services at locations.", shown.places,
            (*PAGED, *FILTERS, POSTCODE, PROXIMITY),
        ),
        reading("service_at_locations/{id}", "One HSDS service at a location.", shown.place),
        reading("taxonomies", "HSDS taxonomies.", shown.taxonomies, PAGED),
        reading("taxonomies/{id}", "One HSDS taxonomy.", shown.taxonomy),
        reading("taxonomy_terms", "HSDS taxonomy terms.", shown.terms, (*PAGED, TAXONOMY, SEARCH)),
        reading("taxonomy_terms/{id}", "One HSDS taxonomy term.", shown.term),
    )  # fmt: skip


class Shown:
    """Each answers in a worker thread."""

    def __init__(self, hub: Hub) -> None:
        self._stock = Stock(hub)
        self._url = hub.settings.hub_url.rstrip("/")

    def root(self, _: Asked) -> Content:
        links = {"profile": f"{self._url}{ROOT}/profile", "openapi_url": f"{self._url}/openapi.json"}
        return _content({"version": profile.VERSION, **links})

    def profile(self, _: Asked) -> Content:
        return _content({"version": profile.VERSION, "description": profile.__doc__})

    def services(self, asked: Asked) -> Content:
        wanted = self._wanted(asked)
        per, page = asked.number("per_page"), asked.number("page")
        rows = self._stock.rows(wanted, (page - 1) * per, per)
        whole = [service.service(*row) for row in rows]
        if asked.word("minimal") == "true":
            whole = [service.minimal(each) for each in whole]
        elif asked.word("full") != "true":
            whole = [service.listed(each) for each in whole]
        return _page(asked, self._stock.count(wanted), whole)

    def service(self, asked: Asked) -> Content:
        rows = self._stock.rows(Wanted(ids=frozenset({_id(asked)})))
        return _one(service.service(*rows[0]) if rows else None)

    def table(self, _: Asked) -> Content:
        """As `services.csv` of the data package."""
        flat = [service.listed(service.service(*row)) for row in self._stock.rows(Wanted())]
        rows = [{name: value for name, value in each.items() if name != "organization"} for each in flat]
        return Content(package.table(rows)[1], media=CSV)

    def german(self, _: Asked) -> Content:
        rows = (columns.row(row.offer) for row in self._stock.rows(Wanted()))
        return Content(sheets.written(list(columns.COLUMNS), rows, ";", mark=True), media=CSV)

    def packed(self, _: Asked) -> Content:
        whole = (service.service(*row) for row in self._stock.rows(Wanted()))
        return Content(package.written(whole), media=ZIP)

    def organizations(self, asked: Asked) -> Content:
        words = asked.word("search").casefold()
        known = self._stock.index().organizations.values()
        found = sorted((each for each in known if words in each["name"].casefold()), key=lambda each: each["name"])
        shown = _sliced(asked, found)
        return _page(asked, len(found), [self._whole(each) if asked.word("full") == "true" else each for each in shown])

    def organization(self, asked: Asked) -> Content:
        found = self._stock.index().organizations.get(asked.path["id"])
        return _one(self._whole(found) if found else None)

    def _whole(self, organization: Json) -> Json:
        ids = frozenset(self._stock.index().offers[organization["id"]])
        of = [service.listed(service.service(*row)) for row in self._stock.rows(Wanted(ids=ids))]
        return {**organization, "services": of}

    def places(self, asked: Asked) -> Content:
        known: Sequence[At] = self._stock.index().at
        if asked.word("postcode"):
            known = stock.near(known, asked.word("postcode"), asked.number("proximity"))
        wanted = self._wanted(asked)
        if wanted != Wanted():
            ids = self._stock.ids(wanted)
            known = [each for each in known if each.offer in ids]
        shown = _sliced(asked, known)
        return _page(asked, len(known), self._told(shown, asked.word("full") == "true"))

    def place(self, asked: Asked) -> Content:
        found = self._stock.index().by_id.get(asked.path["id"])
        return _one(next(iter(self._told([found], True)), None) if found else None)

    def _told(self, at: Sequence[At], full: bool) -> list[Json]:
        rows = self._stock.rows(Wanted(ids=frozenset(each.offer for each in at)))
        whole = {row.offer.id: service.service(*row) for row in rows}
        made = []
        for each in at:
            if of := whole.get(each.offer):
                place = next(one for one in of["service_at_locations"] if one["id"] == each.id)
                made.append({**place, "service": service.listed(of)} if full else place)
        return made

    def taxonomies(self, asked: Asked) -> Content:
        every = [terms.taxonomy(name) for name in terms.TAXONOMIES]
        return _page(asked, len(every), _sliced(asked, every))

    def taxonomy(self, asked: Asked) -> Content:
        return _one(next((each for each in map(terms.taxonomy, terms.TAXONOMIES) if each["id"] == _id(asked)), None))

    def terms(self, asked: Asked) -> Content:
        of, words = asked.word("taxonomy_id"), asked.word("search").casefold()
        found = [each for each in terms.every() if of in ("", each["taxonomy_id"]) and words in each["name"].casefold()]
        return _page(asked, len(found), _sliced(asked, found))

    def term(self, asked: Asked) -> Content:
        return _one(next((each for each in terms.every() if each["id"] == _id(asked)), None))

    def _wanted(self, asked: Asked) -> Wanted:
        """Raises Refusal (422)."""
        facets: tuple[str, ...] = ()
        if id_ := asked.word("taxonomy_term_id"):
            facets += (terms.facet(id_) or "none",)
        ids = self._stock.hits(asked.word("search")) if asked.word("search") else None
        if id_ := asked.word("organization_id"):
            of = frozenset(self._stock.index().offers.get(id_, ()))
            ids = of if ids is None else of & ids
        return Wanted(facets, _since(asked.word("modified_after")), ids)


def _id(asked: Asked) -> str:
    if "\0" in asked.path["id"]:
        raise not_found()
    return asked.path["id"]


def _since(said: str) -> int:
    """Unix seconds. Raises Refusal (422)."""
    if not said:
        return 0
    try:
        # In a query a plus is a blank.
        at = datetime.fromisoformat(said.replace(" ", "+"))
        return max(0, int((at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp()))
    except (ValueError, OverflowError):
        wrong = FieldError(pointer="/query/modified_after", detail="muss ein Zeitpunkt sein (RFC 3339)")
        raise Refusal(Code.BAD_REQUEST, 422, (wrong,)) from None


def _sliced(asked: Asked, things: Sequence[Any]) -> list[Any]:
    first = (asked.number("page") - 1) * asked.number("per_page")
    return list(things[first : first + asked.number("per_page")])


def _page(asked: Asked, total: int, contents: list[Json]) -> Content:
    """The page object of HSDS."""
    number, pages = asked.number("page"), -(-total // asked.number("per_page"))
    return _content({
        "total_items": total, "total_pages": pages, "page_number": number, "size": len(contents),
        "first_page": number == 1, "last_page": number >= pages, "empty": not contents, "contents": contents,
    })  # fmt: skip


def _one(found: Json | None) -> Content:
    if found is None:
        raise not_found()
    return _content(found)


def _content(value: Json) -> Content:
    return Content(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())
