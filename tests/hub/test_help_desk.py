"""Institutions lie at the hub once, providers come by invitation, editors see how fresh the directory is."""

from __future__ import annotations

import asyncio
import io
import json
import re
import zipfile
from datetime import date
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from contract.identity import named_id, new_id
from contract.kinds import KINDS
from hub.asgi import HubApp, create_hub
from hub.core.desk import INSTITUTION, INVITE, MEMBERSHIP
from hub.core.people import ACCOUNT
from hub.help import institutions
from hub.help.desk import SAMPLE
from hub.settings import HubSettings
from tests.account.people import PASSWORD, bearer, sign_in, sign_up
from tests.hub.asking import asking, walk
from tests.hub.desks import OTHER, OWN, fill, now, offered, provider
from tests.hub.writers import Writer, guest, signed_in
from tests.security.people import key

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


async def test_an_invitation_makes_one_account_a_provider_once(app: HubApp) -> None:
    fill(app, offered(1), offered(2, OTHER))
    async with asking(app) as client:
        editor = Writer(client, signed_in(app, "cleo", "editor"))
        made = await client.post("/v1/help-desk/invites", json={"institution": OWN}, headers=editor.who)
        code = made.json()["code"]
        assert made.status_code == 201
        assert re.fullmatch("([0-9A-Z]{4}-){3}[0-9A-Z]{4}", code)
        people = [signed_in(app, name, "resident" * (name == "anna")) for name in ("anna", "ben")]
        wrong = await client.post("/v1/help-desk/memberships", json={"code": code[:-1] + "*"}, headers=people[0])
        typed = {"code": code.lower().replace("-", " ").replace("0", "o")}
        told = await asyncio.gather(
            *(client.post("/v1/help-desk/memberships", json=typed, headers=each) for each in people)
        )
        won = [each for each in told if each.status_code == 200]
        lost = [each for each in told if each.status_code != 200]
        assert [each["id"] for each in won[0].json()["institutions"]] == [OWN]
        assert [(each.status_code, each.json()["errors"][0]["pointer"]) for each in (wrong, *lost)] == [
            (422, "#/code")
        ] * 2
        offers = [await client.get("/v1/help-desk/offers", headers=each) for each in people]
    assert sorted(each.status_code for each in offers) == [200, 403]
    with app.hub.database.reading() as connection:
        roles = sorted(connection.execute(select(ACCOUNT.c.roles).where(ACCOUNT.c.id.in_(("anna", "ben")))).scalars())
        kept = [str(row) for row in connection.execute(select(INVITE))]
        assert len(connection.execute(select(MEMBERSHIP)).all()) == 1
    assert roles in (["", "resident provider"], ["provider", "resident"])
    assert code.replace("-", "") not in str(kept)
    assert code not in str(kept)


async def test_an_invitation_grows_old() -> None:
    clock = [1_800_000_000.0]
    app = create_hub(HubSettings(seed=False), now=lambda: clock[0])
    fill(app, offered(1))
    async with asking(app) as client:
        editor, anna = signed_in(app, "cleo", "editor"), signed_in(app, "anna")
        wish = {"institution": OWN}
        first, second = [
            (await client.post("/v1/help-desk/invites", json=wish, headers=editor)).json()["code"] for _ in range(2)
        ]
        clock[0] += 14 * DAY - 1
        young = await client.post("/v1/help-desk/memberships", json={"code": first}, headers=anna)
        clock[0] += 2
        old = await client.post("/v1/help-desk/memberships", json={"code": second}, headers=anna)
    app.hub.close()
    assert (young.status_code, old.status_code) == (200, 422)


async def test_an_application_that_edits_may_invite_and_read_figures_and_no_more(hub_app: HubApp) -> None:
    fill(hub_app, offered(1))
    shown = dict(key(hub_app, "read edit").headers)
    async with asking(hub_app) as client:
        told = [
            await client.get("/v1/help-desk/figures", headers=shown),
            await client.post("/v1/help-desk/invites", json={"institution": OWN}, headers=shown),
            await client.get("/v1/help-desk/offers", headers=shown),
            await client.get("/v1/help-desk/cases", headers=shown),
        ]
    assert [each.status_code for each in told] == [200, 201, 403, 403]


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


async def test_who_leaves_looks_after_nothing_any_more(hub_app: HubApp) -> None:
    fill(hub_app, offered(1))
    async with asking(hub_app) as client:
        me = await sign_up(client, "Anna")
        with hub_app.hub.database.writing() as connection:
            connection.execute(MEMBERSHIP.insert().values(account=me["account"]["id"], institution=OWN))
        taken = await client.get("/v1/me/export", headers=bearer(me))
        with zipfile.ZipFile(io.BytesIO(taken.content)) as archive:
            assert json.loads(archive.read("membership.json")) == [{"account": me["account"]["id"], "institution": OWN}]
        password = {"nickname": "Anna", "password": PASSWORD}
        left = await client.post("/v1/me/deletion", json=password, headers=bearer(me))
    assert left.status_code == 204, left.text
    with hub_app.hub.database.reading() as connection:
        assert connection.execute(select(MEMBERSHIP)).all() == []


def offers_of(app: HubApp) -> list[Any]:
    page = app.hub.log.page("help", None, 1000)
    return [KINDS["help"].model_validate_json(each.body) for each in page.changes]
