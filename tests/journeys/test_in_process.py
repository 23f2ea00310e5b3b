"""Journeys without a browser: one person, two back ends, every message to the client weighed."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from app.house import House, HouseSettings
from app.main import welcome
from tests.journeys.crowd import offers as crowd
from tests.journeys.inprocess import Visit, alone, visit
from tests.journeys.processes import Process, free_port

LARGEST = 64_000  # bytes of one message to the client
DEBTS = "Schuldnerberatung der Christophorus-Gesellschaft"


@asynccontextmanager
async def at_home(
    settings: HouseSettings, *, lines: tuple[bytes, ...] = (), width: float = 390
) -> AsyncIterator[Visit]:
    """The app opened on Hilfe; `lines` are offers that lie on the device already."""
    house = House(settings)
    if lines:
        await house.public.bundle("help", lines)
    await house.open()
    try:
        async with visit(welcome(house), route="/hilfe", width=width) as person:
            yield person
    finally:
        await house.close()


@pytest.fixture(params=["in memory", "at a URL"])
def settings(request: pytest.FixtureRequest) -> HouseSettings:
    """The two back ends: a hub in this process, and a hub elsewhere."""
    if request.param == "in memory":
        return HouseSettings()
    hub: Process = request.getfixturevalue("hub")
    return HouseSettings(hub_url=hub.url)


def test_whatever_hub_stands_behind_an_offer_is_found_opened_and_left(settings: HouseSettings, offers: str) -> None:
    async def journey() -> None:
        async with at_home(settings) as person:
            await person.sees(offers)
            assert person.heading() == "Wie geht's?"
            await person.type("Schuldnerbratung")
            await person.press(DEBTS)
            await person.until(lambda: person.heading() == DEBTS, "the offer")
            await person.sees("Woher wissen wir das?")
            await person.press("Zurück")
            await person.until(lambda: person.heading() == "Wie geht's?", "the list")
            await person.sees(DEBTS)
            assert person.field["value"] == "Schuldnerbratung"
            assert person.largest < LARGEST

    alone(journey())


@pytest.mark.parametrize("width", [390, 1280])
def test_with_a_thousand_offers_no_message_to_the_client_is_large(width: float) -> None:
    async def journey() -> None:
        nowhere = HouseSettings(hub_url=f"http://127.0.0.1:{free_port()}")
        async with at_home(nowhere, lines=tuple(crowd(1000)), width=width) as person:
            await person.sees("1.000 Angebote")
            await person.press("Mehr Angebote zeigen")
            await person.until(lambda: len(person.buttons()) > 100, "fifty more")
            await person.type("B")
            await person.sees("Angebote")
            await person.press("Einfache Sprache")
            await person.sees("Niemand sieht Ihre Suche.")
            await person.press("Notfall")
            await person.sees("112 anrufen")
            await person.press("Hilfe")
            await person.sees("Niemand sieht Ihre Suche.")
            assert person.largest < LARGEST, person.sent()

    alone(journey())


def test_keys_that_come_while_the_page_is_drawn_are_not_taken_back() -> None:
    async def journey() -> None:
        async with at_home(HouseSettings()) as person:
            await person.sees("Bahnhofsmission Würzburg")
            await person.hurry("Schuldnerberatung")
            await person.sees(DEBTS)
            assert person.field["value"] == "Schuldnerberatung"

    alone(journey())
