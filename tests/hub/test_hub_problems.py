"""How the hub says no."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from contract.problems import Problem
from hub.asgi import HubApp
from hub.core.parameters import Asked
from hub.core.problems import spoken
from hub.core.sentences import SENTENCES
from tests.hub.asking import asking
from tests.hub.samples import news

pytestmark = pytest.mark.anyio

REFUSED = [
    ("/v1/news?limit=0", 422),
    ("/v1/news?limit=x", 422),
    ("/v1/news?limit=", 422),
    ("/v1/news?limit=1&limit=2", 422),
    ("/v1/news?limit=%D9%A3", 422),
    ("/v1/news?place=", 422),
    ("/v1/news?place=%00", 422),
    ("/v1/news?facet=" + "x" * 300, 422),
    ("/v1/news?" + "&".join(["facet=a:b"] * 21), 422),
    ("/v1/news?" + "&".join(["x=1"] * 60), 400),
    ("/v1/news?cursor=x", 400),
    ("/v1/changes/news?limit=1001", 422),
    ("/v1/changes/news?since=", 422),
    ("/v1/changes/news?since=abc", 410),
    ("/v1/search", 422),
    ("/v1/search?q=", 422),
    ("/v1/search?q=x&kind=secrets", 422),
    ("/v1/news/nothing", 404),
    ("/nowhere", 404),
    ("/v1/news/", 404),
    ("/v1/secrets/x", 404),
]


@pytest.mark.parametrize(("path", "status"), REFUSED)
async def test_every_refusal_is_a_problem_of_rfc_9457(app: HubApp, path: str, status: int) -> None:
    async with asking(app) as client:
        answer = await client.get(path)
    problem = Problem.model_validate(answer.json())
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["cache-control"] == "no-store"
    assert (answer.status_code, problem.status) == (status, status)
    assert problem.type == f"/problems/{problem.code}"
    assert bool(problem.errors) is (status == 422)


async def test_all_wrong_parameters_are_named_at_once(app: HubApp) -> None:
    async with asking(app) as client:
        errors = (await client.get("/v1/news?limit=999&place=")).json()["errors"]
    assert [error["pointer"] for error in errors] == ["/query/limit", "/query/place"]
    assert errors[0]["detail"] == "muss eine ganze Zahl von 1 bis 200 sein"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
async def test_a_method_that_is_not_there_is_named_as_such(app: HubApp, method: str) -> None:
    async with asking(app) as client:
        await client.get("/v1/news")
        answer = await client.request(method, "/v1/news")
    assert (answer.status_code, answer.json()["status"]) == (405, 405)
    assert set(answer.headers["allow"].split(", ")) == {"GET", "HEAD"}


@pytest.mark.parametrize(
    ("wish", "language"),
    [
        ("", "de"),
        ("de-simple", "de-simple"),
        ("de-simple, de;q=0.9", "de-simple"),
        ("de;q=0.5, de-simple;q=0.8", "de-simple"),
        ("DE-Simple", "de-simple"),
        ("de-simple-x-test", "de-simple"),
        ("de-AT, de-simple;q=0.5", "de"),
        ("en, fr;q=0.5", "de"),
        ("en, de-simple;q=0.1", "de-simple"),
        ("de-simple;q=0, de", "de"),
        ("de-simple;q=x", "de"),
        ("*", "de"),
    ],
)
async def test_a_problem_speaks_the_language_asked_for(app: HubApp, wish: str, language: str) -> None:
    async with asking(app) as client:
        answer = await client.get("/nowhere", headers={"accept-language": wish})
    assert answer.headers["content-language"] == language == spoken(wish)
    assert answer.headers["vary"] == "accept-language"
    title = {"de": "Das Gesuchte gibt es hier nicht oder nicht mehr.", "de-simple": "Das gibt es hier nicht."}
    assert answer.json()["title"] == title[language]


def test_every_code_a_hub_sends_has_its_sentences_in_every_language() -> None:
    for said in SENTENCES.values():
        assert set(said) == {"de", "de-simple"}
        assert all(title and step for title, step in said.values())


async def test_a_failure_inside_is_a_problem_that_tells_nothing_of_the_inside(
    app: HubApp, caplog: pytest.LogCaptureFixture
) -> None:
    app.hub.write([news(1)])
    with app.hub.database.writing() as connection:
        connection.exec_driver_sql("ALTER TABLE facet RENAME TO lost")
    async with asking(app) as client:
        with caplog.at_level(logging.ERROR):
            answer = await client.get("/v1/news?facet=topic:geheim")
        healthy = await client.get("/v1/news")
    # SQLite tells a lost table from a full disk by words only: there it counts as "not just now".
    assert (answer.status_code, answer.json()["code"]) in ((500, "hub-broken"), (503, "hub-broken"))
    assert "facet" not in answer.text
    assert healthy.status_code == 200
    assert "GET /v1/news failed" in caplog.text
    assert "geheim" not in caplog.text


async def test_a_question_nobody_declared_is_ignored(app: HubApp) -> None:
    async with asking(app) as client:
        assert (await client.get("/v1/news?utm_source=x")).status_code == 200


def test_asked_values_have_their_types() -> None:
    asked: Any = Asked({}, {"limit": 3, "q": "a", "facet": ("b",)})
    assert (asked.number("limit"), asked.word("q"), asked.words("facet")) == (3, "a", ("b",))
