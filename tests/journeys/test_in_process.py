"""Journeys without a browser: one person, two back ends, every message to the client weighed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from app.house import House, HouseSettings
from app.main import welcome
from tests.journeys.inprocess import Visit, alone, visit

LARGEST = 64_000  # bytes of one message to the client


@asynccontextmanager
async def at_home(settings: HouseSettings, route: str) -> AsyncIterator[Visit]:
    """The app opened by one person."""
    house = House(settings)
    await house.open()
    try:
        async with visit(welcome(house), route=route) as person:
            yield person
    finally:
        await house.close()


def test_keys_that_come_while_the_page_is_drawn_are_not_taken_back() -> None:
    async def journey() -> None:
        async with at_home(HouseSettings(), "/hilfe") as person:
            await person.sees("Bahnhofsmission Würzburg")
            await person.hurry("Schuldnerberatung")
            await person.sees("Schuldnerberatung der Christophorus-Gesellschaft")
            assert person.field["value"] == "Schuldnerberatung"

    alone(journey())
