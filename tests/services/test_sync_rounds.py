"""A round that a person asks for and the one of the loop never write at the same time."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest

from services.clock import Clock
from services.hub import HubClient
from services.local import PublicStore
from services.sync import Sync


@pytest.mark.anyio
async def test_of_two_rounds_at_once_the_second_builds_on_the_first(
    hub_app: Any, public: PublicStore, clock: Clock
) -> None:
    asked: list[str] = []

    async def heard(scope: Any, receive: Any, send: Any) -> None:
        asked.append(scope["path"])
        await hub_app(scope, receive, send)

    sync = Sync(HubClient.embedded(heard), public, clock)
    reports = await asyncio.gather(sync.once(), sync.once())
    assert [report.problems for report in reports] == [{}, {}]
    assert asked.count("/v1/snapshots/help") == 1, "both rounds fetched whole: neither waited for the other"
