"""What changed since a token, and what a device makes of it."""

from __future__ import annotations

import json
import time
import uuid

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.changes import ChangePage, page_checksum
from contract.home import News
from hub.asgi import HubApp, create_hub
from hub.core.changes import DAY, ChangeLog
from hub.core.database import Database
from hub.core.migration import bring_up
from hub.core.tokens import Since, Tokens
from hub.settings import HubSettings
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


def forged(token: str) -> str:
    return ("A" if token[0] != "A" else "B") + token[1:]


async def test_a_forged_a_foreign_and_a_meaningless_token_are_gone(app: HubApp) -> None:
    app.hub.write([news(1), offer(1)])
    other = create_hub(HubSettings(seed=False))
    other.hub.write([news(1)])
    async with asking(app) as client, asking(other) as elsewhere:
        mine = (await client.get("/v1/changes/news")).json()["next"]
        theirs = (await elsewhere.get("/v1/changes/news")).json()["next"]
        of_help = (await client.get("/v1/changes/help")).json()["next"]
        for token in (forged(mine), mine[:-1], mine + "A", theirs, of_help, "%20", "äöü", "x" * 100, "===="):
            answer = await client.get("/v1/changes/news", params={"since": token})
            assert (answer.status_code, answer.json()["code"]) == (410, "token-expired"), token
        assert (await client.get("/v1/changes/news", params={"since": mine})).status_code == 200


async def test_a_token_from_before_a_restore_is_gone(app: HubApp) -> None:
    app.hub.write([news(1)])
    async with asking(app) as client:
        before = (await client.get("/v1/changes/news")).json()
        app.hub.log.renew()
        after = (await client.get("/v1/changes/news")).json()
        answer = await client.get("/v1/changes/news", params={"since": before["next"]})
    assert after["epoch"] != before["epoch"]
    assert answer.status_code == 410


async def test_a_token_of_changes_that_a_lost_database_had_is_gone(app: HubApp) -> None:
    app.hub.write([news(1)])
    ahead = app.hub.log.tokens.write("news", Since(99))
    async with asking(app) as client:
        assert (await client.get("/v1/changes/news", params={"since": ahead})).status_code == 410


async def test_a_token_older_than_a_purged_tombstone_is_gone(app: HubApp) -> None:
    app.hub.write(news(n) for n in range(4))
    async with asking(app) as client:
        early = (await client.get("/v1/changes/news?limit=2")).json()["next"]
        whole = (await client.get("/v1/changes/news")).json()["next"]
        long_ago = ChangeLog(app.hub.database, now=lambda: time.time() - 91 * DAY)
        long_ago.remove("news", [news(0).id])
        late = (await client.get("/v1/changes/news")).json()["next"]
        app.hub.log.purge()
        for token, status in ((early, 410), (whole, 410), (late, 200), (None, 200)):
            answer = await client.get("/v1/changes/news", params={"since": token} if token else {})
            assert answer.status_code == status
        assert set((await walk(client, "news", limit=1))["records"]) == {news(n).id for n in (1, 2, 3)}


async def test_tombstones_are_kept_for_ninety_days(app: HubApp) -> None:
    app.hub.write(news(n) for n in range(2))
    async with asking(app) as client:
        token = (await client.get("/v1/changes/news")).json()["next"]
        ChangeLog(app.hub.database, now=lambda: time.time() - 89 * DAY).remove("news", [news(0).id])
        app.hub.log.purge()
        assert (await client.get("/v1/changes/news", params={"since": token})).json()["gone"] == [news(0).id]


async def test_old_tombstones_go_by_themselves_with_a_later_write(app: HubApp) -> None:
    app.hub.write(news(n) for n in range(2))
    async with asking(app) as client:
        token = (await client.get("/v1/changes/news")).json()["next"]
        app.hub.remove("news", [news(0).id])
        ChangeLog(app.hub.database, now=lambda: time.time() + 91 * DAY).write([news(5)])
        assert (await client.get("/v1/changes/news", params={"since": token})).status_code == 410


def test_numbers_go_on_when_the_newest_tombstone_is_purged() -> None:
    database = Database("sqlite://")
    bring_up(database)
    clock = [0.0]
    log = ChangeLog(database, now=lambda: clock[0])
    log.write([news(1)])
    log.remove("news", [news(1).id])
    removed = log.numbers()
    clock[0] = 91.0 * DAY
    log.purge()
    log.write([news(2)])
    assert log.numbers()["news"] == removed["news"] + 1
    assert log.numbers()[""] == removed[""] + 1
    database.close()


def test_a_token_says_what_was_put_in_and_stays_short() -> None:
    tokens = Tokens(b"key", str(uuid.uuid4()))
    for since in (Since(0), Since(7), Since(2**40 - 1), Since(3, 9)):
        assert tokens.read("news", tokens.write("news", since)) == since
    assert len(tokens.write("news", Since(7))) == 18


writes = st.lists(
    st.one_of(
        st.tuples(st.just("put"), st.integers(0, 7), st.integers(0, 3)),
        st.tuples(st.just("remove"), st.integers(0, 7), st.just(0)),
        st.tuples(st.just("fetch"), st.integers(1, 4), st.integers(0, 2)),
        st.tuples(st.just("purge"), st.just(0), st.just(0)),
    ),
    max_size=30,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
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
    for step, number, variant in [*steps, ("fetch", 2, 99)]:
        clock[0] += 20.0 * DAY
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
