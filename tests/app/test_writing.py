"""What people write, through the whole app without a browser: ways there, honest words, ways back."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

from app.house import House, HouseSettings
from app.main import welcome
from tests.journeys.inprocess import Visit, alone, visit

DEBTS = "Schuldnerberatung der Christophorus-Gesellschaft"


@asynccontextmanager
async def at(route: str, *, shared: bool = False) -> AsyncIterator[Visit]:
    """The app with a hub of its own in memory, opened at an address."""
    house = House(HouseSettings(shared=shared))
    await house.open()
    try:
        async with visit(welcome(house), route=route) as person:
            yield person
    finally:
        await house.close()


async def open_offer(person: Visit) -> None:
    await person.sees("Angebote")
    await person.type("Schuldnerbratung")
    await person.press(DEBTS)
    await person.sees("Stimmt das noch?")


def both(journey: Callable[[bool], Coroutine[Any, Any, None]]) -> None:
    """On one's own device, and on a server that many people share."""
    for shared in (False, True):
        alone(journey(shared))


def test_an_answer_arrives_and_stands_on_the_page_and_among_ones_own() -> None:
    async def journey(shared: bool) -> None:
        async with at("/hilfe", shared=shared) as person:
            await open_offer(person)
            await person.press("Stimmt nicht mehr")
            await person.sees("Was stimmt nicht mehr?")
            await person.type("Neue Nummer")
            await person.press("Senden")
            await person.sees("Angekommen\u00a0· Nr. 1")
            await person.open("/beitraege")
            await person.until(lambda: person.heading() == "Meine Beiträge", "the list")
            await person.sees("Neue Nummer")
            await person.sees("Angekommen")
            assert sum("Angekommen" in line for line in person.texts()) == 1
            assert "Entwurf" not in " ".join(person.texts())

    both(journey)


def test_what_is_kept_stands_on_the_start_page_and_opens() -> None:
    async def journey() -> None:
        async with at("/hilfe") as person:
            await open_offer(person)
            await person.press("Merken")
            await person.sees("Gemerkt")
            await person.open("/")
            await person.press(DEBTS)
            await person.until(lambda: person.heading() == DEBTS, "the offer")

    alone(journey())


def test_feedback_knows_its_page_and_leads_back_there() -> None:
    async def journey() -> None:
        async with at("/hilfe") as person:
            await open_offer(person)
            await person.press("Rückmeldung zu dieser Seite")
            await person.sees(f"Zu dieser Seite: {DEBTS}")
            await person.press("Zurück")
            await person.until(lambda: person.heading() == DEBTS, "the offer")

    alone(journey())


def test_a_search_in_vain_asks_what_is_missing_with_the_query_to_be_seen() -> None:
    async def journey() -> None:
        async with at("/suche") as person:
            await person.sees("Schreiben Sie ein Wort in das Feld.")
            await person.type("Drachenflugschein")
            await person.press("Nichts gefunden? Sagen Sie uns, was Sie suchen.")
            await person.sees("Das senden wir mit. Ihr Suchwort: Drachenflugschein")
            await person.press("Suchwort nicht mitsenden")
            await person.until(lambda: "Drachenflugschein" not in " ".join(person.texts()), "the query gone")

    alone(journey())


def test_feedback_about_nonsense_is_about_the_start_page() -> None:
    async def journey() -> None:
        async with at("/rueckmeldung?zu=https://anderswo.invalid/") as person:
            await person.sees("Zu dieser Seite: Startseite")
            await person.press("Zurück zur Seite")
            await person.until(lambda: person.heading() == "Guten Tag", "the start page")

    alone(journey())
