"""Owns the proof that a sync brings what the hub has, and tells who listens; it must not draw."""

from __future__ import annotations

import asyncio
import random
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from contract.endpoints import CHANGES, SNAPSHOT
from contract.problems import Code
from services.clock import Clock
from services.help.finder import Finder
from services.hub import HubClient
from services.language import Language
from services.local import PublicStore
from services.sync import LONGEST_PAUSE, POLL, Sync, SyncStatus, pause
from tests.conftest import NOW
from tests.hub.samples import identity, news, offer
from tests.services.looking import heard, ids
from tests.services.wires import BentWire, raw_server

pytestmark = pytest.mark.anyio
HELP_CHANGES = CHANGES.path.format(kind="help")
HELP_SNAPSHOT = SNAPSHOT.path.format(kind="help")


async def test_the_first_round_brings_everything_and_the_second_nothing(
    hub_app: Any, sync: Sync, public: PublicStore, wire: BentWire
) -> None:
    hub_app.state.hub.write([offer(1), offer(2), news(1)])
    with heard(sync) as kinds:
        report = await sync.once()
        assert set(report.changed) == set(kinds) == {"help", "news"}
        assert wire.asked[0] == HELP_SNAPSHOT
        assert sync.status == SyncStatus(online=True, fetched_at=NOW)
        kinds.clear()
        assert (await sync.once()).changed == ()
        assert kinds == []
    assert await ids(public) == {identity("help 1"), identity("help 2")}


async def test_a_round_without_news_is_one_small_request_a_kind(hub_app: Any, sync: Sync, wire: BentWire) -> None:
    hub_app.state.hub.write([offer(1)])
    statuses: list[int] = []
    await sync.once()
    await sync.once()
    wire.asked.clear()
    wire.bend = lambda request, response: statuses.append(response.status_code) or response  # type: ignore[func-returns-value]
    await sync.once()
    assert set(statuses) == {304}
    assert len([path for path in wire.asked if path.startswith(HELP_CHANGES)]) == 1


async def test_changes_and_removals_arrive(hub_app: Any, sync: Sync, public: PublicStore) -> None:
    hub = hub_app.state.hub
    hub.write([offer(1), offer(2)])
    await sync.once()
    hub.write([offer(2, name="Umbenannt"), offer(3)])
    hub.remove("help", [identity("help 1")])
    assert (await sync.once()).changed == ("help",)
    assert [each.name.de for each in (await public.page("help")).records] == ["Angebot 00003", "Umbenannt"]
    assert (await public.find("umbenannt")).total == 1


async def test_many_changes_come_in_pages(hub_app: Any, sync: Sync, public: PublicStore, wire: BentWire) -> None:
    await sync.once()
    hub_app.state.hub.write([offer(number) for number in range(1200)])
    wire.asked.clear()
    await sync.once()
    assert (await public.page("help")).total == 1200
    assert len([path for path in wire.asked if path.startswith(HELP_CHANGES)]) == 3


async def test_everything_is_there_and_findable_after_a_restart_without_network(
    hub_app: Any, sync: Sync, public: PublicStore, tmp_path: Path, clock: Clock
) -> None:
    hub_app.state.hub.write([offer(1, name="Tafel"), offer(2)])
    await sync.once()
    public.close()
    later = Clock(lambda: NOW + timedelta(days=21))
    again = PublicStore(tmp_path / "public.db")
    client = HubClient.at("http://127.0.0.1:9")
    offline = Sync(client, again, later)
    assert await offline.recall() == SyncStatus(online=False, problem=None, fetched_at=NOW)
    await offline.once()
    assert offline.status == SyncStatus(online=False, problem=Code.HUB_UNREACHABLE, fetched_at=NOW)
    findings = await Finder(again, later).find("Tafel")
    assert findings.offers == (offer(1, name="Tafel"),)
    assert Language("de").ago(NOW, later.now()) == "vor 3 Wochen"
    # The other language needs no network either: both forms came along.
    assert Language("de-simple").text(findings.offers[0].name) == "Tafel (einfach)"
    await client.close()
    again.close()


async def test_a_listener_that_left_hears_nothing(hub_app: Any, sync: Sync) -> None:
    hub_app.state.hub.write([offer(1)])
    statuses: list[SyncStatus] = []
    stop = sync.subscribe_status(statuses.append)
    await sync.once()
    await sync.once()
    assert statuses == [SyncStatus(online=True, fetched_at=NOW)]
    stop()
    stop()
    hub_app.state.hub.write([offer(2)])
    with heard(sync) as kinds:
        pass
    await sync.once()
    assert kinds == []


async def test_the_loop_looks_at_once_when_nudged_and_ends_when_told(hub_app: Any, sync: Sync) -> None:
    stop, arrived = asyncio.Event(), asyncio.Event()
    sync.subscribe(lambda kind: arrived.set())
    ready = asyncio.Event()
    sync.subscribe_status(lambda status: ready.set())
    loop = asyncio.create_task(sync.run(stop))
    await asyncio.wait_for(ready.wait(), 5)
    hub_app.state.hub.write([offer(1)])
    sync.nudge()
    await asyncio.wait_for(arrived.wait(), 5)
    stop.set()
    await asyncio.wait_for(loop, 5)


async def test_the_loop_ends_at_once_though_the_hub_hangs(public: PublicStore, clock: Clock) -> None:
    asked = asyncio.Event()

    async def hangs(request: bytes, writer: asyncio.StreamWriter) -> None:
        asked.set()
        await asyncio.Event().wait()

    async with raw_server(hangs) as url:
        client, stop = HubClient.at(url), asyncio.Event()
        loop = asyncio.create_task(Sync(client, public, clock).run(stop))
        await asyncio.wait_for(asked.wait(), 5)
        stop.set()
        await asyncio.wait_for(loop, 2)
        await client.close()


def test_pauses_grow_with_failures_and_never_undercut_the_hub() -> None:
    chance = random.Random(1)
    assert POLL * 0.9 <= pause(0, None, chance) <= POLL * 1.1
    for failures, longest in ((1, 2.0), (2, 4.0), (5, 32.0), (50, LONGEST_PAUSE)):
        some = [pause(failures, None, chance) for _ in range(50)]
        assert longest / 2 <= min(some) < max(some) <= longest
    assert pause(1, 120, chance) == 120
