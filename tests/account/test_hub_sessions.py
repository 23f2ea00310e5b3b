"""Signing in, the tokens of a session, and how it ends."""

from __future__ import annotations

from typing import Any

import anyio
import httpx
import pytest
from sqlalchemy import func, select

from hub.account import sessions
from hub.account.service import Accounts
from hub.asgi import HubApp
from hub.core.people import ATTEMPT, SESSION, SPENT
from tests.account.people import PASSWORD, Watch, bearer, sign_in, sign_up

pytestmark = pytest.mark.anyio

MINUTE = 60
DAY = 24 * 60 * MINUTE


@pytest.fixture
async def anna(asks: httpx.AsyncClient) -> dict[str, Any]:
    return await sign_up(asks, "Anna")


async def refresh(asks: httpx.AsyncClient, tokens: dict[str, Any]) -> httpx.Response:
    return await asks.post("/v1/session/refresh", json={"refresh_token": tokens["refresh_token"]})


async def opens(asks: httpx.AsyncClient, tokens: dict[str, Any]) -> bool:
    return (await asks.get("/v1/me", headers=bearer(tokens))).status_code == 200


async def test_one_signs_in_on_a_second_device_and_sees_both(
    asks: httpx.AsyncClient, anna: dict[str, Any], watch: Watch
) -> None:
    watch.seconds += 1
    other = (await sign_in(asks, "anna", device="Tablet")).json()
    assert "recovery_code" not in other
    items = (await asks.get("/v1/me/sessions", headers=bearer(other))).json()["items"]
    assert [(each["device"], each["current"]) for each in items] == [("Tablet", True), ("", False)]


async def test_a_wrong_name_and_a_wrong_password_are_told_alike(asks: httpx.AsyncClient, anna: dict[str, Any]) -> None:
    wrong = await sign_in(asks, "anna", "falsch")
    nobody = await sign_in(asks, "niemand", "falsch")
    assert wrong.status_code == nobody.status_code == 401
    assert wrong.json() == nobody.json()
    assert wrong.json()["code"] == "sign-in-wrong"


async def test_an_access_token_ends_after_a_quarter_of_an_hour_and_is_renewed(
    asks: httpx.AsyncClient, anna: dict[str, Any], watch: Watch
) -> None:
    watch.seconds += 15 * MINUTE - 1
    assert await opens(asks, anna)
    watch.seconds += 1
    ended = await asks.get("/v1/me", headers=bearer(anna))
    assert (ended.status_code, ended.json()["code"]) == (401, "session-ended")
    renewed = (await refresh(asks, anna)).json()
    assert await opens(asks, renewed)
    assert renewed["refresh_token"] != anna["refresh_token"]


async def test_a_session_that_was_not_used_for_thirty_days_is_over(
    asks: httpx.AsyncClient, anna: dict[str, Any], watch: Watch, door: HubApp
) -> None:
    watch.seconds += 30 * DAY
    assert (await refresh(asks, anna)).json()["code"] == "session-ended"
    with door.hub.database.reading() as connection:
        assert connection.execute(select(func.count()).select_from(SESSION)).scalar() == 0


async def test_a_used_refresh_token_that_comes_back_later_ends_the_session(
    asks: httpx.AsyncClient, anna: dict[str, Any], watch: Watch
) -> None:
    second = (await refresh(asks, anna)).json()
    watch.seconds += 2 * MINUTE
    assert (await refresh(asks, anna)).status_code == 401
    assert not await opens(asks, second)
    assert (await refresh(asks, second)).json()["code"] == "session-ended"


async def test_after_a_lost_answer_the_old_token_works_once_more(
    asks: httpx.AsyncClient, anna: dict[str, Any], watch: Watch
) -> None:
    lost = (await refresh(asks, anna)).json()
    watch.seconds += 30
    third = (await refresh(asks, anna)).json()
    assert await opens(asks, third)
    # What was lost opens nothing now, and whoever holds it shows that two have had it.
    assert not await opens(asks, lost)
    assert (await refresh(asks, lost)).status_code == 401
    assert not await opens(asks, third)


async def test_the_old_token_works_only_once_more_and_not_when_its_successor_was_used(
    asks: httpx.AsyncClient, anna: dict[str, Any]
) -> None:
    await refresh(asks, anna)
    assert (await refresh(asks, anna)).status_code == 200
    assert (await refresh(asks, anna)).status_code == 401
    other = (await sign_in(asks, "anna")).json()
    second = (await refresh(asks, other)).json()
    third = (await refresh(asks, second)).json()
    assert (await refresh(asks, other)).status_code == 401
    assert not await opens(asks, third)


async def test_devices_that_refresh_at_the_same_time_get_one_successor_each_or_end(
    asks: httpx.AsyncClient, anna: dict[str, Any]
) -> None:
    answers: list[int] = []

    async def ask() -> None:
        answers.append((await refresh(asks, anna)).status_code)

    async with anyio.create_task_group() as group:
        for _ in range(4):
            group.start_soon(ask)
    assert sorted(answers) == [200, 200, 401, 401]


async def test_nonsense_is_no_token(asks: httpx.AsyncClient, anna: dict[str, Any]) -> None:
    assert (await refresh(asks, {"refresh_token": "x" * 43})).json()["code"] == "session-ended"
    assert (await refresh(asks, {"refresh_token": anna["access_token"]})).status_code == 401
    assert await opens(asks, anna)


async def test_one_ends_a_session_of_ones_own_and_of_nobody_else(asks: httpx.AsyncClient, anna: dict[str, Any]) -> None:
    bert = await sign_up(asks, "Bert")
    [berts] = (await asks.get("/v1/me/sessions", headers=bearer(bert))).json()["items"]
    assert (await asks.delete(f"/v1/me/sessions/{berts['id']}", headers=bearer(anna))).status_code == 404
    assert await opens(asks, bert)
    assert (await asks.delete(f"/v1/me/sessions/{berts['id']}", headers=bearer(bert))).status_code == 204
    assert not await opens(asks, bert)
    assert (await asks.delete("/v1/session", headers=bearer(anna))).status_code == 204
    assert (await refresh(asks, anna)).status_code == 401


async def test_a_new_password_ends_the_other_sessions(asks: httpx.AsyncClient, anna: dict[str, Any]) -> None:
    other = (await sign_in(asks, "anna")).json()
    asked = {"old_password": "falsch", "new_password": "ein neues langes"}
    wrong = await asks.put("/v1/me/password", json=asked, headers=bearer(anna))
    assert (wrong.status_code, wrong.json()["code"]) == (401, "sign-in-wrong")
    done = await asks.put("/v1/me/password", json={**asked, "old_password": PASSWORD}, headers=bearer(anna))
    assert (done.status_code, done.content) == (204, b"")
    assert await opens(asks, anna)
    assert not await opens(asks, other)
    assert (await refresh(asks, other)).status_code == 401
    assert (await sign_in(asks, "anna")).status_code == 401
    assert (await sign_in(asks, "anna", "ein neues langes")).status_code == 200


async def test_an_account_of_elsewhere_is_made_once_and_found_again(door: HubApp) -> None:
    known = Accounts(door.hub)
    first, second = known.arrive("sample abc", "Laptop"), known.arrive("sample abc", "Tablet")
    assert first.account == second.account
    assert first.account.has_password is False
    assert known.enter(first.account.id, "").account == first.account


async def test_old_sessions_spent_tokens_and_tries_are_swept(
    asks: httpx.AsyncClient, anna: dict[str, Any], watch: Watch, door: HubApp
) -> None:
    await refresh(asks, anna)
    await sign_in(asks, "anna", "falsch")
    assert set(door.hub.jobs.run_due()) >= {"sessions", "attempts"}
    with door.hub.database.reading() as connection:
        counted = {table.name: len(connection.execute(select(table)).all()) for table in (SESSION, SPENT, ATTEMPT)}
    assert counted == {"session": 1, "spent": 1, "attempt": 3}
    watch.seconds += 31 * DAY
    door.hub.jobs.run_due()
    with door.hub.database.reading() as connection:
        rows = {table: connection.execute(select(table)).all() for table in (SESSION, SPENT, ATTEMPT)}
    assert {table.name: len(found) for table, found in rows.items()} == {"session": 0, "spent": 0, "attempt": 0}


def test_the_seconds_told_are_those_that_hold() -> None:
    assert (sessions.ACCESS, sessions.REFRESH) == (15 * MINUTE * 1000, 30 * DAY * 1000)
