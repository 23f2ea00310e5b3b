"""Owns the proof that it does not matter where one dies: all points of some small stories, none left out."""

from __future__ import annotations

import multiprocessing
from collections.abc import Awaitable, Callable
from functools import cache
from typing import Any

import pytest

from services.outbox import Outbox
from tests.faults.hubs import SimHub
from tests.faults.people import jpeg
from tests.faults.sweep import Stage

Items = list[dict[str, Any]]


@cache
def the_hub() -> SimHub:
    return SimHub()


def body(text: str) -> dict[str, Any]:
    return {"about": "/", "text": text, "query": ""}


def has(text: str) -> Callable[[Items], bool]:
    """Whether the text is there, and no draft any more."""
    return lambda items: any(item["body"].get("text") == text and item["state"] != "draft" for item in items)


def write(text: str) -> Callable[[Outbox], Awaitable[Any]]:
    """Writes it, or sends the draft that is there already."""

    async def do(outbox: Outbox) -> None:
        for item in await outbox.items():
            if item.state == "draft":
                await outbox.send(item.id)
                return
        await outbox.put("feedback", body(text), text)

    return do


def only(act: Callable[[Outbox, str], Awaitable[Any]]) -> Callable[[Outbox], Awaitable[Any]]:
    """Does something to the newest item."""

    async def do(outbox: Outbox) -> None:
        items = await outbox.items()
        await act(outbox, items[0].id)

    return do


def edit(text: str) -> Callable[[Outbox], Awaitable[Any]]:
    return only(lambda outbox, id_: outbox.change(id_, body(text)))


withdraw = only(lambda outbox, id_: outbox.withdraw(id_))


def gone(items: Items) -> bool:
    return any(item["gone"] for item in items)


async def send(stage: Stage) -> None:
    await stage.want(0, has("A"), write("A"))


async def edit_after_and_while_sending(stage: Stage) -> None:
    await stage.want(0, has("A"), write("A"))
    await stage.want(0, has("B"), edit("B"))
    await stage.quiet()
    await stage.look()
    await stage.want(1, has("C"), edit("C"))


async def withdraw_after_sending(stage: Stage) -> None:
    await stage.want(0, has("A"), write("A"))
    await stage.quiet()
    await stage.want(0, gone, withdraw)


async def withdraw_at_once(stage: Stage) -> None:
    await stage.want(0, has("A"), write("A"))
    await stage.want(0, gone, withdraw)


async def conflict(stage: Stage) -> None:
    await stage.want(0, has("A"), write("A"))
    await stage.quiet()
    await stage.look()
    stage.weather.cut_off |= {"device-0", "device-1"}
    await stage.want(0, has("B"), edit("B"))
    await stage.want(1, has("C"), edit("C"))
    stage.weather.calm()
    await stage.quiet()
    await stage.look()
    for number in (0, 1):
        await stage.want(
            number,
            lambda items: not any(item["state"] == "conflict" for item in items),
            only(lambda outbox, id_: outbox.settle(id_, body("C"))),
        )


async def photo(stage: Stage) -> None:
    await stage.want(0, has("A"), write("A"))
    attach = only(lambda outbox, id_: outbox.attach(id_, jpeg(0)))
    await stage.want(0, lambda items: any(item.get("photos") for item in items), attach)


async def restore(stage: Stage) -> None:
    await stage.want(0, has("A"), write("A"))
    await stage.quiet()
    stage.hub.back_up()
    await stage.want(0, has("B"), edit("B"))
    await stage.want(0, has("D"), write("D"))
    await stage.quiet()
    stage.hub.restore()


STORIES = (send, edit_after_and_while_sending, withdraw_after_sending, withdraw_at_once, conflict, photo, restore)


def died(told: tuple[int, int]) -> tuple[int, int, Any]:
    """How a story ends when somebody dies at a point, and how many points there were."""
    number, fatal = told
    stage = Stage(the_hub(), fatal)
    end = stage.run(STORIES[number])
    return fatal, stage.points.count, end


@pytest.mark.parametrize("number", range(len(STORIES)), ids=[story.__name__ for story in STORIES])
def test_whoever_dies_anywhere_goes_on_to_the_same_end(number: int) -> None:
    _, points, wanted = died((number, -1))
    assert wanted[0] == []
    assert points > 30
    with multiprocessing.get_context("forkserver").Pool(2) as pool:
        for fatal, count, end in pool.imap_unordered(died, [(number, fatal) for fatal in range(points)], 10):
            assert end == wanted, f"died at point {fatal} of {points}"
            # Whatever ran the same way has come by there.
            assert count > fatal
