"""Whoever sent something in sees what became of it; staff see all of it and say so; forgotten is forgotten."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest
from sqlalchemy import select

from contract.contributions import Contribution, ContributionPage
from contract.identity import new_id
from hub.asgi import HubApp
from hub.core import contributions
from hub.core.schema import METADATA
from hub.core.writings import CONTRIBUTION, DECISION
from tests.hub.asking import asking
from tests.hub.writers import FEEDBACK, Writer, guest, signed_in

pytestmark = pytest.mark.anyio

ANSWER = {"state": "answered", "text": {"de": "Danke, ist geändert.", "de-simple": "Danke. Wir haben es geändert."}}


async def say(staff: Writer, id_: str, said: Any = ANSWER, **headers: str) -> httpx.Response:
    path = f"/v1/contributions/feedback/{id_}/outcome"
    return await staff.client.put(path, json=said, headers={**staff.who, **headers})


async def all_of(writer: Writer, path: str, since: str = "", limit: int = 2) -> tuple[list[Contribution], str]:
    found: list[Contribution] = []
    more = True
    while more:
        answer = await writer.get(path, limit=limit, **({"since": since} if since else {}))
        page = ContributionPage.model_validate(answer.json())
        found += page.items
        since, more = page.next, page.more
    return found, since


async def test_two_devices_see_the_same_list_and_only_what_is_new(app: HubApp) -> None:
    ids = [new_id() for _ in range(5)]
    async with asking(app) as client:
        anna, ben = Writer(client, signed_in(app, "anna")), Writer(client, signed_in(app, "ben"))
        for id_ in ids:
            await anna.put(id_)
            await ben.put(new_id())
        first, since = await all_of(anna, "/v1/me/contributions")
        await anna.put(ids[0], {**FEEDBACK, "text": "Neu"}, version=1)
        await anna.withdraw(ids[1])
        second, since = await all_of(anna, "/v1/me/contributions", since)
        nothing, _ = await all_of(anna, "/v1/me/contributions", since)
    assert [each.id for each in first] == ids
    assert [(each.id, each.state) for each in second] == [(ids[0], "received"), (ids[1], "withdrawn")]
    assert nothing == []


async def test_after_a_restore_the_list_begins_anew(app: HubApp) -> None:
    async with asking(app) as client:
        anna = Writer(client, signed_in(app, "anna"))
        await anna.put(new_id())
        _, since = await all_of(anna, "/v1/me/contributions")
        old = app.hub.epoch
        app.hub.log.renew()
        again, _ = await all_of(anna, "/v1/me/contributions", since)
        nonsense, _ = await all_of(anna, "/v1/me/contributions", "9999")
    assert [each.epoch for each in again] == [each.epoch for each in nonsense] == [app.hub.epoch]
    assert app.hub.epoch != old


async def test_an_answer_given_again_names_the_epoch_of_now(app: HubApp) -> None:
    id_, key, who = new_id(), new_id(), guest()
    async with asking(app) as client:
        await Writer(client, who).put(id_, key=key)
        app.hub.log.renew()
        again = await Writer(client, who).put(id_, key=key)
    assert (again.status_code, again.json()["epoch"]) == (201, app.hub.epoch)


async def test_a_code_opens_its_contribution_and_no_other(app: HubApp) -> None:
    who, id_ = guest(), new_id()
    async with asking(app) as client:
        await Writer(client, guest()).put(new_id())
        put = await Writer(client, who).put(id_)
        receipt = await Writer(client, who).get("/v1/receipt")
        direct = await Writer(client, who).get(f"/v1/contributions/feedback/{id_}")
        unknown = await Writer(client, guest()).get("/v1/receipt")
        without = await Writer(client, {}).get("/v1/receipt")
        stranger = await Writer(client, guest()).get(f"/v1/contributions/feedback/{id_}")
    assert receipt.json() == direct.json() == put.json()
    assert receipt.headers["etag"] == direct.headers["etag"] == '"1"'
    assert (unknown.status_code, unknown.json()["code"]) == (404, "receipt-unknown")
    assert (without.status_code, without.json()["code"]) == (401, "sign-in-needed")
    assert (stranger.status_code, stranger.json()["code"]) == (404, "not-found")


async def test_staff_say_what_became_of_it_and_it_is_kept_who_said_so(app: HubApp) -> None:
    id_ = new_id()
    async with asking(app) as client:
        anna, office = Writer(client, signed_in(app, "anna")), Writer(client, signed_in(app, "office", "office"))
        await anna.put(id_)
        said = await say(office, id_)
        again = await say(office, id_)
        stale = await say(office, id_, {**ANSWER, "state": "in-progress"}, **{"if-match": '"1"'})
        mine = (await anna.get(f"/v1/contributions/feedback/{id_}")).json()
        inbox, _ = await all_of(office, "/v1/contributions/feedback")
        edited = await anna.put(id_, {**FEEDBACK, "text": "Noch etwas"}, version=2)
    assert (said.status_code, said.json()["state"], said.json()["version"]) == (200, "answered", 2)
    assert said.json() == again.json() == mine
    assert mine["outcome"]["text"] == ANSWER["text"]
    assert (stale.status_code, stale.json()["current"]["version"]) == (412, 2)
    assert [each.id for each in inbox] == [id_]
    # What was said was said of another text.
    assert (edited.json()["state"], "outcome" in edited.json()) == ("received", False)
    with app.hub.database.reading() as connection:
        decisions = connection.execute(select(DECISION)).all()
    assert [(row.contribution, row.account, json.loads(row.said)["version"]) for row in decisions] == [
        (id_, "a:office", 2)
    ]


async def test_nobody_but_staff_answers_and_nothing_that_was_withdrawn(hub_app: HubApp) -> None:
    id_ = new_id()
    async with asking(hub_app) as client:
        anna = Writer(client, signed_in(hub_app, "anna"))
        office = Writer(client, signed_in(hub_app, "office", "office"))
        await anna.put(id_)
        refused = [await say(who, id_) for who in (anna, Writer(client, {}), Writer(client, guest()))]
        inbox = await anna.get("/v1/contributions/feedback")
        unknown = await say(office, new_id())
        await anna.withdraw(id_)
        gone = await say(office, id_)
    assert [answer.status_code for answer in (*refused, inbox, unknown, gone)] == [403, 401, 401, 403, 404, 410]


async def test_what_an_account_sent_in_is_erased_with_it(app: HubApp) -> None:
    id_ = new_id()
    async with asking(app) as client:
        anna, ben = Writer(client, signed_in(app, "anna")), Writer(client, signed_in(app, "ben"))
        office = Writer(client, signed_in(app, "office", "office"))
        await anna.put(id_, {**FEEDBACK, "text": "Zauberwort"})
        await anna.put(new_id(), {"record": "help/Zauberwort"}, kind="bookmarks")
        await say(office, id_, {**ANSWER, "text": {"de": "Zu Zauberwort", "de-simple": "Zu Zauberwort"}})
        kept = (await ben.put(new_id())).json()
        with app.hub.database.writing() as connection:
            taken = contributions.of_owner(connection, "a:anna")
            contributions.forget(connection, "a:anna", 1_800_000_000_000)
        inbox, _ = await all_of(office, "/v1/contributions/feedback")
    assert [each["kind"] for each in taken] == ["bookmarks", "feedback"]
    assert {(each.id, each.state, each.number) for each in inbox} == {
        (kept["id"], "received", kept["number"]),
        (id_, "withdrawn", 1),
    }
    with app.hub.database.reading() as connection:
        writings = [table for name, table in METADATA.tables.items() if name not in ("account", "session")]
        found = [str(connection.execute(select(table)).all()) for table in writings]
        assert connection.execute(select(CONTRIBUTION).where(CONTRIBUTION.c.owner == "a:anna")).all() == []
    assert not any("Zauberwort" in each or "a:anna" in each for each in found)
