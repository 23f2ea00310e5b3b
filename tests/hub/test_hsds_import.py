"""Offers of others come in with every refusal named, come again without doubles, and can be taken back."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections import Counter

import pytest
from sqlalchemy import select

from hub.asgi import HubApp
from hub.core.desk import INSTITUTION
from hub.core.imports import IMPORT_SAID
from hub.hsds import columns, package, runs, sheets
from hub.hsds.service import service
from hub.hsds.sheets import Unreadable
from tests.hub.asking import asking
from tests.hub.hsds import OCTETS, counts, sample, take, there, whole
from tests.hub.samples import offer, text
from tests.hub.writers import signed_in

pytestmark = pytest.mark.anyio
NO_TOPIC = ("topics", "kein Thema erkannt; bitte ergänzen; Zeile nicht übernommen")
NO_NAME = ("name", "fehlt; Zeile nicht übernommen")
NO_POINT = ("latitude", "muss eine Zahl von -90 bis 90 sein; nicht übernommen")
NO_ADDRESS = ("postal_code", "Anschrift braucht Straße, fünfstellige Postleitzahl und Ort; nicht übernommen")
#: File → what it is, how many offers come of it, and what is refused how often.
SAMPLES = {
    "ohana_services.csv": ("csv", 20, {NO_TOPIC: 3}),
    "ilao_services.csv": ("csv", 384, {NO_TOPIC: 44, NO_NAME: 1}),
    "csv_services.csv": ("csv", 1, {}),
    "uk_service_full.json": ("hsds", 1, {NO_POINT: 1, NO_ADDRESS: 1}),
    "service_full.json": ("hsds", 1, {NO_POINT: 1, NO_ADDRESS: 1}),
    "organization_full.json": ("hsds", 1, {NO_POINT: 1, NO_ADDRESS: 1}),
    "service_list.json": ("hsds", 1, {}),
}


def table(*offers: object, delimiter: str = ";", **changes: str) -> bytes:
    """The German table of offers; `changes` are made in the first row."""
    rows = [dict(zip(columns.COLUMNS, columns.row(one), strict=True)) for one in offers]  # type: ignore[arg-type]
    rows[0].update(changes)
    return sheets.written(list(columns.COLUMNS), (list(row.values()) for row in rows), delimiter)


@pytest.mark.parametrize("name", SAMPLES)
def test_real_files_of_others_are_taken_and_what_is_not_is_counted(hub_app: HubApp, name: str) -> None:
    form, added, refused = SAMPLES[name]
    raw = sample(name)
    first, again = take(hub_app, raw, form), take(hub_app, raw, form)
    assert counts(first) == (added, 0, 0)
    assert Counter((each.field, each.text) for each in first.refused) == refused
    assert counts(again) == (0, 0, added)
    assert again.refused == first.refused
    assert all(one.provenance.source == "Quelle" for one in there(hub_app).values())
    lacking = [one for one in there(hub_app).values() if "simple:missing" in one.facets()]
    assert len(lacking) == added


def test_locations_of_others_are_read_with_their_services(hub_app: HubApp) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in ("services", "locations"):
            archive.writestr(f"{name}.csv", sample(f"ohana_{name}.csv"))
    report = take(hub_app, made.getvalue())
    places = [place for one in there(hub_app).values() for place in one.locations]
    assert counts(report) == (20, 0, 0)
    assert sum(place.latitude is not None for place in places) >= 18
    assert any(each.feature == "step-free" for place in places for each in place.accessibility)


def test_a_package_brings_everything_to_another_hub_and_again_nothing(app: HubApp) -> None:
    offers = {one.id: one for one in (whole(1), whole(2), whole(3))}
    packed = package.written([service(one) for one in offers.values()])
    first, again = take(app, packed), take(app, packed)
    assert (counts(first), counts(again), first.refused) == ((3, 0, 0), (0, 0, 3), ())
    read = there(app)
    assert read[whole(1).id] == whole(1)
    assert read.keys() == offers.keys()
    # JSON of the same says the same.
    told = json.dumps({"contents": [service(one) for one in offers.values()]}).encode()
    assert counts(take(app, told)) == (0, 0, 3)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ","])
def test_a_table_changes_only_what_was_changed_in_it(hub_app: HubApp, encoding: str, delimiter: str) -> None:
    hub_app.hub.write([whole(), offer(1)])
    raw = table(whole(), offer(1), delimiter=delimiter, telefon="0931 123 | 0931/55", name="Ärger & Söhne")
    report = take(hub_app, raw.decode().encode(encoding), "csv")
    assert (counts(report), report.refused) == ((0, 1, 1), ())
    now, was = there(hub_app)[whole().id], whole()
    assert now.name.de == "Ärger & Söhne"
    # What the table has no room for, what is said of a number, is not lost.
    assert [each.number for each in now.phones] == ["0931 123", "0931/55"]
    assert now.phones[0] == was.phones[0]
    assert now.model_copy(update={"name": was.name, "phones": was.phones}) == was


def test_each_wrong_cell_is_named_with_its_row_and_nothing_else_is_lost(hub_app: HubApp) -> None:
    hub_app.hub.write([whole()])
    wrong = {"email": "kein at", "website": "javascript:alert(1)", "plz": "970", "alter_von": "vier",
             "telefon": "anrufen", "sprachen": "Klingonisch", "themen": "Wohnen | Quatsch"}  # fmt: skip
    more = b'\r\n;"Neu ohne Thema";;;;"Etwas"\r\n;;;;;"Ohne Namen"\r\n'
    report = take(hub_app, table(whole(), **wrong) + more, "csv")
    assert sorted((each.row, each.field) for each in report.refused) == [
        (2, "email"), (2, "languages"), (2, "minimum_age"), (2, "phones"), (2, "postal_code"), (2, "topics"),
        (2, "url"), (4, "topics"), (5, "name"),
    ]  # fmt: skip
    now = there(hub_app)[whole().id]
    assert now.topics == ("wohnen",)
    kept = ("email", "url", "minimum_age", "phones", "locations")
    assert [getattr(now, name) for name in kept] == [getattr(whole(), name) for name in kept]
    assert all(each.text for each in report.refused)


def test_a_row_without_id_is_the_same_offer_every_time(hub_app: HubApp) -> None:
    raw = b"name,traeger,themen,beschreibung\nTafel,Verein X,Geld und Schulden,Essen\n"
    first, again = take(hub_app, raw, "csv"), take(hub_app, raw.replace(b"Essen", b"Brot"), "csv")
    assert (counts(first), counts(again)) == ((1, 0, 0), (0, 1, 0))
    [one] = there(hub_app).values()
    assert (one.description.de, one.organization.name, one.topics) == ("Brot", "Verein X", ("geld",))


def test_what_people_changed_here_stays_and_a_quarrel_is_named(hub_app: HubApp) -> None:
    told = service(whole())
    take(hub_app, json.dumps([told]).encode())
    here = there(hub_app)[whole().id].model_copy(update={"email": "neu@b.example", "wait_time": text("Keine")})
    hub_app.hub.write([here])
    same = take(hub_app, json.dumps([told]).encode())
    other = take(hub_app, json.dumps([{**told, "email": "dort@b.example", "minimum_age": 18}]).encode())
    assert (counts(same), same.refused) == ((0, 0, 1), ())
    assert [(each.field, each.text) for each in other.refused] == [
        ("email", "wurde hier seit dem letzten Import geändert; bleibt, wie es ist")
    ]
    assert there(hub_app)[whole().id] == here.model_copy(update={"minimum_age": 18})


def test_an_import_is_undone_as_a_whole_but_for_what_was_changed_since(app: HubApp) -> None:
    app.hub.write([offer(1), offer(2)])
    before = there(app)
    changed = [one.model_copy(update={"email": "x@y.example"}) for one in (offer(1), offer(2))]
    report = take(app, package.written([service(one) for one in (*changed, whole())]))
    assert counts(report) == (1, 2, 0)
    since = there(app)[offer(2).id].model_copy(update={"wait_time": text("Keine")})
    app.hub.write([since])
    undone = runs.undo(app.hub, report.id)
    assert undone.undone
    assert [each.value for each in undone.refused] == [offer(2).id]
    assert there(app) == {**before, offer(2).id: since}
    with app.hub.database.reading() as connection:
        assert connection.execute(select(INSTITUTION.c.name)).scalars().all() == ["Verein"]
        assert connection.execute(select(IMPORT_SAID.c.id)).scalars().all() == [offer(2).id]
    # Undone is undone; and what was undone can come again.
    assert runs.undo(app.hub, report.id) == undone == runs.reports(app.hub)[0]
    assert take(app, package.written([service(whole())])).added == 1


async def test_an_editor_imports_reads_what_became_of_it_and_undoes_it(app: HubApp) -> None:
    async with asking(app) as client:
        shown = signed_in(app, "cleo", "editor")
        asked = {"format": "csv", "source": "Liste der Stadt"}
        path = "/v1/help-desk/imports"
        done = await client.post(path, params=asked, content=table(offer(1)), headers=shown | OCTETS)
        read = (await client.get("/v1/help?facet=simple:missing")).json()["items"]
        listed = (await client.get(path, headers=shown)).json()["items"]
        undone = await client.delete(f"{path}/{done.json()['id']}", headers=shown)
        gone = await client.delete(f"{path}/{offer(2).id}", headers=shown)
        left = (await client.get("/v1/help")).json()["items"]
    assert (done.status_code, done.json()["added"], done.json()["source"]) == (200, 1, "Liste der Stadt")
    assert listed == [done.json()]
    assert (undone.json()["undone"], left, gone.status_code) == (True, [], 404)
    assert read == []


def test_a_table_program_would_read_our_table(hub_app: HubApp) -> None:
    rows = list(csv.DictReader(io.StringIO(table(whole()).decode()), delimiter=";"))
    assert rows[0]["themen"] == "Geld und Schulden | Recht"
    with pytest.raises(Unreadable, match="„name“"):
        take(hub_app, b"beschreibung\nx", "csv")
