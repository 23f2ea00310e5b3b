"""What no person sends: too much, too deep, packed, disguised, in the language of a database; a clear no each time."""

from __future__ import annotations

import gzip
import json
from collections.abc import AsyncIterator, Iterator
from typing import Any

import httpx
import pytest

from contract.identity import new_id
from hub.asgi import HubApp, create_hub
from hub.core import bodies
from hub.core.bodies import DEEPEST, HELD, MOST_BYTES
from hub.settings import HubSettings
from tests.hub.samples import news
from tests.hub.writers import FEEDBACK, Writer, guest, signed_in
from tests.security.afar import from_afar
from tests.security.saying_no import bomb, no

pytestmark = pytest.mark.anyio

HIDDEN = ["\u202e", "\u200b", "\u0000", "\ufeff", "\u2066", "\u0007", "\u0085", "e" + "\u0301" * 9]
#: Query languages of SQLite, PostgreSQL and their full text search, and of other things that read text.
SPOKEN = [
    "' OR 1=1 --", "'; DROP TABLE record; --", '" OR ""="', "x') UNION SELECT secret FROM api_key --", "\\'; --",
    "*", '"', '"tafel', "tafel*", "NEAR(tafel hilfe, 2)", "name:tafel", "tafel AND", "NOT tafel", "(", ")", "^tafel",
    "tafel OR OR", "a:* & b", "!tafel", "tafel <-> hilfe", "%", "_", "%00", "{{7*7}}", "${jndi:ldap://x}", "../../etc",
    "<script>alert(1)</script>", "A" * 200, "ﬀ" * 60, "ẞ" * 60, "\U0001f469\u200d\U0001f680",
]  # fmt: skip
QUESTIONS = [
    "/v1/search?q={}", "/v1/search?q=a&kind={}", "/v1/search?q=a&place={}", "/v1/search?q=a&limit={}",
    "/v1/changes/news?since={}", "/v1/changes/{}", "/v1/snapshots/{}", "/v1/news?cursor={}", "/v1/news?facet={}",
    "/v1/news?place={}", "/v1/news/{}", "/v1/me/contributions?since={}", "/v1/me/sessions/{}",
    "/v1/contributions/feedback/{}", "/v1/contributions/{}/x", "/v1/uploads/{}", "/v1/files/{}", "/{}",
]  # fmt: skip


@pytest.fixture(scope="module")
def app() -> Iterator[HubApp]:
    app = create_hub(HubSettings(seed=False, quotas=None))
    app.hub.write([news(number) for number in range(3)])
    yield app
    app.hub.close()


@pytest.fixture(scope="module")
def erika(app: HubApp) -> dict[str, str]:
    return signed_in(app, "erika", "office moderator")


@pytest.mark.parametrize("question", QUESTIONS)
async def test_the_language_of_a_database_is_only_words(app: HubApp, erika: dict[str, str], question: str) -> None:
    async with from_afar(app, headers=erika) as client:
        for said in [*SPOKEN, *HIDDEN]:
            answer = await client.get(question.format(httpx.QueryParams({"": said}).__str__()[1:].replace("+", "%20")))
            if answer.status_code != 200:
                no(answer, 400, 404, 405, 410, 422)
            else:
                assert question.startswith(("/v1/search", "/v1/news?", "/v1/me/"))
        assert len((await client.get("/v1/news")).json()["items"]) == 3


#: Every place where somebody may write, as (method, path, body with TEXT in it).
TEXTS: list[tuple[str, str, Any]] = [
    ("POST", "/v1/accounts", {"nickname": "TEXT", "password": "ein langes Passwort"}),
    ("POST", "/v1/accounts", {"nickname": "Neu", "password": "ein langes Passwort", "device": "TEXT"}),
    ("POST", "/v1/session", {"nickname": "TEXT", "password": "x"}),
    ("POST", "/v1/session", {"nickname": "x", "password": "x", "device": "TEXT"}),
    ("POST", "/v1/password/recovery", {"nickname": "TEXT", "code": "A", "new_password": "ein langes Passwort"}),
    ("POST", "/v1/password/mail", {"email": "TEXT"}),
    ("PATCH", "/v1/me", {"nickname": "TEXT"}),
    ("PATCH", "/v1/me", {"email": "TEXT"}),
    ("POST", "/v1/keys", {"name": "TEXT", "scopes": ["read"]}),
]


@pytest.mark.parametrize(("method", "path", "body"), TEXTS)
async def test_signs_that_deceive_are_named_wherever_one_writes(
    app: HubApp, erika: dict[str, str], method: str, path: str, body: Any
) -> None:
    async with from_afar(app, headers=erika) as client:
        for sign in HIDDEN:
            said = json.dumps(body).replace("TEXT", json.dumps(f"Wort{sign}wort")[1:-1])
            problem = no(await client.request(method, path, content=said, headers=JSON), 422)
            assert [error.pointer for error in problem.errors] == [f"#/{name}" for name in body if body[name] == "TEXT"]
            assert "wort" not in problem.model_dump_json().lower().replace("passwort", "")
        lone = json.dumps(body).replace("TEXT", "Wort\\ud800")
        no(await client.request(method, path, content=lone, headers=JSON), 400, 422)


JSON = {"content-type": "application/json"}


@pytest.mark.parametrize("field", ["about", "text", "query"])
async def test_a_contribution_takes_the_words_and_not_what_deceives(app: HubApp, field: str) -> None:
    async with from_afar(app) as client:
        for said in SPOKEN:
            id_, writer = new_id(), Writer(client, guest())
            assert (await writer.put(id_, {**FEEDBACK, field: said})).status_code == 201, said
            assert (await writer.get(f"/v1/contributions/feedback/{id_}")).json()["body"][field] == said
        for sign in (*HIDDEN, "\ud800"):
            sent = json.dumps({"body": {**FEEDBACK, field: f"a{sign}"}})
            headers = {**guest(), **JSON, "if-none-match": "*", "idempotency-key": new_id()}
            path = f"/v1/contributions/feedback/{new_id()}"
            no(await client.put(path, content=sent, headers=headers), 400, 422)


def nested(depth: int, opening: str, closing: str) -> str:
    return opening * depth + "1" + closing * depth


SHAPES = [
    nested(DEEPEST + 1, "[", "]"), nested(30_000, "[", ""), nested(10_000, '{"a":', "}"), "[" * 60_000,
    '{"body":' + nested(DEEPEST + 1, '{"a":', "}") + "}", "1" * 60_000, '"' + "\\" * 50_001, "NaN", "-Infinity",
    "1e999999", '{"a":1,' * 5, "\ufeff{}", "{}{}", "null", "true", "[]", '""', "", " ", "{'a':1}", "{\"a\":\x00}",
]  # fmt: skip


@pytest.mark.parametrize("path", ["/v1/session", "/v1/accounts", "/v1/session/refresh", "put", "outcome"])
async def test_any_shape_of_json_is_answered(app: HubApp, erika: dict[str, str], path: str) -> None:
    method = "POST" if path.startswith("/") else "PUT"
    tail = "/outcome" if path == "outcome" else ""
    async with from_afar(app, headers=erika) as client:
        for shape in SHAPES:
            where = path if path.startswith("/") else f"/v1/contributions/feedback/{new_id()}{tail}"
            headers = {**JSON, "if-none-match": "*", "idempotency-key": new_id()}
            no(await client.request(method, where, content=shape.encode(), headers=headers), 400, 422)


async def test_ten_megabytes_are_not_even_read(app: HubApp, erika: dict[str, str]) -> None:
    huge = b'{"nickname":"' + b"x" * 10_000_000 + b'"}'
    asked = [("POST", "/v1/session"), ("POST", "/v1/accounts"), ("PATCH", "/v1/me"),
             ("PUT", f"/v1/contributions/feedback/{new_id()}")]  # fmt: skip
    given = 0

    async def trickled() -> Any:
        nonlocal given
        for start in range(0, len(huge), 16_384):
            given += 16_384
            yield huge[start : start + 16_384]

    async with from_afar(app, headers={**erika, **JSON, "if-none-match": "*", "idempotency-key": new_id()}) as client:
        for method, path in asked:
            assert no(await client.request(method, path, content=huge), 413).code == "too-large"
            no(await client.request(method, path, headers={"content-length": "99999999999999999999"}), 413)
            no(await client.request(method, path, headers={"content-length": "-1"}), 413)
            before = given
            assert no(await client.request(method, path, content=trickled()), 413).code == "too-large"
            assert given - before <= 2 * MOST_BYTES
    assert HELD.size == 0


async def test_what_is_packed_is_refused_before_it_is_unpacked(app: HubApp, erika: dict[str, str]) -> None:
    async with from_afar(app, headers={**erika, **JSON, "if-none-match": "*", "idempotency-key": new_id()}) as client:
        for coding in ("gzip", "br", "deflate", "zstd", "gzip, gzip", "x-gzip"):
            for method, path in (("POST", "/v1/session"), ("PUT", f"/v1/contributions/feedback/{new_id()}")):
                packed = gzip.compress(json.dumps({"body": FEEDBACK}).encode())
                sent = await client.request(method, path, content=packed, headers={"content-encoding": coding})
                assert no(sent, 415).code == "media-wrong"
                sent = await client.request(method, path, content=bomb(), headers={"content-encoding": coding})
                assert no(sent, 415).code == "media-wrong"


async def slowly() -> AsyncIterator[bytes]:
    for part in (b'{"nickname":', b'"Erika",', b'"password":"x"}'):
        yield part


async def test_so_many_bodies_at_once_are_held_and_no_more(app: HubApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bodies, "MOST_HELD", MOST_BYTES)
    async with from_afar(app) as client:
        HELD.take(MOST_BYTES - 10)
        try:
            refused = await client.post("/v1/session", content=slowly(), headers=JSON)
            assert no(refused, 503).retry_after == 5
        finally:
            HELD.size -= MOST_BYTES - 10
        assert HELD.size == 0
        assert (await client.post("/v1/session", content=slowly(), headers=JSON)).status_code == 401


ODD = [
    {"authorization": "Bearer " + "x" * 10_000}, {"authorization": "Bearer"}, {"authorization": b"Bearer \xff\xfe"},
    {"receipt-code": "x" * 10_000}, {"receipt-code": b"\xff"}, {"accept-language": "," * 5_000},
    {"accept-language": "de;q=nan, x;q=inf, " * 50}, {"if-none-match": '"' * 5_000}, {"accept-encoding": ";" * 5_000},
    {"if-match": '"99999999999"'}, {"idempotency-key": "' OR 1=1"}, {"content-type": "application/json; charset=utf-7"},
    {"x-forwarded-for": "' OR 1=1, ::::, 999.999.999.999"}, {"host": "evil.invalid"}, {"range": "bytes=0-0,1-1,2-2"},
]  # fmt: skip


@pytest.mark.parametrize("number", range(len(ODD)))
async def test_odd_headers_do_no_harm(app: HubApp, number: int) -> None:
    headers: Any = ODD[number]
    async with from_afar(app) as client:
        for method, path in (("GET", "/v1/news"), ("GET", "/v1/me"), ("POST", "/v1/session"), ("GET", "/v1/nothing"),
                             ("GET", "/v1/receipt"), ("DELETE", f"/v1/contributions/feedback/{new_id()}")):  # fmt: skip
            answer = await client.request(method, path, headers=headers)
            assert answer.status_code < 500, (path, answer.text)
            assert "evil" not in str(answer.headers) + answer.text
