"""Requests to call back and reports reach whoever answers them, and nobody else; their words are gone in time."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import httpx
import pytest
from sqlalchemy import func, select

from contract.contributions import CONTRIBUTIONS
from contract.identity import new_code, new_id
from hub.asgi import HubApp, create_hub
from hub.core.desk import HELP_CASE
from hub.core.jobs import Jobs
from hub.core.purges import DAY, JOBS
from hub.core.writings import CONTRIBUTION, DECISION
from hub.settings import HubSettings
from tests.hub.asking import asking
from tests.hub.desks import OTHER, OWN, fill, offered, provider
from tests.hub.writers import Writer, guest, signed_in
from tests.security.people import JPEG, photo

pytestmark = pytest.mark.anyio

CALL = {"name": "Xqname", "way": "phone", "reach": "0931 4711", "when": "xqabends", "note": "xqnote"}
TAKES, OTHERS, NONE = offered(1, callback=True), offered(2, OTHER, callback=True), offered(3)
SAID = {"state": "answered", "text": {"de": "Xqsaid", "de-simple": "Xqsaid"}}


def call(offer: str = TAKES.id) -> dict[str, Any]:
    return {"offer": offer, **CALL}


async def seen(who: Writer) -> list[tuple[str, str]]:
    page = (await who.get("/v1/help-desk/cases")).raise_for_status().json()
    return sorted((each["kind"], each["id"]) for each in page["items"])


async def answer(who: Writer, kind: str, id_: str, said: Any = SAID, **head: str) -> httpx.Response:
    return await who.client.put(f"/v1/help-desk/cases/{kind}/{id_}/outcome", json=said, headers={**who.who, **head})


async def test_who_sees_what(app: HubApp) -> None:
    fill(app, TAKES, OTHERS, NONE)
    mine, theirs, wrong = new_id(), new_id(), new_id()
    async with asking(app) as client:
        anna = Writer(client, provider(app, "anna", OWN))
        ben = Writer(client, provider(app, "ben", OTHER))
        nowhere = Writer(client, provider(app, "emil"))
        editor = Writer(client, signed_in(app, "cleo", "editor"))
        told = [
            await Writer(client, guest()).put(mine, call(), kind="call-backs"),
            await Writer(client, signed_in(app, "dora")).put(theirs, call(OTHERS.id), kind="call-backs"),
            await Writer(client, guest()).put(wrong, {"offer": NONE.id, "holds": False}, kind="help-checks"),
            await Writer(client, guest()).put(new_id(), {"offer": NONE.id, "holds": True}, kind="help-checks"),
        ]
        assert [each.status_code for each in told] == [201] * 4
        assert await seen(anna) == [("call-backs", mine), ("help-checks", wrong)]
        assert await seen(ben) == [("call-backs", theirs)]
        assert await seen(nowhere) == []
        assert await seen(editor) == [("help-checks", wrong)]
        # No other door leads to a request either.
        office = Writer(client, signed_in(app, "office", "office moderator editor"))
        doors = [
            await office.get("/v1/contributions/call-backs"),
            await office.get(f"/v1/contributions/call-backs/{mine}"),
            await answer(editor, "call-backs", mine), await answer(ben, "call-backs", mine),
            await answer(anna, "help-checks", mine), await answer(anna, "call-backs", new_id()),
        ]  # fmt: skip
        assert [each.status_code for each in doors] == [404] * 6
        offers = (await anna.get("/v1/help-desk/offers")).json()
        counts = {each["offer"]: (each["reports"], each["requests"]) for each in offers["offers"]}
        assert counts == {TAKES.id: (0, 1), NONE.id: (1, 0)}
        everything = (await editor.get("/v1/help-desk/offers")).json()["offers"]
        assert {each["offer"]: (each["reports"], each["requests"]) for each in everything} == {
            TAKES.id: (0, 0), NONE.id: (1, 0), OTHERS.id: (0, 0),
        }  # fmt: skip


async def test_a_request_is_seen_only_by_a_tap_and_its_owner_sees_how_it_stands(app: HubApp) -> None:
    fill(app, TAKES)
    id_, code = new_id(), {"receipt-code": new_code()}
    async with asking(app) as client:
        anna, someone = Writer(client, provider(app, "anna", OWN)), Writer(client, code)
        await someone.put(id_, call(), kind="call-backs")
        await seen(anna)
        assert (await someone.get("/v1/receipt")).json()["state"] == "received"
        tapped = await answer(anna, "call-backs", id_, {**SAID, "state": "in-progress"}, **{"if-match": '"1"'})
        stale = await answer(anna, "call-backs", id_, SAID, **{"if-match": '"1"'})
        assert (tapped.status_code, tapped.headers["etag"]) == (200, '"2"')
        assert (stale.status_code, stale.json()["current"]["version"]) == (412, 2)
        await answer(anna, "call-backs", id_)
        mine = (await someone.get("/v1/receipt")).json()
        assert (mine["state"], mine["outcome"]["text"]["de"]) == ("answered", "Xqsaid")
        # Another offer of mine, another time: it waits again. Withdrawn, it is empty for the desk, too.
        await someone.put(id_, {**call(), "when": "morgens"}, version=3, kind="call-backs")
        assert (await someone.get("/v1/receipt")).json()["state"] == "received"
        await someone.withdraw(id_, kind="call-backs")
        [case] = (await anna.get("/v1/help-desk/cases")).json()["items"]
        gone = await answer(anna, "call-backs", id_)
    assert (case["state"], case["body"], gone.status_code) == ("withdrawn", {}, 410)
    with app.hub.database.reading() as connection:
        decided = connection.execute(select(DECISION.c.account, DECISION.c.contribution)).all()
        assert connection.execute(select(HELP_CASE.c.offer)).scalars().all() == [""]
    assert [tuple(row) for row in decided] == [("a:anna", id_)] * 2


@pytest.mark.parametrize("offer", [NONE, OTHERS, offered(9, callback=True)], ids=["takes none", "nobody", "unknown"])
async def test_a_request_that_nobody_would_read_is_refused(hub_app: HubApp, offer: Any) -> None:
    """Also where the offer would take it and nobody looks after its institution: nobody waits in vain."""
    fill(hub_app, TAKES, NONE, OTHERS)
    provider(hub_app, "anna", OWN)
    async with asking(hub_app) as client:
        told = await Writer(client, guest()).put(new_id(), call(offer.id), kind="call-backs")
    assert (told.status_code, told.json()["errors"][0]["pointer"]) == (422, "#/body/offer")


async def test_photos_of_a_report_are_seen_by_whoever_answers_it(hub_app: HubApp) -> None:
    fill(hub_app, NONE)
    upload, code = new_id(), guest()
    async with asking(hub_app) as client:
        head = {**code, "content-type": JPEG, "upload-offset": "0", "upload-complete": "?1"}
        await client.patch(f"/v1/uploads/{upload}", content=photo(), headers=head)
        body = {"offer": NONE.id, "holds": False}
        sent = await Writer(client, code).put(new_id(), body, kind="help-checks", attachments=[upload])
        people = [
            provider(hub_app, "anna", OWN), provider(hub_app, "ben", OTHER), signed_in(hub_app, "cleo", "editor"),
            signed_in(hub_app, "dora"), guest(),
        ]  # fmt: skip
        told = [await client.get(f"/v1/files/{upload}", headers=each) for each in people]
    assert sent.status_code == 201
    assert [each.status_code for each in told] == [200, 404, 200, 404, 404]


async def test_a_report_that_holds_again_is_no_case_any_more(hub_app: HubApp) -> None:
    fill(hub_app, NONE)
    id_ = new_id()
    async with asking(hub_app) as client:
        someone, editor = Writer(client, guest()), Writer(client, signed_in(hub_app, "cleo", "editor"))
        await someone.put(id_, {"offer": NONE.id, "holds": False}, kind="help-checks")
        assert await seen(editor) == [("help-checks", id_)]
        await someone.put(id_, {"offer": NONE.id, "holds": True}, version=1, kind="help-checks")
        assert await seen(editor) == []
        await someone.put(id_, {"offer": NONE.id, "holds": False}, version=2, kind="help-checks")
        # Whoever answers in the staff's inbox answers at the desk.
        done = await editor.client.put(f"/v1/contributions/help-checks/{id_}/outcome", json=SAID, headers=editor.who)
        waiting = (await editor.get("/v1/help-desk/offers")).json()["offers"]
    assert done.status_code == 200
    assert [each["reports"] for each in waiting] == [0]


def scan(app: HubApp) -> str:
    """Everything in the database's files (SQLite), or in its tables (PostgreSQL)."""
    path = app.hub.database.path
    if path:
        return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*")).decode("latin-1").lower()
    with app.hub.database.reading() as connection:
        return str([bytes(each) for each in connection.execute(select(CONTRIBUTION.c.wire)).scalars()]).lower()


async def test_after_its_days_a_request_is_nowhere_any_more(url: str) -> None:
    clock = [1_800_000_000.0]
    app = create_hub(HubSettings(url, seed=False), now=lambda: clock[0])
    days, marks = CONTRIBUTIONS["call-backs"].days, ("xqname", "0931 4711", "xqabends", "xqnote", "xqsaid")
    fill(app, TAKES)
    old, young, key, code = new_id(), new_id(), new_id(), guest()
    async with asking(app) as client:
        anna, someone = Writer(client, provider(app, "anna", OWN)), Writer(client, code)
        await someone.put(old, call(), key=key, kind="call-backs")
        await Writer(client, guest()).put(new_id())
        clock[0] += 20 * DAY
        await Writer(client, guest()).put(
            young, {**call(), **dict.fromkeys(("name", "reach"), "Jung")}, kind="call-backs"
        )
        # An answer makes it no younger.
        await answer(anna, "call-backs", old)
        run: Callable[[], list[str]] = Jobs(app.hub.database, JOBS, lambda: clock[0], app.hub.settling.settle).run_due
        run()
        assert [mark for mark in marks if mark in scan(app)] == list(marks)
        await someone.put(old, {**call(), "note": ""}, version=2, kind="call-backs")
        clock[0] += (days - 20) * DAY + 3700
        await Writer(client, guest()).put(new_id())
        run()
        assert [mark for mark in marks if mark in scan(app) and mark not in ("xqabends", "xqnote")] == []
        assert await seen(anna) == [("call-backs", young)]
        assert (await someone.get("/v1/receipt")).status_code == 404
        again = await someone.put(old, call(), key=key, kind="call-backs")
    with app.hub.database.reading() as connection:
        kinds = connection.execute(select(CONTRIBUTION.c.kind).order_by(CONTRIBUTION.c.kind)).scalars().all()
        cases = connection.execute(select(func.count()).select_from(HELP_CASE)).scalar()
    app.hub.close()
    # A repeat of what was answered makes no second one.
    assert again.status_code == 201
    assert (kinds, cases) == (["call-backs", "feedback", "feedback"], 1)
