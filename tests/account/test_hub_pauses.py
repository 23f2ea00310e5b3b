"""Trying passwords gets slower and slower; nobody is locked out by others."""

from __future__ import annotations

import anyio
import httpx
import pytest
from sqlalchemy import select

from hub.account import pauses
from hub.asgi import HubApp
from hub.core.people import ATTEMPT
from hub.core.problems import Refusal
from tests.account.people import Watch, sign_in, sign_up

pytestmark = pytest.mark.anyio

HOME, AWAY = "192.0.2.1", "192.0.2.2"


def tried(door: HubApp, watch: Watch, name: str, address: str, right: bool = False) -> int:
    """Seconds to wait before this try (0: it was let through), as the hub counts it."""
    at = int(watch() * 1000)
    with door.hub.database.writing() as connection:
        counted = pauses.tries(connection, name, address)
        try:
            pauses.count(connection, counted, at)
        except Refusal as refusal:
            return int(refusal.extras["retry_after"])
        if right:
            pauses.right(connection, counted, at)
    return 0


async def test_after_some_wrong_tries_one_has_to_wait_even_with_the_right_password(
    asks: httpx.AsyncClient, watch: Watch
) -> None:
    await sign_up(asks, "Anna")
    for _ in range(5):
        assert (await sign_in(asks, "Anna", "falsch")).status_code == 401
    waits = await sign_in(asks, "ANNA")
    assert (waits.status_code, waits.json()["code"]) == (429, "sign-in-paused")
    assert waits.headers["retry-after"] == "1" == str(waits.json()["retry_after"])
    watch.seconds += 1
    assert (await sign_in(asks, "Anna")).status_code == 200
    assert (await sign_in(asks, "Anna", "falsch")).status_code == 401
    assert (await sign_in(asks, "Anna")).status_code == 200


async def test_tries_at_the_same_time_are_no_way_around(asks: httpx.AsyncClient) -> None:
    answers: list[int] = []

    async def ask() -> None:
        answers.append((await sign_in(asks, "Anna", "falsch")).status_code)

    async with anyio.create_task_group() as group:
        for _ in range(12):
            group.start_soon(ask)
    assert sorted(answers) == [401] * 5 + [429] * 7


def test_pauses_double_up_to_a_quarter_of_an_hour(door: HubApp, watch: Watch) -> None:
    waited = []
    for _ in range(20):
        if pause := tried(door, watch, "Anna", HOME):
            waited.append(pause)
            watch.seconds += pause
            assert tried(door, watch, "Anna", HOME) == 0
    assert waited[:4] == [1, 2, 4, 8]
    assert waited[-1] == max(waited) == 900


def test_whoever_tries_a_name_does_not_lock_its_owner_out(door: HubApp, watch: Watch) -> None:
    for _ in range(40):
        tried(door, watch, "Anna", AWAY)
        watch.seconds += 900
    tried(door, watch, "Anna", AWAY)
    assert tried(door, watch, "Anna", AWAY) == 900
    assert tried(door, watch, "Anna", HOME, right=True) == 0


def test_a_crowd_of_addresses_slows_a_name_by_a_minute_at_most(door: HubApp, watch: Watch) -> None:
    waited = []
    for number in range(80):
        waited.append(tried(door, watch, "Anna", f"2001:db8::{number:x}"))
        watch.seconds += waited[-1]
    assert waited[:50] == [0] * 50
    assert max(waited) == 60


def test_an_address_that_tries_many_names_has_to_wait_and_others_do_not(door: HubApp, watch: Watch) -> None:
    waited = [tried(door, watch, f"Person {number}", AWAY) for number in range(60)]
    assert waited[49] == 0
    assert waited[-1] > 0
    assert tried(door, watch, "Person 1", HOME) == 0


def test_many_who_are_right_behind_one_address_need_not_wait(door: HubApp, watch: Watch) -> None:
    assert not any(tried(door, watch, f"Kind {number}", HOME, right=True) for number in range(120))


def test_an_hour_after_the_last_pause_all_is_forgotten(door: HubApp, watch: Watch) -> None:
    for _ in range(5):
        tried(door, watch, "Anna", HOME)
    watch.seconds += 60 * 60 + 2
    assert [tried(door, watch, "Anna", HOME) for _ in range(5)] == [0] * 5


def test_neither_name_nor_address_is_kept(door: HubApp, watch: Watch) -> None:
    tried(door, watch, "Anna", HOME)
    with door.hub.database.reading() as connection:
        rows = connection.execute(select(ATTEMPT)).all()
    assert len(rows) == 3
    assert all(len(row.name) == 64 and "anna" not in row.name and HOME not in row.name for row in rows)
