"""How the hub takes what is sent: who asks, how much, of what kind; tried on a serving that says it back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from pydantic import Field
from sqlalchemy import insert

from contract.endpoints import Endpoint
from contract.identity import new_code, new_id
from contract.permissions import Action
from contract.problems import Problem
from contract.text import Model
from contract.words import Line
from hub.asgi import HubApp, create_hub
from hub.core.callers import Presented, caller, hashed, known, presented
from hub.core.described import describe_servings
from hub.core.people import ACCOUNT, API_KEY, SESSION
from hub.core.servings import Asking, Reply, Serving, routes
from hub.settings import HubSettings
from tests.hub.asking import asking

pytestmark = pytest.mark.anyio

NOW = 1_800_000_000.0


class Said(Model):
    text: Line = Field(min_length=1)
    inner: dict[str, Any] = Field(default_factory=dict)


class Heard(Model):
    text: str
    owner: str
    session: str = ""


def heard(asked: Asking) -> Reply:
    text = asked.body.text if isinstance(asked.body, Said) else asked.body.decode() if asked.body else ""
    return Reply(Heard(text=text, owner=asked.caller.owner, session=asked.caller.session), 200, {"X-Told": "yes"})


def serving(method: Any, path: str, action: Action = "read", takes: Any = None, **more: Any) -> Serving:
    return Serving(Endpoint(method, path, Heard, takes=takes, action=action), "Says it back.", heard, **more)


@pytest.fixture
def app() -> Iterator[HubApp]:
    app = create_hub(HubSettings(seed=False), now=lambda: NOW)
    made = [
        serving("POST", "/try", takes=Said), serving("GET", "/try"), serving("GET", "/try/{id}"),
        serving("PATCH", "/raw", takes=bytes, takes_media="application/partial-upload", most=10),
        *(serving("GET", f"/{action}", action) for action in ("own", "contribute", "answer", "administer", "bookmark")),
    ]  # fmt: skip
    app.router.routes.extend(routes(made, app.hub))
    app.servings = (*app.servings, *made)
    yield app
    app.hub.close()


@pytest.fixture
async def client(app: HubApp) -> AsyncIterator[Any]:
    async with asking(app) as client:
        yield client


def sign_in(app: HubApp, roles: str = "", until: float = NOW + 900) -> tuple[str, str]:
    """An account with a session, put straight into the tables: (its id, the token)."""
    id_, token = new_id(), f"token-of-{new_id()}"
    values = {
        "id": id_, "nickname": id_, "name": id_, "roles": roles, "demo": False, "created_at": 0,
    }  # fmt: skip
    session = {
        "id": f"s-{id_}", "account": id_, "device": "", "access": hashed(token), "access_until": int(until * 1000),
        "refresh": id_, "refresh_until": 0, "created_at": 0, "used_at": 0,
    }  # fmt: skip
    with app.hub.database.writing() as connection:
        connection.execute(insert(ACCOUNT).values(**values))
        connection.execute(insert(SESSION).values(**session))
    return id_, token


def key(app: HubApp, scopes: str) -> tuple[str, str]:
    id_, token = new_id(), f"wk_{new_id()}"
    with app.hub.database.writing() as connection:
        row = {"id": id_, "name": "App", "secret": hashed(token), "scopes": scopes, "created_at": 0}
        connection.execute(insert(API_KEY).values(**row))
    return id_, token


def bearer(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


async def test_what_was_sent_arrives_as_its_model_and_nobody_may_keep_the_answer(client: Any) -> None:
    answer = await client.post("/try", json={"text": "Grüß Gott", "new": 1})
    assert answer.json() == {"text": "Grüß Gott", "owner": "", "session": ""}
    assert answer.headers["cache-control"] == "private, no-store"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-told"] == "yes"


DEEP = '{"text":"x","inner":' + '{"a":' * 25 + "1" + "}" * 26
WRONG: list[tuple[bytes | str, str, int]] = [
    ("", "application/json", 400),
    ("{", "application/json", 400),
    (b'{"text":"\xff"}', "application/json", 400),
    ('{"text":NaN}', "application/json", 400),
    (DEEP, "application/json", 400),
    ("[" * 60_000, "application/json", 400),
    ('{"text":"x"}', "text/plain", 415),
    ('{"text":"x"}', "", 415),
    ('{"text":"' + "x" * 70_000 + '"}', "application/json", 413),
    ("[]", "application/json", 422),
    ('"x"', "application/json", 422),
    ("{}", "application/json", 422),
    ('{"text":1}', "application/json", 422),
    ('{"text":""}', "application/json", 422),
    ('{"text":"\\u0000"}', "application/json", 422),
    ('{"text":"\\ud800"}', "application/json", 422),
    ('{"text":"a\\u202eb"}', "application/json", 422),
]


@pytest.mark.parametrize(("body", "media", "status"), WRONG)
async def test_what_cannot_be_taken_is_refused_clearly(client: Any, body: Any, media: str, status: int) -> None:
    headers = {"content-type": media} if media else {}
    answer = await client.post("/try", content=body, headers=headers)
    problem = Problem.model_validate(answer.json())
    assert (answer.status_code, problem.status) == (status, status)
    if status == 422:
        assert problem.errors
        assert all(error.pointer.startswith("#") for error in problem.errors)


async def test_a_wrong_field_is_named_without_repeating_what_was_written(client: Any) -> None:
    answer = await client.post("/try", json={"text": "Geheim\u200b"})
    assert answer.json()["errors"] == [{"pointer": "#/text", "detail": "enthält unsichtbare oder unzulässige Zeichen"}]
    assert "Geheim" not in answer.text


async def test_a_body_without_a_length_is_cut_off_where_it_grows_too_large(app: HubApp) -> None:
    given = 0
    sent: list[Any] = []

    async def receive() -> Any:
        nonlocal given
        given += 1
        return {"type": "http.request", "body": b"x" * 40_000, "more_body": True}

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {
        "type": "http", "method": "POST", "path": "/try", "raw_path": b"/try", "query_string": b"", "root_path": "",
        "scheme": "http", "http_version": "1.1", "headers": [(b"content-type", b"application/json")],
        "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2),
    }  # fmt: skip
    await app(scope, receive, send)
    assert sent[0]["status"] == 413
    assert given == 2
    assert (b"connection", b"close") in sent[0]["headers"]


async def test_bytes_are_taken_as_bytes_of_the_kind_that_is_named(client: Any) -> None:
    media = {"content-type": "application/partial-upload"}
    assert (await client.patch("/raw", content=b"abc", headers=media)).json()["text"] == "abc"
    assert (await client.patch("/raw", content=b"a" * 11, headers=media)).status_code == 413
    assert (await client.patch("/raw", content=b"a", headers={"content-type": "image/jpeg"})).status_code == 415


async def test_all_methods_of_a_path_are_named_and_head_has_no_body(client: Any) -> None:
    refused = await client.put("/try")
    assert refused.status_code == 405
    assert set(refused.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}
    assert (await client.head("/try")).content == b""
    assert (await client.get("/try/a%00b")).status_code == 404


async def test_who_asks_is_known_by_token_key_or_code(app: HubApp, client: Any) -> None:
    account, token = sign_in(app)
    id_, secret = key(app, "contribute")
    code = new_code()
    assert (await client.get("/own", headers=bearer(token))).json() == {
        "text": "", "owner": f"a:{account}", "session": f"s-{account}",
    }  # fmt: skip
    assert (await client.get("/contribute", headers=bearer(secret))).json()["owner"] == f"k:{id_}"
    shown = {"receipt-code": code.lower().replace("-", " ")}
    assert (await client.get("/contribute", headers=shown)).json()["owner"] == f"r:{hashed(code)}"
    assert (await client.get("/contribute", headers={**shown, **bearer(token)})).json()["owner"] == f"a:{account}"
    assert (await client.get("/contribute")).json()["owner"] == ""


async def test_who_may_not_is_told_why(app: HubApp, client: Any) -> None:
    _, plain = sign_in(app)
    _, office = sign_in(app, "office resident")
    _, ended = sign_in(app, until=NOW)
    _, reader = key(app, "read")
    asked = [
        ("own", None, 401, "sign-in-needed"),
        ("own", ended, 401, "session-ended"),
        ("own", "nobody-has-this-token", 401, "session-ended"),
        ("contribute", "nobody-has-this-token", 401, "session-ended"),
        ("own", reader, 403, "not-allowed"),
        ("contribute", reader, 403, "not-allowed"),
        ("administer", plain, 403, "not-allowed"),
        ("answer", plain, 403, "not-allowed"),
    ]
    for path, token, status, code in asked:
        answer = await client.get(f"/{path}", headers=bearer(token) if token else {})
        assert (answer.status_code, answer.json()["code"]) == (status, code), (path, token)
        assert ("www-authenticate" in answer.headers) is (status == 401)
    assert (await client.get("/administer", headers=bearer(plain))).json()["roles"] == ["office"]
    assert (await client.get("/administer", headers=bearer(office))).status_code == 200
    assert (await client.get("/try", headers=bearer(ended))).status_code == 200
    assert (await client.get("/contribute", headers={"authorization": "Basic eA=="})).status_code == 401
    broken = await client.get("/contribute", headers={"receipt-code": "WUE-0000"})
    assert (broken.status_code, broken.json()["code"]) == (404, "receipt-unknown")


def test_a_whole_batch_is_known_in_one_statement(app: HubApp) -> None:
    people = [sign_in(app) for _ in range(20)]
    _, secret = key(app, "contribute")
    shown = [presented([(b"authorization", f"bearer {token}".encode())]) for _, token in people]
    hashes = [one.token for one in shown] + [hashed(secret), hashed("unknown")]
    with app.hub.database.reading() as connection:
        found = known(connection, hashes, int(NOW * 1000))
        assert known(connection, (), 0) == {}
        assert caller(connection, Presented(), 0).owner == ""
    assert len(found) == 21
    assert [found[one.token].owner for one in shown] == [f"a:{id_}" for id_, _ in people]


def test_a_serving_is_described_with_every_status_it_may_give(app: HubApp) -> None:
    document: Any = describe_servings({"paths": {}, "components": {"schemas": {}}}, app.servings)
    said = document["paths"]["/try"]["post"]
    assert set(said["responses"]) == {"200", "400", "408", "413", "415", "422", "429", "500", "503"}
    assert said["requestBody"]["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/Said-taken"}
    assert document["components"]["schemas"]["Said-taken"]["required"] == ["text"]
    assert document["paths"]["/own"]["get"]["security"] == [{"bearer": []}]
    assert {"401", "403"} <= set(document["paths"]["/own"]["get"]["responses"])
    assert document["paths"]["/contribute"]["get"]["security"][1] == {"receiptCode": []}
    assert said["security"] == []
