"""Numbers become visible in the order they were given: whoever follows the log never misses a change.

PostgreSQL does not promise that by itself; the proof is a race, and the race is proven to see the trap.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial

import pytest
from sqlalchemy import insert, select, text

from contract.identity import new_code, new_id
from hub.asgi import HubApp, create_hub
from hub.core import meta
from hub.core.changes import ChangeLog
from hub.core.database import Database
from hub.core.hub import Hub
from hub.core.tables import RECORD
from hub.core.tokens import Since
from hub.core.writings import CONTRIBUTION
from hub.settings import HubSettings
from tests.hub.asking import asking
from tests.hub.races import WRITERS, Run, follow, race
from tests.hub.samples import identity, news

HUBS = 4


@contextmanager
def hubs(url: str) -> Iterator[list[HubApp]]:
    """Several hubs on one database, as workers are."""
    with ExitStack() as closing:
        made = []
        for _ in range(HUBS):
            made.append(create_hub(HubSettings(url, seed=False)))
            closing.callback(made[-1].hub.close)
        yield made


def write(apps: list[HubApp], number: int) -> str:
    apps[number % HUBS].hub.write([news(number)])
    return news(number).id


def raced(url: str, rounds: int) -> Run:
    with hubs(url) as apps:
        return race(partial(write, apps), rounds, [partial(follow, app, "news") for app in apps])


def test_nobody_who_follows_the_changes_misses_one_of_fifty_writers(url: str) -> None:
    run = raced(url, rounds=4)
    assert len(run.written) == 4 * WRITERS
    assert run.failed == []
    assert [len(missed) for missed in run.missed] == [0] * HUBS


@pytest.mark.postgres
def test_without_their_turn_writers_are_seen_to_fail(server_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database, "_queue", lambda *_: None)
    run = raced(server_url, rounds=2)
    assert run.written
    assert not run.whole
    # No change is lost even then: the number is the key of the table, so it can be given only once.
    assert not any(run.missed)


@pytest.mark.postgres
def test_numbers_of_a_sequence_are_seen_to_be_missed(server_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The trap itself: a number is given, and another one that is higher is committed first."""
    monkeypatch.setattr(Database, "_queue", lambda *_: None)
    hub = Hub(HubSettings(server_url, seed=False))
    with hub.database.writing() as connection:
        connection.execute(text("CREATE SEQUENCE given"))
        meta.put(connection, "seq:news", 10**6)
    logs = [ChangeLog(hub.database) for _ in range(HUBS)]
    run = race(partial(insert_next, hub.database), 3, [partial(follow_log, log) for log in logs])
    hub.close()
    assert run.failed == []
    assert any(run.missed)


def test_nobody_who_follows_the_contributions_misses_one_of_fifty_writers(url: str) -> None:
    run = contributed(url, rounds=3)
    assert len(run.written) == 3 * WRITERS
    assert run.failed == []
    assert [len(missed) for missed in run.missed] == [0] * HUBS


@pytest.mark.postgres
def test_without_their_turn_contributions_are_seen_to_fail(server_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Database, "_queue", lambda *_: None)
    run = contributed(server_url, rounds=2)
    assert run.written
    assert not run.whole


def contributed(url: str, rounds: int) -> Run:
    with hubs(url) as apps:
        return race(partial(contribute, apps), rounds, [partial(follow_contributions, app) for app in apps])


def contribute(apps: list[HubApp], number: int) -> str:
    """A guest's remark, put at one of the hubs."""

    async def put() -> str:
        id_ = identity(f"contribution {number}")
        said = {"body": {"about": "/hilfe", "text": f"Nummer {number}"}}
        headers = {"Idempotency-Key": f'"{new_id()}"', "If-None-Match": "*", "Receipt-Code": new_code()}
        async with asking(apps[number % HUBS]) as client:
            answer = await client.put(f"/v1/contributions/feedback/{id_}", json=said, headers=headers)
        answer.raise_for_status()
        return id_

    return asyncio.run(put())


def follow_contributions(app: HubApp, over: threading.Event) -> set[str]:
    """Reads on by `seq`, as every list of contributions does."""
    seen: set[str] = set()
    since = 0
    query = select(CONTRIBUTION.c.seq, CONTRIBUTION.c.id).order_by(CONTRIBUTION.c.seq).limit(7)
    while True:
        last = over.is_set()
        with app.hub.database.reading() as connection:
            rows = connection.execute(query.where(CONTRIBUTION.c.seq > since)).all()
        seen |= {row.id for row in rows}
        since = rows[-1].seq if rows else since
        if last and not rows:
            return seen


def insert_next(database: Database, number: int) -> str:
    row = {"kind": "news", "id": identity(str(number)), "gone": False, "body": b"{}", "sort": "", "place": ""}
    with database.writing() as connection:
        seq = connection.execute(text("SELECT nextval('given')")).scalar()
        connection.execute(text("SELECT pg_sleep(random() * 0.02)"))
        connection.execute(insert(RECORD).values(seq=seq, changed_at=0, **row))
    return str(row["id"])


def follow_log(log: ChangeLog, over: threading.Event) -> set[str]:
    seen: set[str] = set()
    since = Since()
    while True:
        last = over.is_set()
        page = log.page("news", since, 7)
        seen |= {change.id for change in page.changes}
        since = page.after
        if last and not page.more:
            return seen
