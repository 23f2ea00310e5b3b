"""Institutions lie at the hub once, with their offers; editors see how fresh the directory is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import select

from contract.identity import named_id, new_id
from contract.kinds import KINDS
from hub import migrations
from hub.asgi import HubApp, create_hub
from hub.core.desk import INSTITUTION
from hub.core.migration import HEAD, revision
from hub.help import institutions
from hub.help.desk import SAMPLE
from hub.settings import HubSettings
from tests.account.people import bearer, sign_in
from tests.hub.asking import asking, walk
from tests.hub.desks import OTHER, OWN, fill, now, offered, provider
from tests.hub.writers import Writer, guest, signed_in

pytestmark = pytest.mark.anyio

DAY = 24 * 60 * 60


async def change(who: Writer, id_: str, **said: Any) -> httpx.Response:
    body = {"id": id_, "name": "Verein", **said}
    return await who.client.put(f"/v1/help-desk/institutions/{id_}", json=body, headers=who.who)


async def test_contact_data_are_kept_once_and_reach_every_offer(app: HubApp) -> None:
    mine, third = [offered(number) for number in range(3)], offered(9, OTHER)
    fill(app, *mine, third)
    async with asking(app) as client:
        anna = Writer(client, provider(app, "anna", OWN))
        before = await walk(client, "help")
        phones = [{"number": "0931 1", "free": False}]
        said = {"name": "Verein Zwei", "website": "https://zwei.example", "email": "x@zwei.example", "phones": phones}
        done = await change(anna, OWN, **said)
        after = await walk(client, "help", before["next"])
        read = (await anna.get("/v1/help-desk/offers")).json()
        again = await change(anna, OWN, **said)
        unchanged = await walk(client, "help", after["next"])
    assert done.json() == {"id": OWN, **said, "offers": done.json()["offers"]}
    assert set(done.json()["offers"]) == {each.id for each in mine}
    named = {"name": "Verein Zwei", "website": "https://zwei.example", "id": OWN}
    assert [each["organization"] for each in after["records"].values()] == [named] * 3
    assert now(app, third.id) == third
    assert [{**each, "offers": set(each["offers"])} for each in read["institutions"]] == [
        {"id": OWN, **said, "offers": {each.id for each in mine}}
    ]
    assert (again.status_code, unchanged["records"]) == (200, {})


async def test_what_is_wrong_with_an_institution_is_named_and_others_are_not_ours(hub_app: HubApp) -> None:
    fill(hub_app, offered(1), offered(2, OTHER))
    async with asking(hub_app) as client:
        anna = Writer(client, provider(hub_app, "anna", OWN))
        editor = Writer(client, signed_in(hub_app, "cleo", "editor"))
        wrong = await change(anna, OWN, website="javascript:1", email="x")
        other = [await change(anna, OTHER), await change(anna, new_id())]
        swapped = await editor.client.put(
            f"/v1/help-desk/institutions/{OWN}", json={"id": OTHER, "name": "X"}, headers=editor.who
        )
        new = await change(editor, named_id("institution", "Neu"), name="Neu")
    assert [each["pointer"] for each in wrong.json()["errors"]] == ["#/website", "#/email"]
    assert [(each.status_code, each.json()["code"]) for each in other] == [(403, "not-allowed")] * 2
    assert (swapped.status_code, swapped.json()["errors"][0]["pointer"]) == (422, "#/id")
    assert (new.status_code, new.json()["offers"]) == (200, [])


async def test_figures_count_what_is_fresh_reported_and_answered_in_time() -> None:
    clock = [1_800_000_000.0]
    app = create_hub(HubSettings(seed=False), now=lambda: clock[0])
    offers = [
        offered(1), offered(2, review_by=date(2020, 1, 1)), offered(3, OTHER, status="inactive"),
        offered(4, OTHER, review_by=date(2021, 1, 1)),
    ]  # fmt: skip
    fill(app, *offers)
    said = {"state": "answered", "text": {"de": "Danke.", "de-simple": "Danke."}}
    async with asking(app) as client:
        editor = Writer(client, signed_in(app, "cleo", "editor"))
        reports = [new_id() for _ in range(4)]
        for id_ in reports:
            body = {"offer": offers[0].id, "holds": False}
            writer = Writer(client, guest())
            await writer.put(id_, body, kind="help-checks")
        await writer.withdraw(reports[3], kind="help-checks")
        for id_, later in zip(reports[:2], (6, 2), strict=True):
            clock[0] += later * DAY
            await client.put(f"/v1/help-desk/cases/help-checks/{id_}/outcome", json=said, headers=editor.who)
        figures = (await editor.get("/v1/help-desk/figures")).json()
        dues = (await editor.get("/v1/help-desk/offers")).json()["offers"]
    app.hub.close()
    assert figures == {
        "offers": 3, "fresh": 1, "overdue": 2, "reminded": 0, "reported": 3, "answered": 2, "answered_in_7_days": 1,
    }  # fmt: skip
    assert [(each["due"], each["overdue"]) for each in dues] == [
        ("2027-05-01", False), ("2020-01-01", True), ("2021-01-01", True),
    ]  # fmt: skip


async def test_a_new_hub_knows_the_institutions_of_its_seed_and_the_demo_provider_looks_after_the_sample() -> None:
    app = create_hub(HubSettings(demo=True))
    offers = offers_of(app)
    with app.hub.database.reading() as connection:
        known = {row.id: row.name for row in connection.execute(select(INSTITUTION))}
        assert institutions.unknown(connection) == set()
    async with asking(app) as client:
        demo = await sign_in(client, "demo-provider", "wueapp-demo-2026")
        own = (await client.get("/v1/help-desk/offers", headers=bearer(demo.json()))).json()
    app.hub.close()
    assert set(known) == {each.organization.id for each in offers}
    assert known[SAMPLE] == "Beispiel-Träger (Muster)"
    assert [each["id"] for each in own["institutions"]] == [SAMPLE]
    assert len(own["offers"]) == sum(each.organization.id == SAMPLE for each in offers) > 10


async def test_a_database_of_before_the_desk_gets_it_with_its_institutions(url: str) -> None:
    before = create_hub(HubSettings(url, seed=False))
    before.hub.write([offered(1), offered(2, OTHER)])
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with before.hub.database.writing() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0002")
    before.hub.close()
    after = create_hub(HubSettings(url, seed=False))
    with after.hub.database.reading() as connection:
        assert revision(connection) == HEAD
        assert [each.id for each in institutions.some(connection, None)] == [OTHER, OWN]
    after.hub.close()


async def test_two_institutions_become_one_with_all_that_is_theirs(app: HubApp) -> None:
    first, second = offered(1, callback=True), offered(2, OTHER, callback=True)
    fill(app, first, second)
    async with asking(app) as client:
        anna, both = provider(app, "anna", OWN), provider(app, "ben", OTHER, OWN)
        id_ = new_id()
        body = {"offer": second.id, "name": "A", "way": "phone", "reach": "1"}
        await Writer(client, guest()).put(id_, body, kind="call-backs")
        with app.hub.database.writing() as connection:
            keep = institutions.one(connection, OWN)
            assert keep
            institutions.join(connection, app.hub.log, keep, OTHER)
        for headers in (anna, both):
            offers = (await client.get("/v1/help-desk/offers", headers=headers)).json()
            cases = (await client.get("/v1/help-desk/cases", headers=headers)).json()["items"]
            assert {each["offer"] for each in offers["offers"]} == {first.id, second.id}
            assert [each["id"] for each in offers["institutions"]] == [OWN]
            assert [each["id"] for each in cases] == [id_]
    assert now(app, second.id).organization.name == "Verein"


def offers_of(app: HubApp) -> list[Any]:
    page = app.hub.log.page("help", None, 1000)
    return [KINDS["help"].model_validate_json(each.body) for each in page.changes]
