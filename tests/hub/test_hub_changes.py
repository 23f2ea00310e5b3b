"""What changed since a token, and what a device makes of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.changes import ChangePage, page_checksum
from contract.home import News
from hub.asgi import HubApp
from hub.core.changes import DAY, ChangeLog
from hub.core.database import Database
from hub.core.migration import bring_up
from hub.core.tokens import Since
from tests.hub.asking import asking, walk
from tests.hub.samples import identity, news, offer

pytestmark = pytest.mark.anyio


async def test_pages_from_the_beginning_give_every_record_once_in_the_order_of_change(app: HubApp) -> None:
    app.hub.write(news(n) for n in range(7))
    async with asking(app) as client:
        told: list[str] = []
        since: dict[str, str] = {"limit": "3"}
        for size in (3, 3, 1):
            page = ChangePage.model_validate((await client.get("/v1/changes/news", params=since)).json())
            told += [record["id"] for record in page.upserts]
            since = {"limit": "3", "since": page.next}
            assert len(page.upserts) == size
            assert page.more is (len(told) < 7)
            assert (page.kind, page.epoch, page.gone) == ("news", app.hub.epoch, ())
    assert told == [news(n).id for n in range(7)]


async def test_a_record_travels_whole(app: HubApp) -> None:
    app.hub.write([news(1)])
    async with asking(app) as client:
        page = (await client.get("/v1/changes/news")).json()
    assert News.model_validate(page["upserts"][0]) == news(1)
    assert page["upserts"][0]["headline"] == {"de": "Meldung 1", "de-simple": "Meldung 1 (einfach)"}


async def test_each_page_carries_the_checksum_of_what_it_says(app: HubApp) -> None:
    app.hub.write(news(n) for n in range(3))
    async with asking(app) as client:
        token = (await client.get("/v1/changes/news")).json()["next"]
        app.hub.remove("news", [news(0).id])
        app.hub.write([news(5)])
        page = (await client.get(f"/v1/changes/news?since={token}")).json()
    assert page["gone"] == [news(0).id]
    assert page["checksum"] == page_checksum([news(5).id], [news(0).id], page["next"])


async def test_after_a_token_only_what_is_new_comes(app: HubApp) -> None:
    app.hub.write(news(n) for n in range(4))
    async with asking(app) as client:
        before = await walk(client, "news")
        app.hub.write([news(2, headline="Neu gesagt"), news(9)])
        app.hub.remove("news", [news(0).id])
        after = await walk(client, "news", before["next"])
    assert set(after["records"]) == {news(2).id, news(9).id}
    assert after["records"][news(2).id]["headline"]["de"] == "Neu gesagt"
    assert after["gone"] == {news(0).id}


async def test_what_is_written_again_unchanged_is_no_change(app: HubApp) -> None:
    app.hub.write([news(1), news(2)])
    async with asking(app) as client:
        before = await walk(client, "news")
        assert app.hub.write([news(1), news(2)]) == 0
        after = await walk(client, "news", before["next"])
    assert after["records"] == {}
    assert after["next"] == before["next"]


async def test_a_removed_record_that_comes_back_is_there_again(app: HubApp) -> None:
    app.hub.write([news(1)])
    assert app.hub.remove("news", [news(1).id, identity("never there")]) == 1
    assert app.hub.remove("news", [news(1).id]) == 0
    app.hub.write([news(1)])
    async with asking(app) as client:
        assert set((await walk(client, "news"))["records"]) == {news(1).id}
        assert (await client.get(f"/v1/news/{news(1).id}")).status_code == 200


async def test_changes_of_one_kind_do_not_touch_another(app: HubApp) -> None:
    app.hub.write([news(1), offer(1)])
    async with asking(app) as client:
        before = (await client.get("/v1/changes/help")).json()["next"]
        app.hub.write([news(2)])
        page = (await client.get(f"/v1/changes/help?since={before}")).json()
    assert page["upserts"] == []
    assert page["next"] == before


async def test_a_walk_from_the_beginning_is_not_told_of_what_it_never_got(app: HubApp) -> None:
    app.hub.write(news(n) for n in range(9))
    app.hub.remove("news", [news(n).id for n in range(6)])
    async with asking(app) as client:
        page = (await client.get("/v1/changes/news")).json()
    assert page["gone"] == []
    assert len(page["upserts"]) == 3


writes = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 3), st.integers(0, 1)),
        st.tuples(st.just("remove"), st.integers(0, 3), st.just(0)),
        st.tuples(st.just("fetch"), st.integers(1, 4), st.integers(0, 2)),
        st.tuples(st.just("purge"), st.just(0), st.just(0)),
    ),
    min_size=6,
    max_size=40,
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=writes)
def test_whoever_applies_the_pages_has_what_the_hub_has(steps: list[tuple[str, int, int]]) -> None:
    """However writes, removals, purges and half-finished fetches are mixed."""
    database = Database("sqlite://")
    bring_up(database)
    clock = [0.0]
    log = ChangeLog(database, now=lambda: clock[0])
    truth: dict[str, str] = {}
    device: dict[str, str] = {}
    since: Since | None = None
    for step, number, variant in [*steps, ("fetch", 1, 99)]:
        clock[0] += 46.0 * DAY
        if step == "put":
            record = news(number, headline=f"Fassung {variant}")
            log.write([record])
            truth[record.id] = record.headline.de
        elif step == "remove":
            log.remove("news", [news(number).id])
            truth.pop(news(number).id, None)
        elif step == "purge":
            log.purge()
        else:
            since = fetch(log, device, since, limit=number, pages=variant)
    assert device == truth
    database.close()


def fetch(log: ChangeLog, device: dict[str, str], since: Since | None, limit: int, pages: int) -> Since | None:
    """Some pages, as a device applies them: whole anew when the hub cannot go on from there."""
    from hub.core.changes import TokenExpired

    for _ in range(pages + 1):
        try:
            page = log.page("news", since, limit)
        except TokenExpired:
            device.clear()
            since = None
            continue
        for change in page.changes:
            if change.gone:
                device.pop(change.id, None)
            else:
                device[change.id] = json.loads(change.body)["headline"]["de"]
        since = page.after
    return since
