"""Owns the proof that a hub forgets nothing it answered: killed under fifty writers, and on a full disk."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import httpx
import pytest
from sqlalchemy import event, select

from contract.identity import new_id
from hub.asgi import create_hub
from hub.core.writings import CONTRIBUTION
from hub.settings import HubSettings
from tests.hub.writers import Writer, guest, signed_in
from tests.journeys.processes import Process

pytestmark = pytest.mark.anyio
WRITERS, ENOUGH = 50, 200


class Crowd:
    """Fifty people who write one thing after the other until the hub is gone. `answered`: number of each thing."""

    def __init__(self, hub: Process, people: list[dict[str, str]]) -> None:
        self.asked: dict[str, tuple[dict[str, str], str]] = {}
        self.answered: dict[str, int] = {}
        self._hub, self._people = hub, people

    async def write(self) -> None:
        await asyncio.gather(*(self._one(who) for who in self._people))

    async def _one(self, who: dict[str, str]) -> None:
        async with httpx.AsyncClient(base_url=self._hub.url, trust_env=False, timeout=30) as client:
            while True:
                id_, key = new_id(), new_id()
                self.asked[id_] = (who, key)
                try:
                    answer = await Writer(client, who).put(id_, key=key)
                except httpx.HTTPError:
                    return
                assert answer.status_code == 201, answer.text
                self.answered[id_] = answer.json()["number"]
                if len(self.answered) == ENOUGH:
                    # In a thread: the others go on writing while it dies.
                    await asyncio.to_thread(self._hub.kill)

    async def repeat(self) -> dict[str, int]:
        """All that was asked, asked again, as the app does; gives the numbers."""
        async with httpx.AsyncClient(base_url=self._hub.url, trust_env=False, timeout=30) as client:
            answers = {id_: await Writer(client, who).put(id_, key=key) for id_, (who, key) in self.asked.items()}
        assert {answer.status_code for answer in answers.values()} == {201}
        return {id_: answer.json()["number"] for id_, answer in answers.items()}


def rows(url: str) -> dict[str, tuple[int, int]]:
    """What the database holds: number and version of each thing."""
    app = create_hub(HubSettings(url, seed=False))
    with app.hub.database.reading() as connection:
        found = connection.execute(select(CONTRIBUTION.c.id, CONTRIBUTION.c.number, CONTRIBUTION.c.version)).all()
    app.hub.close()
    return {id_: (number, version) for id_, number, version in found}


async def killed(url: str, folder: Path) -> None:
    app = create_hub(HubSettings(url, seed=False))
    people = [signed_in(app, f"writer-{number}") for number in range(WRITERS)]
    app.hub.close()
    hub = Process(["hub", "--no-seed", "--port", "{port}", "--database-url", url], folder / "hub.log", "/readyz")
    hub.start()
    crowd = Crowd(hub, people)
    try:
        await crowd.write()
        there = rows(url)
        assert {id_: there[id_] for id_ in crowd.answered} == {id_: (no, 1) for id_, no in crowd.answered.items()}
        hub.start()
        again = await crowd.repeat()
    finally:
        hub.kill()
    there = rows(url)
    assert there == {id_: (number, 1) for id_, number in again.items()}
    assert crowd.answered.items() <= again.items()
    assert len({number for number, _ in there.values()}) == len(crowd.asked)
    # Killed between two writes, it proves little.
    assert len(crowd.asked) > len(crowd.answered) >= ENOUGH


@pytest.mark.slow
async def test_killed_under_fifty_writers_it_has_every_answered_write_once(tmp_path: Path) -> None:
    await killed(f"sqlite:///{tmp_path / 'hub.db'}", tmp_path)


@pytest.mark.slow
@pytest.mark.postgres
async def test_killed_under_fifty_writers_it_has_every_answered_write_once_on_postgres(
    postgres: Any, tmp_path: Path
) -> None:
    await killed(postgres.create(), tmp_path)


async def test_on_a_full_disk_it_asks_to_come_again_and_is_well_once_there_is_room(tmp_path: Path) -> None:
    app = create_hub(HubSettings(f"sqlite:///{tmp_path / 'hub.db'}", seed=False))
    full = [True]

    @event.listens_for(app.hub.database.engine, "begin")
    def begun(connection: Any) -> None:
        connection.connection.driver_connection.execute(f"PRAGMA query_only={'ON' if full else 'OFF'}")

    wire = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=wire, base_url="http://hub.invalid") as client:
        person = {"nickname": "Ida", "password": "mainfranken-2026"}
        refused = await client.post("/v1/accounts", json=person)
        ida = Writer(client, guest())
        id_ = new_id()
        no = await ida.put(id_)
        for answer in (refused, no):
            assert (answer.status_code, answer.headers["retry-after"]) == (503, "5"), answer.text
        full.clear()
        assert (await client.post("/v1/accounts", json=person)).status_code == 201
        assert (await ida.put(id_)).status_code == 201
    app.hub.close()
