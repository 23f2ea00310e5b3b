"""All of a kind in one answer."""

from __future__ import annotations

import json

import anyio
import httpx
import pytest

from contract.changes import lines_checksum
from contract.home import News
from hub.asgi import HubApp
from hub.core.parameters import Asked
from tests.hub.asking import asking, walk
from tests.hub.samples import news

pytestmark = pytest.mark.anyio

NEWS = Asked({"kind": "news"}, {})


async def test_a_snapshot_is_sealed_by_its_last_line_and_goes_on_with_changes(app: HubApp) -> None:
    app.hub.write(news(n) for n in range(5))
    app.hub.remove("news", [news(4).id])
    async with asking(app) as client:
        answer = await client.get("/v1/snapshots/news")
        head, *lines, last = answer.content.removesuffix(b"\n").split(b"\n")
        app.hub.write([news(8)])
        after = await walk(client, "news", json.loads(last)["next"])
    assert answer.headers["content-type"] == "application/x-ndjson"
    assert json.loads(head) == {"kind": "news", "epoch": app.hub.epoch, "format": 1}
    assert [News.model_validate_json(line) for line in lines] == [news(n) for n in (3, 2, 1, 0)]
    assert json.loads(last)["count"] == 4
    assert json.loads(last)["checksum"] == lines_checksum(lines)
    assert set(after["records"]) == {news(8).id}


async def test_an_empty_kind_has_a_snapshot_too(app: HubApp) -> None:
    async with asking(app) as client:
        _, last = (await client.get("/v1/snapshots/guides")).content.splitlines()
        assert json.loads(last)["count"] == 0
        assert (await walk(client, "guides", json.loads(last)["next"]))["records"] == {}


async def test_a_snapshot_cut_anywhere_lacks_its_seal(app: HubApp) -> None:
    app.hub.write(news(n) for n in range(3))
    async with asking(app) as client:
        whole = (await client.get("/v1/snapshots/news")).content
    for cut in range(len(whole) - 1):
        lines = whole[:cut].split(b"\n")
        sealed = lines[-1].endswith(b"}") and b'"checksum"' in lines[-1]
        assert not sealed, f"cut at {cut} looks whole"


async def test_a_snapshot_is_built_once_per_change_however_many_ask(app: HubApp) -> None:
    app.hub.write(news(n) for n in range(50))
    seen: list[str] = []
    async with asking(app) as client:

        async def fetch() -> None:
            answer = await client.get("/v1/snapshots/news")
            seen.append(answer.headers["etag"])

        async with anyio.create_task_group() as group:
            for _ in range(8):
                group.start_soon(fetch)
        held = app.hub.snapshots.answer(NEWS)
        assert app.hub.snapshots.answer(NEWS) is held
        app.hub.write([news(99)])
        assert app.hub.snapshots.answer(NEWS) is not held
    assert len(set(seen)) == 1


async def test_a_packed_snapshot_says_the_same_in_fewer_bytes(app: HubApp) -> None:
    app.hub.write(news(n) for n in range(50))
    async with asking(app) as client:
        packed = await client.get("/v1/snapshots/news", headers={"accept-encoding": "gzip"})
        plain = await client.get("/v1/snapshots/news", headers={"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.content == plain.content
    assert int(packed.headers["content-length"]) < len(plain.content) / 5
    assert packed.headers["etag"] != plain.headers["etag"]


async def test_an_unknown_kind_has_neither_snapshot_nor_changes(app: HubApp) -> None:
    async with asking(app) as client:
        for path in ("/v1/snapshots/secrets", "/v1/changes/secrets", "/v1/secrets"):
            answer: httpx.Response = await client.get(path)
            assert (answer.status_code, answer.json()["code"]) == (404, "not-found")
