"""A contribution is one thing that is put whole: late, twice or in doubt, there is never a second one of it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import insert, select

from contract.contributions import Contribution
from contract.identity import new_code, new_id
from contract.problems import Problem
from hub.asgi import HubApp
from hub.core.callers import hashed
from hub.core.people import API_KEY
from hub.core.writings import CONTRIBUTION
from tests.hub.asking import asking
from tests.hub.writers import FEEDBACK, Writer, guest, signed_in

pytestmark = pytest.mark.anyio


def changed(text: str) -> dict[str, Any]:
    return {**FEEDBACK, "text": text}


def rows(app: HubApp) -> list[Any]:
    with app.hub.database.reading() as connection:
        return list(connection.execute(select(CONTRIBUTION)).all())


async def test_what_is_put_has_a_version_a_number_and_a_time(app: HubApp) -> None:
    async with asking(app) as client:
        anna = Writer(client, signed_in(app, "anna"))
        first, second = await anna.put(new_id()), await anna.put(new_id())
    said = Contribution.model_validate(first.json())
    assert first.status_code == second.status_code == 201
    assert (said.version, said.number, said.state, said.epoch) == (1, 1, "received", app.hub.epoch)
    assert said.body == FEEDBACK
    assert second.json()["number"] == 2
    assert first.headers["etag"] == '"1"'
    assert first.headers["cache-control"] == "private, no-store"


async def test_an_answer_that_was_lost_is_given_again_and_nothing_done_twice(app: HubApp) -> None:
    id_, key = new_id(), new_id()
    async with asking(app) as client:
        anna = Writer(client, signed_in(app, "anna"))
        first = await anna.put(id_, key=key)
        await anna.put(id_, changed("Neu"), version=1)
        again = await anna.put(id_, key=key)
        quoted = await anna.put(id_, key=f'"{key}"')
    assert (again.status_code, again.json(), again.headers["etag"]) == (201, first.json(), '"1"')
    assert quoted.json() == first.json()
    assert [(row.version, row.number) for row in rows(app)] == [(2, 1)]


async def test_a_key_belongs_to_what_it_came_with(app: HubApp) -> None:
    id_, key = new_id(), new_id()
    async with asking(app) as client:
        anna, ben = Writer(client, signed_in(app, "anna")), Writer(client, signed_in(app, "ben"))
        await anna.put(id_, key=key)
        others = [
            await anna.put(id_, changed("Anders"), key=key),
            await anna.put(id_, version=1, key=key),
            await anna.put(new_id(), key=key),
            await anna.withdraw(id_, key=key),
        ]
        of_ben = await ben.put(new_id(), key=key)
    assert [(answer.status_code, answer.json()["code"]) for answer in others] == [(422, "key-reused")] * 4
    assert of_ben.status_code == 201


async def test_a_change_names_the_version_it_changes(app: HubApp) -> None:
    id_ = new_id()
    async with asking(app) as client:
        anna = Writer(client, signed_in(app, "anna"))
        first = await anna.put(id_)
        second = await anna.put(id_, changed("Zwei"), version=1)
        late = await anna.put(id_, changed("Drei"), version=1)
        twice = await anna.put(id_, changed("Vier"))
    assert (second.status_code, second.headers["etag"]) == (200, '"2"')
    assert second.json()["received_at"] == first.json()["received_at"]
    for refused in (late, twice):
        assert (refused.status_code, refused.json()["code"]) == (412, "changed-meanwhile")
        assert refused.json()["current"] == second.json()


async def test_a_change_of_what_the_hub_never_saw_is_refused_without_a_current_state(app: HubApp) -> None:
    """So it is after the hub was restored from a backup: the device knows more, and puts it anew."""
    async with asking(app) as client:
        answer = await Writer(client, guest()).put(new_id(), version=3)
    assert answer.status_code == 412
    assert "current" not in answer.json()
    assert rows(app) == []


@pytest.mark.parametrize(
    ("headers", "status", "code"),
    [
        ({"idempotency-key": ""}, 400, "key-missing"),
        ({"idempotency-key": "1"}, 400, "key-missing"),
        ({}, 428, "match-missing"),
        ({"if-match": "*"}, 428, "match-missing"),
        ({"if-none-match": '"1"'}, 400, "bad-request"),
        ({"if-match": 'W/"1"'}, 400, "bad-request"),
        ({"if-match": '"1", "2"'}, 400, "bad-request"),
        ({"if-match": '"1"', "if-none-match": "*"}, 400, "bad-request"),
        ({"if-none-match": "*", "content-type": "text/plain"}, 415, "media-wrong"),
        ({"if-none-match": "*", "receipt-code": "WUE-AAAA-AAAA-AAAA"}, 404, "receipt-unknown"),
        ({"if-none-match": "*", "receipt-code": ""}, 404, "receipt-unknown"),
        ({"if-none-match": "*", "authorization": "Bearer nobody"}, 401, "session-ended"),
        ({"if-none-match": "*", "authorization": "Basic YTpi"}, 401, "session-ended"),
    ],
)
async def test_what_the_head_lacks_is_said(hub_app: HubApp, headers: dict[str, str], status: int, code: str) -> None:
    whole = {**guest(), "idempotency-key": new_id(), "content-type": "application/json", **headers}
    async with asking(hub_app) as client:
        answer = await client.put(
            f"/v1/contributions/feedback/{new_id()}", content=json.dumps({"body": FEEDBACK}), headers=whole
        )
    problem = Problem.model_validate(answer.json())
    assert (answer.status_code, problem.code) == (status, code)
    assert ("www-authenticate" in answer.headers) is (status == 401)
    assert rows(hub_app) == []


@pytest.mark.parametrize(
    ("sent", "status", "pointers"),
    [
        (b"", 400, []),
        (b"{", 400, []),
        (b"\xff", 400, []),
        (b'{"body":' + b"[" * 60 + b"]" * 60 + b"}", 400, []),
        (b"[]", 422, ["#"]),
        (b"{}", 422, ["#/body"]),
        (b'{"body":{"about":"x"}}', 422, ["#/body/text"]),
        (b'{"body":{"about":1,"text":""}}', 422, ["#/body/about", "#/body/text"]),
        (b'{"body":{"about":"a\\nb","text":"x"}}', 422, ["#/body/about"]),
        ('{"body":{"about":"x","text":"a\u202eb"}}'.encode(), 422, ["#/body/text"]),
        (b'{"body":{"about":"x","text":"a\\u0000b"}}', 422, ["#/body/text"]),
        (b'{"body":{"about":"x","text":"\\ud800"}}', 422, ["#/body/text"]),
        (b'{"body":{"about":"x","text":"' + b"x" * 4001 + b'"}}', 422, ["#/body/text"]),
        (b'{"body":{"about":"x","text":"' + b"x" * 70_000 + b'"}}', 413, []),
        (b'{"body":{"about":"x","text":"x"},"attachments":["a"]}', 422, ["#/attachments"]),
    ],
    ids=str,
)
async def test_what_is_wrong_in_it_is_named(hub_app: HubApp, sent: bytes, status: int, pointers: list[str]) -> None:
    head = {**guest(), "idempotency-key": new_id(), "if-none-match": "*", "content-type": "application/json"}
    async with asking(hub_app) as client:
        answer = await client.put(f"/v1/contributions/feedback/{new_id()}", content=sent, headers=head)
    assert answer.status_code == status
    assert [error["pointer"] for error in answer.json().get("errors", [])] == pointers
    assert rows(hub_app) == []


async def test_only_whose_it_is_can_do_anything_with_it(app: HubApp) -> None:
    id_ = new_id()
    async with asking(app) as client:
        anna = Writer(client, signed_in(app, "anna"))
        await anna.put(id_)
        for other in (Writer(client, signed_in(app, "ben")), Writer(client, guest())):
            answers = [
                await other.put(id_), await other.put(id_, version=1), await other.put(id_, version=2),
                await other.withdraw(id_), await other.withdraw(id_, version=1),
                await other.get(f"/v1/contributions/feedback/{id_}"),
            ]  # fmt: skip
            assert {(answer.status_code, answer.json()["code"]) for answer in answers} == {(404, "not-found")}
            assert all("current" not in answer.json() for answer in answers)
        as_another_kind = await anna.put(id_, {"offer": new_id(), "holds": True}, kind="help-checks")
    assert as_another_kind.status_code == 404
    assert [(row.owner, row.version) for row in rows(app)] == [("a:anna", 1)]


@pytest.mark.parametrize("path", ["secrets/{id}", "feedback/x", "feedback/{id}%0A", "feedback/{ID}", "feedback/"])
async def test_there_is_no_other_place_to_put_anything(hub_app: HubApp, path: str) -> None:
    filled = path.format(id=new_id(), ID=new_id().upper())
    async with asking(hub_app) as client:
        head = {**guest(), "idempotency-key": new_id(), "if-none-match": "*"}
        answer = await client.put(f"/v1/contributions/{filled}", json={"body": FEEDBACK}, headers=head)
    assert answer.status_code == 404


async def test_who_shows_nothing_is_told_to_sign_in_before_anything_else(app: HubApp) -> None:
    async with asking(app) as client:
        nobody = Writer(client, {})
        answers = [await nobody.put(new_id()), await nobody.put(new_id(), {}), await nobody.withdraw(new_id())]
        bookmark = await Writer(client, guest()).put(new_id(), {"record": "help/x"}, kind="bookmarks")
    for answer in (*answers, bookmark):
        assert (answer.status_code, answer.json()["code"]) == (401, "sign-in-needed")


async def test_one_code_opens_one_contribution(app: HubApp) -> None:
    first, code = new_id(), {"receipt-code": new_code().lower()}
    async with asking(app) as client:
        someone = Writer(client, code)
        await someone.put(first)
        second = await someone.put(new_id())
        unseen = await someone.withdraw(new_id())
        await someone.withdraw(first)
        after = await someone.put(new_id())
    for answer in (second, unseen, after):
        assert (answer.status_code, answer.json()["code"]) == (422, "key-reused")
    assert [row.id for row in rows(app)] == [first]


async def test_a_key_of_an_application_writes_within_its_scope(app: HubApp) -> None:
    with app.hub.database.writing() as connection:
        for name, scope in (("writer", "read contribute"), ("reader", "read")):
            row = {"id": name, "name": name, "secret": hashed(f"wk_{name}"), "scopes": scope, "created_at": 0}
            connection.execute(insert(API_KEY).values(**row))
    async with asking(app) as client:
        done = await Writer(client, {"authorization": "Bearer wk_writer"}).put(new_id())
        refused = await Writer(client, {"authorization": "Bearer wk_reader"}).put(new_id())
    assert done.status_code == 201
    assert (refused.status_code, refused.json()["code"]) == (403, "not-allowed")
    assert [row.owner for row in rows(app)] == ["k:writer"]
