"""Many writes share one commit, and each is decided as if it were alone; so it is with several hubs on one database."""

from __future__ import annotations

import asyncio
import random
from contextlib import ExitStack
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from contract.contributions import CONTRIBUTIONS
from contract.identity import new_code, new_id
from hub.asgi import HubApp, create_hub
from hub.core.batch import Written
from hub.core.callers import Presented, hashed
from hub.core.hub import Hub
from hub.core.operations import ANYTHING, NOTHING, Operation
from hub.core.problems import Refusal
from hub.core.writings import ANSWERED, CONTRIBUTION
from hub.settings import HubSettings
from tests.hub.asking import asking
from tests.hub.writers import FEEDBACK, Writer, guest, signed_in

pytestmark = pytest.mark.anyio

PEOPLE = [Presented(receipt=hashed(new_code())) for _ in range(3)]
IDS = [new_id() for _ in range(3)]
KEYS = [new_id() for _ in range(4)]


def operation(who: int, id_: int, key: int, expects: int, gone: bool) -> Operation:
    body = b'{"n":%d}' % (expects + 1)
    asked = f"{gone} {expects} {id_} {body!r}"
    expects = ANYTHING if gone and expects == NOTHING else expects
    return Operation(
        CONTRIBUTIONS["feedback"], IDS[id_], PEOPLE[who], KEYS[key], asked, gone, expects, b"{}" if gone else body
    )


OPERATIONS = st.builds(
    operation, st.integers(0, 2), st.integers(0, 2), st.integers(0, 3), st.integers(0, 3), st.booleans()
)


def told(results: list[Written | Refusal]) -> list[Any]:
    """What everybody was told, without what differs from hub to hub."""
    said: list[Any] = []
    for each in results:
        if isinstance(each, Refusal):
            current = each.extras.get("current") or {}
            said.append((each.status, each.code, current.get("version")))
        else:
            said.append((each.status, each.version, each.wire[50:]))
    return said


def kept(hub: Hub) -> list[Any]:
    with hub.database.reading() as connection:
        things = connection.execute(select(CONTRIBUTION).order_by(CONTRIBUTION.c.id)).all()
        answers = connection.execute(select(ANSWERED).order_by(ANSWERED.c.key, ANSWERED.c.owner)).all()
    return [*things, *answers]


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(OPERATIONS, min_size=1, max_size=12))
def test_a_batch_is_as_one_after_the_other(operations: list[Operation]) -> None:
    together, alone = (Hub(HubSettings(seed=False), now=lambda: 1_800_000_000.0) for _ in range(2))
    with ExitStack() as closing:
        closing.callback(together.close)
        closing.callback(alone.close)
        at_once = together.committer.apply(operations)
        each = [alone.committer.apply([one])[0] for one in operations]
        assert told(at_once) == told(each)
        assert kept(together) == kept(alone)


def test_one_that_breaks_does_not_break_the_others(hub_app: HubApp) -> None:
    operations = [operation(who, who, who, NOTHING, False) for who in range(3)]

    # PostgreSQL, for one, refuses texts that SQLite takes.
    @event.listens_for(hub_app.hub.database.engine, "before_cursor_execute")
    def poisoned(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if statement.startswith("INSERT INTO contribution") and IDS[1] in str(parameters):
            raise ValueError("poison")

    results = hub_app.hub.committer.apply(operations)
    assert [each.status for each in results] == [201, 500, 201]
    assert {row.id for row in kept(hub_app.hub) if hasattr(row, "kind")} == {IDS[0], IDS[2]}


async def test_a_database_that_takes_no_writes_is_said_and_nothing_is_kept(file_url: str) -> None:
    app = create_hub(HubSettings(file_url, seed=False))
    with app.hub.database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.rollback()
    async with asking(app) as client:
        someone = Writer(client, guest())
        id_, key = new_id(), new_id()
        refused = await someone.put(id_, key=key)
        with app.hub.database.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only=OFF")
        done = await someone.put(id_, key=key)
    app.hub.close()
    assert (refused.status_code, refused.json()["code"], refused.headers["retry-after"]) == (503, "hub-broken", "5")
    assert done.status_code == 201


async def test_fifty_at_once_share_commits_and_everybody_gets_their_own(app: HubApp) -> None:
    async with asking(app) as client:
        writers = [Writer(client, signed_in(app, f"person {number}")) for number in range(50)]
        before = app.hub.database.writes
        ids = [new_id() for _ in writers]
        said = [{**FEEDBACK, "text": f"Nummer {number}"} for number in range(50)]
        answers = await asyncio.gather(*(who.put(id_, body) for who, id_, body in zip(writers, ids, said, strict=True)))
        commits = app.hub.database.writes - before
    assert {answer.status_code for answer in answers} == {201}
    assert [answer.json()["id"] for answer in answers] == ids
    assert [answer.json()["body"] for answer in answers] == said
    assert sorted(answer.json()["number"] for answer in answers) == list(range(1, 51))
    if not app.hub.database.memory:
        assert commits < 25


async def test_hubs_on_one_database_do_what_one_key_asks_exactly_once(url: str) -> None:
    apps = [create_hub(HubSettings(url, seed=False)) for _ in range(2)]
    chance = random.Random(7)
    async with asking(apps[0]) as one, asking(apps[1]) as other:
        for _ in range(15):
            who, id_, key = guest(), new_id(), new_id()
            racers = [Writer(client, who).put(id_, key=key) for client in (one, other) * 3]
            chance.shuffle(racers)
            answers = await asyncio.gather(*racers)
            assert {answer.status_code for answer in answers} == {201}
            assert len({answer.text for answer in answers}) == 1
            changes = await asyncio.gather(
                *(Writer(client, who).put(id_, {**FEEDBACK, "text": f"{at}"}, version=1)
                  for at, client in enumerate((one, other) * 3))
            )  # fmt: skip
            assert sorted(answer.status_code for answer in changes) == [200, *[412] * 5]
    things = [row for row in kept(apps[0].hub) if hasattr(row, "kind")]
    assert sorted(row.number for row in things) == list(range(1, 16))
    for app in apps:
        app.hub.close()
