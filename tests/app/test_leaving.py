"""What somebody answered goes with "Fertig", with "Schnell verlassen", with Esc, and when nobody is there."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

import flet as ft
import pytest

from app.home import Home
from app.house import House, HouseSettings
from app.idle import Idle
from app.leaving import connected, pressed_key
from app.main import welcome
from app.shell import shell
from app.traces import Traces
from services.clock import Clock
from services.help.finder import Finder
from services.local import PublicStore
from tests.journeys.inprocess import Visit, alone, visit
from views.help.finder.store import FinderStore


@dataclass
class Due:
    """Something that is due after so many seconds, unless it is called off."""

    seconds: float
    call: Callable[[], None]
    off: bool = False

    def cancel(self) -> None:
        self.off = True


class Seconds:
    """Time that passes when the test says so."""

    def __init__(self) -> None:
        self.due: list[Due] = []

    def later(self, seconds: float, call: Callable[[], None]) -> Due:
        self.due.append(Due(seconds, call))
        return self.due[-1]

    def pass_by(self, seconds: float) -> None:
        """So much time passes; what is due in it happens in its order."""
        while waiting := [each for each in self.due if not each.off]:
            first = min(waiting, key=lambda each: each.seconds)
            if first.seconds > seconds:
                break
            seconds -= first.seconds
            for each in self.due:
                each.seconds -= first.seconds
            first.off = True
            first.call()
        for each in self.due:
            each.seconds -= seconds


def test_who_is_gone_is_asked_once_and_then_forgotten() -> None:
    time, told = Seconds(), list[object]()
    idle = Idle(300, told.append, lambda: told.append("end"), time.later)
    idle.stir()
    time.pass_by(239)
    assert told == []
    time.pass_by(1)
    assert told == [True]
    time.pass_by(60)
    assert told == [True, "end"]
    time.pass_by(1000)
    assert told == [True, "end"]


def test_who_stirs_stays_and_the_time_begins_anew() -> None:
    time, told = Seconds(), list[object]()
    idle = Idle(300, told.append, lambda: told.append("end"), time.later)
    idle.stir()
    time.pass_by(200)
    idle.stir()
    time.pass_by(200)
    assert told == []
    time.pass_by(50)
    idle.stir()
    assert told == [True, False]
    time.pass_by(239)
    idle.stop()
    time.pass_by(1000)
    assert told == [True, False]


def test_a_kiosk_waits_less_and_asks_at_half_time() -> None:
    time, told = Seconds(), list[object]()
    idle = Idle(40, told.append, lambda: told.append("end"), time.later)
    idle.stir()
    time.pass_by(20)
    assert told == [True]
    time.pass_by(20)
    assert told == [True, "end"]


@pytest.mark.parametrize(("shown", "went"), [("/wegweiser", ["/"]), ("/hilfe/1", ["/"]), ("/notfall", [])])
@pytest.mark.anyio
async def test_who_is_gone_leaves_a_page_that_shows_something_and_no_other(
    shown: str, went: list[str], public: PublicStore, clock: Clock
) -> None:
    time, gone = Seconds(), list[str]()
    finder = FinderStore(Finder(public, clock), clock, gone.append)
    traces = Traces(
        *(public, clock, gone.append, finder, (lambda: gone.append("others"),)),
        turned=lambda: None,
        shown=lambda: shown,
        later=time.later,
    )
    finder.note(query="Sorgen")
    traces.stir()
    time.pass_by(299)
    assert traces.wegweiser.state.idle
    assert gone == []
    time.pass_by(1)
    assert gone == ["others", *went]
    assert finder.state.query == ""
    assert not traces.wegweiser.state.idle


@pytest.mark.anyio
async def test_what_is_half_written_goes_with_who_leaves_quickly_and_stays_when_nobody_is_there(
    public: PublicStore, clock: Clock
) -> None:
    time, gone = Seconds(), list[str]()
    finder = FinderStore(Finder(public, clock), clock, gone.append)
    traces = Traces(
        *(public, clock, gone.append, finder, ()),
        turned=lambda: None,
        shown=lambda: "/rueckruf/1",
        left=lambda: gone.append("half-written"),
        later=time.later,
    )
    traces.stir()
    time.pass_by(300)
    assert gone == []
    traces.leave()
    assert gone == ["half-written", "/"]


async def answered(person: Visit) -> None:
    """Somebody says for whom, and what it is about."""
    await person.press("Für mich")
    await person.press("Das Geld reicht nicht")
    await person.press("Weiter")
    await person.until(lambda: person.heading() == "Wie alt sind Sie?", "the next question")


@asynccontextmanager
async def at_home(settings: HouseSettings) -> AsyncIterator[Visit]:
    """The app opened on the Wegweiser, with a hub in this process."""
    house = House(settings)
    await house.open()
    try:
        async with visit(welcome(house), route="/wegweiser") as person:
            yield person
    finally:
        await house.close()


def test_one_tap_shows_a_harmless_page_and_all_is_forgotten() -> None:
    async def journey() -> None:
        async with at_home(HouseSettings()) as person:
            await answered(person)
            await person.press("Schnell verlassen")
            await person.until(lambda: person.heading() == "Guten Tag", "a harmless page")
            assert not any("Schnell verlassen" in name for name in person.buttons())
            await person.open("/wegweiser")
            await person.until(lambda: person.heading() == "Für wen suchen Sie Hilfe?", "the first question")
            await answered(person)
            await person.open("/hilfe")
            await person.open("/wegweiser")
            await person.until(lambda: person.heading() == "Wie alt sind Sie?", "what was answered before")

    alone(journey())


def test_esc_leaves_a_private_page_and_no_other_and_so_does_the_browser_itself() -> None:
    async def journey() -> None:
        house, homes = House(HouseSettings()), list[Home]()

        async def main(page: ft.Page) -> None:
            homes.append(Home(house, page))
            await homes[0].frame.wake(page.route, 390)
            page.on_route_change = lambda event: homes[0].move(event.route)
            page.render_views(shell, homes[0], homes[0].frame)

        await house.open()
        async with visit(main, route="/mitmachen") as person:
            await person.until(lambda: person.heading() == "Mach mit", "the page")
            pressed_key(homes[0], "Escape")
            await person.open("/wegweiser")
            await answered(person)
            pressed_key(homes[0], "a")
            connected(homes[0], "/wegweiser")
            begun = [homes[0].traces.wegweiser.state.begun]
            connected(homes[0], "/")
            assert [*begun, homes[0].traces.wegweiser.state.begun] == [True, False]
            pressed_key(homes[0], "Escape")
            await person.until(lambda: person.heading() == "Guten Tag", "a harmless page")
            homes[0].close()
        await house.close()

    alone(journey())


def test_who_says_nothing_for_long_is_asked_and_then_all_is_forgotten() -> None:
    async def journey() -> None:
        async with at_home(HouseSettings(idle=2)) as person:
            await person.press("Für mich")
            await person.sees("Sind Sie noch da? Gleich vergisst die App Ihre Antworten.")
            await person.until(lambda: person.heading() == "Guten Tag", "a harmless page")
            await person.open("/wegweiser")
            await person.until(lambda: person.heading() == "Für wen suchen Sie Hilfe?", "the first question")

    alone(journey())


def test_a_half_written_request_is_gone_from_the_device_after_one_tap() -> None:
    async def journey() -> None:
        async with at_home(HouseSettings()) as person:
            await person.open("/rueckruf/d29b5190-c1c7-55a5-8d11-8c20d1e00072")
            await person.until(lambda: person.heading() == "Ruf mich zurück", "the form")
            await person.type("Mika")
            await person.sees("Entwurf verwerfen")
            await person.press("Schnell verlassen")
            await person.until(lambda: person.heading() == "Guten Tag", "a harmless page")
            await person.open("/beitraege")
            await person.sees("Hier ist noch nichts")

    alone(journey())
