"""The served app passes the hub's plain pages on, with their own strict policy; all else stays the app's."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from pathlib import Path

import httpx
import pytest

from app.house import House, HouseSettings
from app.web import create_web
from tests.web.conftest import ASSETS, tiny


@pytest.fixture
async def served(tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    """The app with a hub in the same process, as `make run` serves it."""
    house = House(HouseSettings(tmp_path, address="http://localhost"))
    web = create_web(tiny, assets=ASSETS, cache=tmp_path / "client", hub=house.embedded)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(web), base_url="http://localhost") as asks:
        yield asks
    await house.close()


@pytest.mark.anyio
async def test_plain_pages_are_found_at_the_apps_own_address(served: httpx.AsyncClient) -> None:
    page = await served.get("/lesen/hilfe")
    assert page.status_code == 200
    assert "script" not in page.headers["content-security-policy"]
    offer = re.search(r"/lesen/hilfe/[0-9a-f-]{36}", page.text)
    assert offer
    assert (await served.get(offer.group())).status_code == 200
    assert (await served.get("/lesen/nirgends")).status_code == 404
    assert (await served.post("/lesen/stimmt-noch/nichts")).status_code == 200


@pytest.mark.anyio
async def test_nothing_else_of_the_hub_is_there(served: httpx.AsyncClient) -> None:
    app = await served.get("/hilfe")
    assert "wasm" in app.headers["content-security-policy"]
    assert (await served.post("/hilfe")).status_code == 405
    assert (await served.get("/v1/help")).headers["content-type"].startswith("text/html")
    foreign = await served.get("/lesen", headers={"host": "boese.example"})
    assert foreign.status_code == 421


def test_an_offer_is_printed_where_its_pages_are() -> None:
    for settings, where in (
        (HouseSettings(hub_url="https://hub.example", address="http://127.0.0.1:1"), "https://hub.example"),
        (HouseSettings(address="http://127.0.0.1:1"), "http://127.0.0.1:1"),
        (HouseSettings(), ""),
    ):
        assert House(settings).reading == where
