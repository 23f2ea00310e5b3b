"""What a token is worth: only here, only for its kind, only as long as no tombstone is missing."""

from __future__ import annotations

import time
import uuid

import pytest

from hub.asgi import HubApp, create_hub
from hub.core.changes import DAY, ChangeLog
from hub.core.database import Database
from hub.core.migration import bring_up
from hub.core.tokens import Since, Tokens
from hub.settings import HubSettings
from tests.hub.asking import asking, walk
from tests.hub.samples import news, offer

pytestmark = pytest.mark.anyio


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


def test_a_token_holds_for_its_kind_its_epoch_and_its_hub_only() -> None:
    token = Tokens(b"key", "epoch").write("news", Since(7))
    assert Tokens(b"key", "epoch").read("help", token) is None
    assert Tokens(b"key", "other").read("news", token) is None
    assert Tokens(b"other", "epoch").read("news", token) is None
