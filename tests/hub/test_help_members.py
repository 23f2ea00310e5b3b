"""Providers come by invitation, look after their institution, and are forgotten with their account."""

from __future__ import annotations

import asyncio
import io
import json
import re
import zipfile

import pytest
from sqlalchemy import select

from hub.asgi import HubApp, create_hub
from hub.core.desk import INVITE, MEMBERSHIP
from hub.core.people import ACCOUNT
from hub.settings import HubSettings
from tests.account.people import PASSWORD, bearer, sign_up
from tests.hub.asking import asking
from tests.hub.desks import OTHER, OWN, fill, offered
from tests.hub.writers import Writer, signed_in
from tests.security.people import key

pytestmark = pytest.mark.anyio

DAY = 24 * 60 * 60


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
