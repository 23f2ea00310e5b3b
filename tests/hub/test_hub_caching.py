"""Answers that are given again: never stale, and nearly free when nothing changed."""

from __future__ import annotations

import sys

import anyio
import httpx
import pytest
from anyio import to_thread
from sqlalchemy import event

from hub.asgi import HubApp, create_hub
from hub.core.hub import Hub
from hub.settings import HubSettings
from tests.hub.asking import asking
from tests.hub.samples import news, offer

pytestmark = pytest.mark.anyio

PATHS = ("/v1/news", "/v1/changes/news", "/v1/snapshots/news", f"/v1/news/{news(1).id}", "/v1/search?q=meldung")


@pytest.mark.parametrize("path", PATHS)
async def test_what_has_not_changed_is_answered_with_304(app: HubApp, path: str) -> None:
    app.hub.write([news(1)])
    async with asking(app) as client:
        for _ in range(2):
            first = await client.get(path)
            held = {"if-none-match": first.headers["etag"]}
            again = await client.get(path, headers=held)
            assert (again.status_code, again.content) == (304, b"")
            assert again.headers["etag"] == first.headers["etag"]
        app.hub.write([news(1, headline="Meldung, neu gefasst"), news(2)])
        changed = await client.get(path, headers=held)
        assert changed.status_code == (304 if changed.headers["etag"] == first.headers["etag"] else 200)
        if "search" not in path:
            assert changed.status_code == 200


@pytest.mark.parametrize("form", ["W/{}", '"other", {}', "*", "{} , x"])
async def test_validators_are_understood_in_every_form(app: HubApp, form: str) -> None:
    app.hub.write([news(1)])
    async with asking(app) as client:
        etag = (await client.get("/v1/news")).headers["etag"]
        again = await client.get("/v1/news", headers={"if-none-match": form.format(etag)})
        other = await client.get("/v1/news", headers={"if-none-match": '"other"'})
    assert (again.status_code, other.status_code) == (304, 200)


async def test_whoever_holds_a_token_can_ask_for_304_the_first_time(app: HubApp) -> None:
    app.hub.write([news(1)])
    async with asking(app) as client:
        token = (await client.get("/v1/changes/news")).json()["next"]
        held = {"if-none-match": f'"{token}"'}
        assert (await client.get(f"/v1/changes/news?since={token}", headers=held)).status_code == 304
        app.hub.write([news(2)])
        assert (await client.get(f"/v1/changes/news?since={token}", headers=held)).status_code == 200


async def test_a_write_to_one_kind_leaves_the_answers_of_others(app: HubApp) -> None:
    app.hub.write([news(1), offer(1)])
    async with asking(app) as client:
        await client.get("/v1/help")
        await client.get("/v1/news")
        app.hub.write([news(2)])
        scope = {"type": "http", "method": "GET", "path": "/v1/help", "query_string": b""}
        scope["headers"] = [(b"accept-encoding", client.headers["accept-encoding"].encode())]
        assert await app.answers.find(scope) is not None
        assert await app.answers.find({**scope, "path": "/v1/news"}) is None


async def test_what_another_connection_writes_is_seen_at_once(url: str) -> None:
    app, other = create_hub(HubSettings(url, seed=False)), Hub(HubSettings(url, seed=False))
    async with asking(app) as client:
        for number in range(1, 6):
            other.write([news(number)])
            assert len((await client.get("/v1/news")).json()["items"]) == number
            assert (await client.get("/v1/search?q=meldung")).json()["items"] != []
            assert len((await client.get("/v1/snapshots/news")).content.splitlines()) == number + 2
        other.remove("news", [news(1).id])
        assert len((await client.get("/v1/news")).json()["items"]) == 4
    other.close()
    app.hub.close()


async def test_what_another_process_writes_is_seen_at_once(url: str) -> None:
    app = create_hub(HubSettings(url, seed=False))
    async with asking(app) as client:
        assert (await client.get("/v1/news")).json()["items"] == []
        said = (
            "from hub.core.hub import Hub; from hub.settings import HubSettings; from tests.hub.samples import news\n"
            f"Hub(HubSettings({url!r}, seed=False)).write([news(1)])"
        )
        await anyio.run_process([sys.executable, "-c", said])
        assert len((await client.get("/v1/news")).json()["items"]) == 1
    app.hub.close()


async def test_a_head_says_what_a_get_would_without_the_body(app: HubApp) -> None:
    app.hub.write([news(1)])
    async with asking(app) as client:
        for path in (*PATHS, "/healthz", "/readyz"):
            head, got = await client.head(path), await client.get(path)
            assert head.status_code == 200
            assert head.content == b""
            assert head.headers.get("etag") == got.headers.get("etag")
            assert head.headers["content-length"] == got.headers["content-length"]


async def test_public_answers_may_be_cached_and_say_so(app: HubApp) -> None:
    app.hub.write([news(1)])
    app.hub.write([news(2)])
    async with asking(app) as client:
        answer = await client.get("/v1/news")
    assert answer.headers["cache-control"] == "public, max-age=60, stale-while-revalidate=600, stale-if-error=86400"
    assert answer.headers["vary"] == "accept-encoding"
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"


async def test_gzip_is_refused_when_the_client_refuses_it(app: HubApp) -> None:
    app.hub.write(news(n) for n in range(9))
    async with asking(app) as client:
        for accepted, coding in (("gzip", "gzip"), ("gzip;q=0", None), ("br", None), ("GZIP;q=0.5, br", "gzip")):
            answer = await client.get("/v1/news", headers={"accept-encoding": accepted})
            assert answer.headers.get("content-encoding") == coding
            assert len(answer.json()["items"]) == 9


async def test_many_different_questions_do_not_fill_the_memory(app: HubApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hub.core.readings.MOST_ANSWERS", 10)
    async with asking(app) as client:
        for limit in range(1, 30):
            await client.get(f"/v1/news?limit={limit}")
    assert len(app.answers) == 10


def test_a_hub_is_durable(url: str) -> None:
    hub = Hub(HubSettings(url, seed=False))
    asked = {"PRAGMA journal_mode": "wal", "PRAGMA synchronous": 2}
    if not hub.database.lite:
        asked = {"SHOW synchronous_commit": "on", "SHOW fsync": "on", "SHOW full_page_writes": "on"}
    with hub.database.writing() as connection:
        assert {said: connection.exec_driver_sql(said).scalar() for said in asked} == asked
    hub.close()


def test_a_write_that_fails_in_the_middle_leaves_nothing(url: str) -> None:
    hub = Hub(HubSettings(url, seed=False))
    hub.write([news(1)])
    before = hub.log.numbers()
    stop = "CREATE TRIGGER stop BEFORE INSERT ON facet BEGIN SELECT RAISE(ABORT, 'disk'); END"
    if not hub.database.lite:
        stop = "ALTER TABLE facet ADD CONSTRAINT disk CHECK (false) NOT VALID"
    with hub.database.writing() as connection:
        connection.exec_driver_sql(stop)
    with pytest.raises(Exception, match="disk"):
        hub.write([news(2)])
    assert hub.log.numbers() == before
    assert len(hub.log.page("news", None, 10).changes) == 1
    hub.close()


@pytest.mark.postgres
async def test_many_questions_at_once_ask_the_database_hardly_more_than_one(server_url: str) -> None:
    app = create_hub(HubSettings(server_url, seed=False))
    app.hub.write([news(1)])
    asked: list[str] = []
    async with asking(app) as client:
        await client.get("/v1/news")
        event.listen(app.hub.database.engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
        async with anyio.create_task_group() as together:
            for _ in range(50):
                together.start_soon(client.get, "/v1/news")
    # One look may be under way while the rest come, and they share the next.
    assert 1 <= len(asked) <= 2
    app.hub.close()


@pytest.mark.postgres
async def test_who_shares_a_look_never_gets_what_was_so_before_they_asked(server_url: str) -> None:
    app, other = create_hub(HubSettings(server_url, seed=False)), Hub(HubSettings(server_url, seed=False))
    behind: list[int] = []

    async def reader(client: httpx.AsyncClient) -> None:
        for _ in range(40):
            known = len(written)
            if len((await client.get("/v1/news?limit=100")).json()["items"]) < known:
                behind.append(known)

    written: list[int] = []
    async with asking(app) as client, anyio.create_task_group() as together:
        for _ in range(8):
            together.start_soon(reader, client)
        for number in range(30):
            await to_thread.run_sync(other.write, [news(number)])
            written.append(number)
    assert behind == []
    other.close()
    app.hub.close()
