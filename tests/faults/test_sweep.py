"""Owns the proof that it does not matter where one dies: all points of some small stories, none left out."""

from __future__ import annotations

import asyncio
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


def has(text: str, *states: str) -> Callable[[Items], bool]:
    """Whether the text is there, and its item in one of the states."""
    return lambda items: any(
        item["body"].get("text") == text and (not states or item["state"] in states) for item in items
    )


def write(text: str) -> Callable[[Outbox], Awaitable[Any]]:
    return lambda outbox: outbox.put("feedback", body(text), text)


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
    await asyncio.sleep(140)
    stage.weather.cut_off |= {"device-0", "device-1"}
    await stage.want(0, has("B"), edit("B"))
    await stage.want(1, has("C"), edit("C"))
    stage.weather.calm()
    await stage.quiet()
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


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__)
def test_whoever_dies_anywhere_goes_on_to_the_same_end(story: Callable[[Stage], Awaitable[None]]) -> None:
    undisturbed = Stage(the_hub(), -1)
    wanted = undisturbed.run(story)
    assert wanted[0] == []
    points = undisturbed.points.count
    assert points > 30
    for fatal in range(points):
        stage = Stage(the_hub(), fatal)
        assert stage.run(story) == wanted, f"died at point {fatal} of {points}"
        # Whatever ran the same way has come by there.
        assert stage.points.count > fatal
