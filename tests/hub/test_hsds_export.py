"""The hub tells its help offers as HSDS 3.1: valid, whole, page by page, and nothing is lost on the way back."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from typing import Any

import jsonschema
import pytest

from contract.help import HelpOffer
from contract.identity import ID_PATTERN
from hub.asgi import HubApp
from hub.hsds import columns, package, sheets
from hub.hsds.offer import Incoming, Origin, incoming
from hub.hsds.service import service
from tests.hub.asking import asking
from tests.hub.hsds import TODAY, sample, seeded, whole
from tests.hub.samples import news, offer

pytestmark = pytest.mark.anyio
REQUIRED = {
    "phones": {"id", "number"}, "schedules": {"id"}, "service_at_locations": {"id"}, "languages": {"id"},
    "cost_options": {"id"}, "attributes": {"id"}, "capacities": {"id", "unit", "available", "updated"},
    "addresses": {"id", "address_1", "city", "state_province", "postal_code", "country", "address_type"},
    "additional_urls": {"id", "url"},
}  # fmt: skip


def sent(one: HelpOffer) -> dict[str, Any]:
    """As it goes over the wire."""
    told: dict[str, Any] = json.loads(json.dumps(service(one, 1_800_000_000)))
    return told


def back(told: dict[str, Any]) -> tuple[HelpOffer, Incoming]:
    made = incoming(told, 1, Origin("Quelle", TODAY), whole=True)
    given = {name: value for name, value in made.fields.items() if value is not None}
    return HelpOffer.model_validate({"id": made.id, **given}), made


def test_every_service_of_the_seed_is_valid_by_the_official_schema() -> None:
    schema = json.loads(sample("schema_service_with_definitions.json"))
    judge = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    every = [*seeded(), whole()]
    assert len(every) > 70
    for one in every:
        assert [error.message for error in judge.iter_errors(sent(one))] == []
    broken = {**sent(whole()), "status": "offen"}
    assert list(judge.iter_errors(broken))


def test_every_part_has_what_hsds_asks_for_and_an_id_of_its_own_that_stays() -> None:
    def ids(value: Any, name: str = "") -> list[str]:
        if isinstance(value, list):
            return [each for part in value for each in ids(part, name)]
        if not isinstance(value, dict):
            return []
        assert value.keys() >= REQUIRED.get(name, set()), name
        own = [value["id"]] if "id" in value and name not in ("taxonomy_term", "unit") else []
        return own + [each for key, part in value.items() for each in ids(part, key)]

    for one in (*seeded(), whole()):
        found = ids(sent(one))
        assert len(found) == len(set(found))
        assert all(re.fullmatch(ID_PATTERN, each) for each in found)
        assert ids(sent(one)) == found


@pytest.mark.parametrize("one", [*seeded(), whole()], ids=lambda one: one.id[:8])
def test_an_offer_comes_back_as_it_was(one: HelpOffer) -> None:
    again, made = back(sent(one))
    assert (again, made.notes.told, made.refused) == (one, [], None)


async def test_the_pages_are_those_of_hsds_and_hold_everything_in_its_order(app: HubApp) -> None:
    app.hub.write([*(offer(number, topics=("geld",) if number % 2 else ("recht",)) for number in range(7)), whole()])
    async with asking(app) as client:
        pages = [(await client.get(f"/hsds/v3/services?page={at}&per_page=3")).json() for at in (1, 2, 3, 4)]
        everything = (await client.get("/v1/help?limit=200")).json()["items"]
        term = next(
            each["id"]
            for each in (await client.get("/hsds/v3/taxonomy_terms")).json()["contents"]
            if each["code"] == "recht"
        )
        of_term = (await client.get(f"/hsds/v3/services?taxonomy_term_id={term}&full=true")).json()
        of_nobody = (await client.get(f"/hsds/v3/services?organization_id={term}")).json()
        of_one = (await client.get(f"/hsds/v3/services?organization_id={whole().organization.id}")).json()
        later = (await client.get("/hsds/v3/services?modified_after=2999-01-01")).json()
        earlier = (await client.get("/hsds/v3/services?modified_after=2020-01-01T00:00:00%2B01:00&minimal=true")).json()
        found = (await client.get("/hsds/v3/services?search=Beratung")).json()
    assert [each["id"] for page in pages for each in page["contents"]] == [each["id"] for each in everything]
    assert {**pages[2], "contents": []} == {
        "total_items": 8, "total_pages": 3, "page_number": 3, "size": 2, "first_page": False, "last_page": True,
        "empty": False, "contents": [],
    }  # fmt: skip
    assert (pages[3]["empty"], pages[3]["last_page"], pages[0]["first_page"]) == (True, True, True)
    assert "attributes" not in pages[0]["contents"][0]
    assert of_term["total_items"] == 5
    assert all(each["attributes"] for each in of_term["contents"])
    assert (of_nobody["total_items"], later["total_items"], earlier["total_items"]) == (0, 0, 8)
    # The others name an institution without an id: it has the one made of its name, as whole() has.
    assert of_one["total_items"] == 8
    assert {*earlier["contents"][0]} == {"id", "last_modified"}
    assert whole().id in [each["id"] for each in found["contents"]]


async def test_places_are_found_by_postal_code_and_distance(hub_app: HubApp) -> None:
    hub_app.hub.write([whole(), offer(1)])
    async with asking(hub_app) as client:
        near = (await client.get("/hsds/v3/service_at_locations?postcode=97070&proximity=500&full=true")).json()
        none = (await client.get("/hsds/v3/service_at_locations?postcode=10115&proximity=500")).json()
        every = (await client.get("/hsds/v3/service_at_locations")).json()
        one = (await client.get(f"/hsds/v3/service_at_locations/{every['contents'][0]['id']}")).json()
    assert (near["total_items"], none["total_items"], every["total_items"]) == (1, 0, 2)
    assert near["contents"][0]["service"]["id"] == one["service"]["id"] == whole().id


async def test_answers_are_kept_until_an_offer_changes(hub_app: HubApp) -> None:
    hub_app.hub.write([whole()])
    async with asking(hub_app) as client:
        for path in ("services", "organizations", "services.csv", "angebote.csv", "datapackage.zip"):
            first = await client.get(f"/hsds/v3/{path}")
            hub_app.hub.write([news(1)])
            same = await client.get(f"/hsds/v3/{path}", headers={"if-none-match": first.headers["etag"]})
            assert (first.status_code, same.status_code) == (200, 304)
            assert first.headers["x-content-type-options"] == "nosniff"
        hub_app.hub.write([offer(5)])
        changed = await client.get("/hsds/v3/services", headers={"if-none-match": first.headers["etag"]})
    assert (changed.status_code, changed.json()["total_items"]) == (200, 2)


async def test_no_cell_begins_a_formula_and_the_offer_keeps_its_sign(hub_app: HubApp) -> None:
    evil = whole().model_copy(update={"name": whole().name.model_copy(update={"de": "=HYPERLINK(1)"})})
    hub_app.hub.write([evil])
    async with asking(hub_app) as client:
        tables = [(await client.get(f"/hsds/v3/{path}")).content for path in ("services.csv", "angebote.csv")]
        packed = (await client.get("/hsds/v3/datapackage.zip")).content
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        tables += [archive.read(name) for name in archive.namelist() if name.endswith(".csv")]
    cells = [
        cell
        for table in tables
        for row in csv.reader(io.StringIO(table.decode("utf-8-sig")), delimiter=";" if b";name;" in table else ",")
        for cell in row
    ]
    assert "'=HYPERLINK(1)" in cells
    assert "'+49 931 4" in cells
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert sheets.read(tables[1])[0][1]["name"] == "=HYPERLINK(1)"


def test_a_data_package_names_its_tables_and_every_row_leads_to_its_service() -> None:
    every = [*seeded(), whole()]
    packed = package.written([service(one) for one in every])
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        described = json.loads(archive.read("datapackage.json"))
        assert {each["path"] for each in described["resources"]} == set(archive.namelist()) - {"datapackage.json"}
        for each in described["resources"]:
            rows = list(csv.DictReader(io.StringIO(archive.read(each["path"]).decode())))
            assert [field["name"] for field in each["schema"]["fields"]] == list(rows[0])
            assert all(row.get("service_id") or True for row in rows)
            assert {row["service_id"] for row in rows if row.get("service_id")} <= {one.id for one in every}
    assert packed == package.written([service(one) for one in every])


def test_the_german_table_has_a_cell_for_every_column() -> None:
    assert all(len(columns.row(one)) == len(columns.COLUMNS) for one in (*seeded(), whole()))
    filled = dict(zip(columns.COLUMNS, columns.row(whole()), strict=True))
    assert (filled["oeffnungszeiten"], filled["kosten_betrag"], filled["plz"]) == ("Mo,Di 09:00-12:30", "2,5", "97070")
