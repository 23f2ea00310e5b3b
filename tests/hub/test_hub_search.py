"""The hub finds what it holds, and follows every change."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import anyio
import httpx
import pytest
from sqlalchemy import update

from hub.asgi import HubApp, create_hub
from hub.core.search import Search
from hub.core.tables import RECORD
from hub.settings import HubSettings
from tests.hub.asking import asking
from tests.hub.samples import news, offer

pytestmark = pytest.mark.anyio


async def found(client: httpx.AsyncClient, query: str, **more: Any) -> list[str]:
    answer = (await client.get("/v1/search", params={"q": query, **more})).raise_for_status()
    return [hit["id"] for hit in answer.json()["items"]]


async def test_search_finds_across_kinds_and_can_be_kept_to_one(app: HubApp) -> None:
    app.hub.write([offer(1, name="Schuldnerberatung"), news(1, headline="Schuldnerberatung zieht um")])
    async with asking(app) as client:
        assert set(await found(client, "schuldnerberatung")) == {offer(1).id, news(1).id}
        assert await found(client, "schuldnerberatung", kind="help") == [offer(1).id]
        assert await found(client, "schuldnerberatung", limit=1) != []


async def test_search_follows_every_change(app: HubApp) -> None:
    app.hub.write([offer(1, name="Tafel")])
    async with asking(app) as client:
        assert await found(client, "tafel") == [offer(1).id]
        app.hub.write([offer(1, name="Kleiderkammer"), offer(2, name="Tafel im Grombühl")])
        assert await found(client, "tafel") == [offer(2).id]
        assert await found(client, "kleiderkammer") == [offer(1).id]
        app.hub.remove("help", [offer(2).id])
        assert await found(client, "tafel") == []


async def test_simple_language_is_found_too(app: HubApp) -> None:
    app.hub.write([offer(1, name="Tafel")])
    async with asking(app) as client:
        assert await found(client, "einfach") == [offer(1).id]


async def test_what_a_person_types_is_never_a_query_language(app: HubApp) -> None:
    app.hub.write([offer(1, name="Tafel")])
    async with asking(app) as client:
        for typed in (
            '"',
            "tafel OR",
            "NEAR(",
            "tafel*",
            "-tafel",
            "a:b",
            "'); DROP TABLE search;--",
            "% _",
            "😀",
            "ß" * 200,
        ):
            assert (await client.get("/v1/search", params={"q": typed})).status_code == 200, typed
        assert await found(client, "tafel") == [offer(1).id]


async def test_a_second_start_finds_its_search_file_filled(file_url: str) -> None:
    first = create_hub(HubSettings(file_url, seed=False))
    first.hub.write([offer(1, name="Tafel")])
    async with asking(first) as client:
        assert await found(client, "tafel") == [offer(1).id]
    first.hub.close()
    second = create_hub(HubSettings(file_url, seed=False))
    # The change log is emptied behind the file's back: what is found now was in the file.
    with second.hub.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM record")
    async with asking(second) as client:
        assert await found(client, "tafel") == [offer(1).id]
    second.hub.close()


async def test_a_search_file_of_another_epoch_or_lost_is_filled_again(file_url: str) -> None:
    app = create_hub(HubSettings(file_url, seed=False))
    app.hub.write([offer(1, name="Tafel"), offer(2, name="Kleiderkammer")])
    async with asking(app) as client:
        await found(client, "tafel")
        with app.hub.database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM record WHERE id = ?", (offer(2).id,))
        app.hub.log.renew()
        assert await found(client, "kleiderkammer") == []
        assert await found(client, "tafel") == [offer(1).id]
    app.hub.close()
    await anyio.Path(f"{file_url.removeprefix('sqlite:///')}.search").unlink()
    again = create_hub(HubSettings(file_url, seed=False))
    async with asking(again) as client:
        assert await found(client, "tafel") == [offer(1).id]
    again.hub.close()


async def test_two_hubs_on_one_database_both_find_what_either_wrote(url: str) -> None:
    one, two = create_hub(HubSettings(url, seed=False)), create_hub(HubSettings(url, seed=False))
    async with asking(one) as first, asking(two) as second:
        for number in range(1, 5):
            writer = one if number % 2 else two
            writer.hub.write([offer(number, name=f"Tafel Nummer{number}")])
            assert await found(first, f"nummer{number}") == await found(second, f"nummer{number}") == [offer(number).id]
    one.hub.close()
    two.hub.close()


async def test_one_record_that_cannot_be_read_does_not_stop_the_search(app: HubApp) -> None:
    app.hub.write([offer(1, name="Tafel"), offer(2, name="Kleiderkammer")])
    with app.hub.database.writing() as connection:
        connection.execute(update(RECORD).where(RECORD.c.id == offer(1).id).values(body=b'{"id": 1}'))
    async with asking(app) as client:
        assert await found(client, "kleiderkammer") == [offer(2).id]


def test_a_search_that_was_never_asked_costs_no_file(file_url: str) -> None:
    app = create_hub(HubSettings(file_url, seed=False))
    assert isinstance(app.hub.search, Search)
    app.hub.close()
    assert not Path(f"{file_url.removeprefix('sqlite:///')}.search").exists()
