"""Lists, filters and single records."""

from __future__ import annotations

import pytest

from contract.help import HelpOffer
from hub.asgi import HubApp
from hub.core.changes import wire
from tests.hub.asking import asking
from tests.hub.samples import identity, news, offer

pytestmark = pytest.mark.anyio


async def test_a_list_goes_through_all_pages_in_a_stable_order(app: HubApp) -> None:
    app.hub.write(offer(n, name="Gleich" if n % 2 else f"Name {n}") for n in range(11))
    told: list[str] = []
    async with asking(app) as client:
        path = "/v1/help?limit=4"
        while path:
            answer = await client.get(path)
            told += [item["id"] for item in answer.json()["items"]]
            after = answer.json()["next"]
            assert (after is None) is ("next" not in answer.links)
            path = answer.links["next"]["url"] if after else ""
    offers = [offer(n, name="Gleich" if n % 2 else f"Name {n}") for n in range(11)]
    assert told == [each.id for each in sorted(offers, key=lambda each: (each.order(), each.id))]


async def test_a_cursor_stays_true_while_records_come_and_go(app: HubApp) -> None:
    app.hub.write(offer(n) for n in range(10, 16))
    async with asking(app) as client:
        first = (await client.get("/v1/help?limit=3")).json()
        app.hub.write([offer(1), offer(99)])
        app.hub.remove("help", [offer(12).id, offer(14).id])
        second = (await client.get("/v1/help", params={"cursor": first["next"]})).json()
    assert [item["id"] for item in first["items"]] == [offer(n).id for n in (10, 11, 12)]
    assert [item["id"] for item in second["items"]] == [offer(n).id for n in (13, 15, 99)]


async def test_newest_news_come_first_as_the_contract_orders_them(app: HubApp) -> None:
    app.hub.write(news(n) for n in (1, 3, 2))
    async with asking(app) as client:
        items = (await client.get("/v1/news")).json()["items"]
    assert [item["id"] for item in items] == [news(n).id for n in (3, 2, 1)]


async def test_facets_of_one_name_are_alternatives_and_names_add_up(app: HubApp) -> None:
    app.hub.write(
        [
            offer(1, topics=("geld",), free=True),
            offer(2, topics=("wohnen",)),
            offer(3, topics=("wohnen",), free=True),
            offer(4, topics=("sucht",), free=True),
        ]
    )
    async with asking(app) as client:

        async def found(*facets: str) -> list[str]:
            answer = await client.get("/v1/help", params=[("facet", facet) for facet in facets])
            return [item["name"]["de"][-1] for item in answer.json()["items"]]

        assert await found("topic:wohnen") == ["2", "3"]
        assert await found("topic:wohnen", "topic:geld") == ["1", "2", "3"]
        assert await found("topic:wohnen", "topic:geld", "cost:free") == ["1", "3"]
        assert await found("topic:nichts") == []


async def test_a_facet_that_a_record_lost_finds_it_no_more(app: HubApp) -> None:
    app.hub.write([offer(1, topics=("geld",))])
    app.hub.write([offer(1, topics=("recht",))])
    async with asking(app) as client:
        assert (await client.get("/v1/help?facet=topic:geld")).json()["items"] == []
        assert len((await client.get("/v1/help?facet=topic:recht")).json()["items"]) == 1


async def test_a_place_filters_and_its_next_page_too(app: HubApp) -> None:
    app.hub.write(news(n, where="zellerau" if n % 2 else "") for n in range(8))
    async with asking(app) as client:
        first = await client.get("/v1/news?limit=3&place=zellerau")
        second = await client.get(first.links["next"]["url"])
    told = [item["id"] for answer in (first, second) for item in answer.json()["items"]]
    assert told == [news(n).id for n in (7, 5, 3, 1)]


async def test_a_record_is_given_as_its_bytes(app: HubApp) -> None:
    app.hub.write([offer(1)])
    async with asking(app) as client:
        answer = await client.get(f"/v1/help/{offer(1).id}")
    assert answer.content == wire(offer(1))
    assert HelpOffer.model_validate_json(answer.content) == offer(1)


async def test_a_record_that_is_not_there_or_no_more_is_not_found(app: HubApp) -> None:
    app.hub.write([offer(1)])
    async with asking(app) as client:
        await client.get(f"/v1/help/{offer(1).id}")
        app.hub.remove("help", [offer(1).id])
        for id_ in (offer(1).id, identity("never"), "no-uuid", "%00"):
            answer = await client.get(f"/v1/help/{id_}")
            assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


async def test_a_list_asks_for_at_most_two_hundred(app: HubApp) -> None:
    app.hub.write(news(n) for n in range(205))
    async with asking(app) as client:
        assert len((await client.get("/v1/news")).json()["items"]) == 50
        assert len((await client.get("/v1/news?limit=200")).json()["items"]) == 200
        assert (await client.get("/v1/news?limit=201")).status_code == 422


@pytest.mark.parametrize(
    "cursor", ["x", "AAAA", "bnVsbA", "WzEsMl0", "WyJhIl0", "WyIAIiwiYSJd", "e30", "ä", "W1tbW1tb"]
)
async def test_a_made_up_cursor_is_refused(app: HubApp, cursor: str) -> None:
    async with asking(app) as client:
        answer = await client.get("/v1/news", params={"cursor": cursor})
    assert (answer.status_code, answer.json()["code"]) == (400, "bad-request")
