"""Owns the proof that no fault of the wire or the hub costs a good record; it must not draw."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import httpx
import pytest

from contract.endpoints import CHANGES, SNAPSHOT
from contract.problems import Code
from services.clock import Clock
from services.hub import HubClient, Limits
from services.local import PublicStore
from services.sync import Sync, SyncStatus
from tests.conftest import NOW
from tests.hub.samples import identity, news, offer
from tests.services.looking import heard, ids
from tests.services.wires import BentWire, broken, only, portal, raw_server, with_body

pytestmark = pytest.mark.anyio
HELP_CHANGES = CHANGES.path.format(kind="help")
HELP_SNAPSHOT = SNAPSHOT.path.format(kind="help")


def change_answer(change: dict[str, Any]) -> Any:
    """Changes fields of the JSON that comes back."""
    return lambda request, response: with_body(response, json.dumps({**response.json(), **change}).encode())


@pytest.mark.parametrize(
    ("bend", "code"), [(broken, Code.HUB_BROKEN), (portal, Code.HUB_FOREIGN)], ids=["500", "portal"]
)
async def test_last_known_offers_stay_when_the_answer_is_of_no_use(
    hub_app: Any, sync: Sync, public: PublicStore, wire: BentWire, bend: Any, code: Code
) -> None:
    hub_app.state.hub.write([offer(1)])
    await sync.once()
    wire.bend = bend
    report = await sync.once()
    assert set(report.problems.values()) == {code}
    assert sync.status == SyncStatus(online=False, problem=code, fetched_at=NOW)
    assert await ids(public) == {identity("help 1")}
    wire.bend = None
    await sync.once()
    assert sync.status == SyncStatus(online=True, fetched_at=NOW)


async def test_a_kind_that_fails_does_not_stop_the_others(
    hub_app: Any, sync: Sync, public: PublicStore, wire: BentWire
) -> None:
    hub_app.state.hub.write([offer(1), news(1)])
    wire.bend = only(HELP_SNAPSHOT, broken)
    report = await sync.once()
    assert report.problems == {"help": Code.HUB_BROKEN}
    assert await ids(public, "news") == {identity("news 1")}
    assert (sync.status.online, sync.status.problem) == (True, Code.HUB_BROKEN)


async def test_a_hub_that_hangs_leaves_everything_there(public: PublicStore, hub_app: Any, clock: Clock) -> None:
    hub_app.state.hub.write([offer(1)])
    first = HubClient.embedded(hub_app)
    await Sync(first, public, clock).once()
    await first.close()

    async def hangs(request: bytes, writer: asyncio.StreamWriter) -> None:
        await asyncio.Event().wait()

    async with raw_server(hangs) as url:
        client = HubClient.at(url, Limits(silence=0.05))
        sync = Sync(client, public, clock)
        await sync.once()
        await client.close()
    assert sync.status.problem is Code.HUB_SILENT
    assert await ids(public) == {identity("help 1")}


@pytest.mark.parametrize("share", [0.1, 0.5, 0.99])
async def test_an_answer_cut_in_the_middle_changes_nothing(
    hub_app: Any, public: PublicStore, clock: Clock, share: float
) -> None:
    hub_app.state.hub.write([offer(number) for number in range(50)])
    inside = httpx.AsyncClient(transport=httpx.ASGITransport(app=hub_app), base_url="http://hub.invalid")

    async def cuts(request: bytes, writer: asyncio.StreamWriter) -> None:
        response = await inside.get(request.split()[1].decode(), headers={"accept-encoding": "identity"})
        head = f"HTTP/1.1 200 OK\r\ncontent-type: {response.headers['content-type']}\r\n"
        # The honest length, but the wire breaks before it is reached.
        writer.write(f"{head}content-length: {len(response.content)}\r\n\r\n".encode())
        writer.write(response.content[: int(len(response.content) * share)])
        await writer.drain()

    async with raw_server(cuts) as url:
        client = HubClient.at(url)
        sync = Sync(client, public, clock)
        report = await sync.once()
        await client.close()
    await inside.aclose()
    assert report.problems["help"] is Code.HUB_UNREACHABLE
    assert await ids(public) == set()
    assert await public.cursor("help") is None


async def test_one_broken_record_is_set_aside_and_the_rest_arrives(
    hub_app: Any, sync: Sync, public: PublicStore, wire: BentWire
) -> None:
    hub = hub_app.state.hub
    hub.write([offer(1), offer(2)])
    await sync.once()
    hub.write([offer(1, name="Neu"), offer(2, name="Neu"), offer(3)])

    def break_one(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        answer = response.json()
        answer["upserts"][0]["organization"] = "not an object"
        return with_body(response, json.dumps(answer).encode())

    wire.bend = only(HELP_CHANGES, break_one)
    await sync.once()
    page = await public.page("help")
    assert sorted(record.name.de for record in page.records) == ["Angebot 00001", "Angebot 00003", "Neu"]
    assert page.broken == sync.status.broken == 1
    assert sync.status.problem is None


@pytest.mark.parametrize("change", [{"checksum": "0"}, {"gone": [identity("help 1")]}, {"next": "elsewhere"}])
async def test_a_page_that_does_not_fit_its_checksum_is_not_applied(
    hub_app: Any, sync: Sync, public: PublicStore, wire: BentWire, change: dict[str, Any]
) -> None:
    hub_app.state.hub.write([offer(1)])
    await sync.once()
    hub_app.state.hub.write([offer(2)])
    before = await public.cursor("help")
    wire.bend = only(HELP_CHANGES, change_answer(change))
    assert (await sync.once()).problems == {"help": Code.HUB_UNREACHABLE}
    assert await ids(public) == {identity("help 1")}
    assert await public.cursor("help") == before


@pytest.mark.parametrize("change", [{"kind": "news"}, {"more": True}])
async def test_a_page_that_leads_nowhere_is_not_followed(
    hub_app: Any, sync: Sync, wire: BentWire, change: dict[str, Any]
) -> None:
    hub_app.state.hub.write([offer(1)])
    await sync.once()
    hub_app.state.hub.write([offer(2)])
    wire.bend = only(HELP_CHANGES, change_answer(change))
    assert (await sync.once()).problems == {"help": Code.HUB_FOREIGN}


async def test_a_hub_with_another_epoch_is_fetched_whole(
    hub_app: Any, sync: Sync, public: PublicStore, wire: BentWire
) -> None:
    from hub.asgi import create_hub
    from hub.settings import HubSettings

    hub_app.state.hub.write([offer(1), offer(2)])
    await sync.once()
    restored = create_hub(HubSettings(seed=False))
    restored.state.hub.write([offer(2), offer(3)])
    wire.move_to(restored)
    with heard(sync) as kinds:
        await sync.once()
    assert "help" in kinds
    assert await ids(public) == {identity("help 2"), identity("help 3")}
    cursor = await public.cursor("help")
    assert cursor is not None
    assert cursor.epoch == restored.state.hub.epoch
    restored.state.hub.close()


async def test_an_epoch_that_changes_without_a_410_is_noticed_too(
    hub_app: Any, sync: Sync, public: PublicStore, wire: BentWire
) -> None:
    hub_app.state.hub.write([offer(1)])
    await sync.once()
    hub_app.state.hub.write([offer(2)])
    wire.asked.clear()
    wire.bend = only(HELP_CHANGES, change_answer({"epoch": "another"}))
    await sync.once()
    assert HELP_SNAPSHOT in wire.asked
    assert await ids(public) == {identity("help 1"), identity("help 2")}


async def test_old_rows_stay_until_the_new_ones_are_there(
    hub_app: Any, sync: Sync, public: PublicStore, wire: BentWire
) -> None:
    hub_app.state.hub.write([offer(1)])
    await sync.once()

    def expired_then_cut(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        if request.url.path == HELP_SNAPSHOT:
            return with_body(response, response.content[:-50])
        return httpx.Response(410, headers={"content-type": "application/problem+json"}, content=b"{}")

    wire.bend = only("/v1/", expired_then_cut)
    assert (await sync.once()).problems["help"] is Code.HUB_UNREACHABLE
    assert await ids(public) == {identity("help 1")}
