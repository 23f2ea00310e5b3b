"""The hub's description of itself, held against what it does."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from contract import endpoints
from contract.endpoints import Endpoint
from hub.asgi import HubApp
from tests.hub.asking import asking
from tests.hub.samples import identity, news, offer

pytestmark = pytest.mark.anyio

#: What anybody may read, and keep.
READ: list[Endpoint[Any]] = [
    endpoints.SEARCH, endpoints.CHANGES, endpoints.SNAPSHOT, *endpoints.LISTS.values(), *endpoints.ITEMS.values(),
]  # fmt: skip
ALL: list[Endpoint[Any]] = [
    *(value for value in vars(endpoints).values() if isinstance(value, Endpoint)),
    *endpoints.LISTS.values(), *endpoints.ITEMS.values(),
]  # fmt: skip


async def described(app: HubApp) -> dict[str, Any]:
    async with asking(app) as client:
        document: dict[str, Any] = (await client.get("/openapi.json")).raise_for_status().json()
    return document


async def test_it_is_openapi_3_1_with_schemas_that_are_schemas(app: HubApp) -> None:
    document = await described(app)
    assert document["openapi"].startswith("3.1")
    assert document["info"]["title"]
    for schema in document["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
    ids = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    assert len(ids) == len(set(ids))


async def test_every_reference_leads_somewhere(app: HubApp) -> None:
    document = await described(app)

    def references(value: Any) -> list[str]:
        if isinstance(value, dict):
            own = [value["$ref"]] if isinstance(value.get("$ref"), str) else []
            return own + [each for part in value.values() for each in references(part)]
        return [each for part in value for each in references(part)] if isinstance(value, list) else []

    for reference in set(references(document)):
        found = document
        for part in reference.removeprefix("#/").split("/"):
            found = found[part]


async def test_every_endpoint_of_the_contract_is_served_and_described_and_no_other(app: HubApp) -> None:
    document = await described(app)
    # What others say how it must be (HSDS) is no endpoint of ours, but is described with them.
    ours = {path for path in document["paths"] if not path.startswith("/hsds/v3/")}
    assert ours == {endpoint.path for endpoint in ALL} < set(document["paths"])
    for endpoint in ALL:
        operation = document["paths"][endpoint.path][endpoint.method.lower()]
        asked = [each["name"] for each in operation.get("parameters", []) if each["in"] == "query"]
        assert sorted(asked) == sorted(endpoint.query), endpoint.path


QUESTIONS = [
    ("/healthz", "/healthz"), ("/readyz", "/readyz"),
    ("/v1/search", "/v1/search?q=angebot"), ("/v1/search", "/v1/search"),
    ("/v1/changes/{kind}", "/v1/changes/help?limit=1"), ("/v1/changes/{kind}", "/v1/changes/nothing"),
    ("/v1/changes/{kind}", "/v1/changes/help?since=x"), ("/v1/changes/{kind}", "/v1/changes/help?limit=0"),
    ("/v1/snapshots/{kind}", "/v1/snapshots/help"), ("/v1/snapshots/{kind}", "/v1/snapshots/nothing"),
    ("/v1/help", "/v1/help?limit=1"), ("/v1/news", "/v1/news"), ("/v1/guides", "/v1/guides"),
    ("/v1/help", "/v1/help?limit=0"), ("/v1/help", "/v1/help?cursor=x"),
    ("/v1/help/{id}", f"/v1/help/{offer(1).id}"), ("/v1/help/{id}", f"/v1/help/{identity('none')}"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "question"), QUESTIONS)
async def test_every_answer_is_one_of_those_described(app: HubApp, path: str, question: str) -> None:
    app.hub.write([*(offer(n, free=True) for n in range(3)), news(1)])
    document = await described(app)
    async with asking(app) as client:
        answer = await client.get(question)
    declared = document["paths"][path]["get"]["responses"]
    assert str(answer.status_code) in declared, question
    content = declared[str(answer.status_code)]["content"]
    media = answer.headers["content-type"].partition(";")[0]
    assert media in content
    if media.endswith("json") and "nd" not in media:
        schema = {**content[media]["schema"], "components": document["components"]}
        Draft202012Validator(schema).validate(answer.json())


async def test_what_is_unchanged_is_described_too(app: HubApp) -> None:
    document = await described(app)
    for endpoint in READ:
        assert "304" in document["paths"][endpoint.path]["get"]["responses"]
