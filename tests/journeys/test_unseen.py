"""Somebody looks for help and leaves no trace: not at the hub, not on the device, not in the browser.

Every request between app and hub is written down. The line between browser and app is the screen of one device.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from contract.kinds import KINDS
from tests.journeys.conftest import Meet, StartApp
from tests.journeys.person import Person
from tests.journeys.processes import Process
from tests.journeys.recorded import Recorder, recording

pytestmark = pytest.mark.browser

WORD = "Wohnungslosenhlfe"
OFFER = "Hilfetelefon Gewalt gegen Frauen"
#: Ids of answers given below, words of the app for them, what was typed, and where somebody went.
TRACES = ("gewalt", "betroffen", "kaum-noch", "am-ende", "mitte", "thema", "Wohnungslos", "613cf789")
#: What an app asks its hub for, whoever uses it and whatever for.
ORDINARY = ("/v1/changes/", "/v1/snapshots/", "/v1/sign-in", "/v1/elsewhere")


def through(person: Person) -> None:
    """A woman answers, by touch: what it is about, whom it concerns, how old she is, how she feels."""
    person.finds("Für wen suchen Sie Hilfe?")
    person.sees("Frage 1 von höchstens 7")
    person.button("Für mich").tap()
    person.finds("Worum geht es?")
    person.button("Gewalt oder Angst vor einem Menschen").tap()
    person.tap("Weiter")
    person.finds("Zuerst: Hilfe für jetzt")
    person.sees_all("110 anrufen", "116 016 anrufen")
    person.tap("Weiter im Wegweiser")
    person.finds("Wen betrifft die Gewalt?")
    person.button("Eine Frau").tap()
    person.finds("Wie alt sind Sie?")
    person.button("27 bis 59 Jahre").tap()
    person.finds("Wie dringend ist es?")
    person.button("Es ist kaum noch auszuhalten").tap()
    person.finds("Zuerst: Hilfe für jetzt")
    person.sees_all("0800 655 3000 anrufen", "112 anrufen")
    person.tap("Weiter im Wegweiser")
    person.finds("Wie möchten Sie Kontakt aufnehmen?")
    person.tap("Überspringen")
    person.finds("Was brauchen Sie, damit es gut geht?")
    person.tap("Weiß ich nicht")
    person.finds("Das passt zu Ihren Antworten")
    person.sees("passt, weil: für Frauen, Tag und Nacht offen")


def kept(folder: Path) -> dict[str, list[tuple[Any, ...]]]:
    """All rows in the stores of a device, but for when the hub was asked last. What is virtual lies in real tables."""
    found: dict[str, list[tuple[Any, ...]]] = {}
    for file in ("public.db", "private.db"):
        with closing(sqlite3.connect(f"file:{folder / file}?mode=ro", uri=True)) as db:
            tables = db.execute("SELECT name FROM sqlite_master WHERE type='table' AND sql NOT LIKE '%VIRTUAL%'")
            names = [name for (name,) in tables.fetchall() if name != "cursor"]
            found |= {f"{file} {name}": db.execute(f'SELECT * FROM "{name}"').fetchall() for name in names}
    return found


def fetched(folder: Path) -> bool:
    """Whether the device has all kinds from the hub."""
    with closing(sqlite3.connect(f"file:{folder / 'public.db'}?mode=ro", uri=True)) as db:
        return {kind for (kind,) in db.execute("SELECT kind FROM cursor")} == set(KINDS)


def folder_of(app: Process) -> Path:
    return app._log.parent


def test_answers_words_and_offers_leave_no_trace_and_one_tap_is_enough(
    hub: Process, start_app: StartApp, meet: Meet, offers: str
) -> None:
    with recording(hub.url) as recorder:
        app = start_app(recorder.url)
        person = meet(app, has_touch=True)
        person.open("/hilfe", "Wie geht's?")
        person.sees(offers)
        person.until(lambda: fetched(folder_of(app)), "all content of the hub")
        before = kept(folder_of(app))
        assert any("private.db" in table for table in before)

        person.type("Was brauchen Sie?", WORD)
        person.sees("Wohnungslosenhilfe der Christophorus-Gesellschaft")
        person.open("/wegweiser")
        through(person)
        person.tap(OFFER)
        person.finds(OFFER)
        person.tap("Zurück")
        person.finds("Das passt zu Ihren Antworten")
        person.tap("Wie alt sind Sie?")
        person.finds("Wie alt sind Sie?")
        person.button("60 Jahre oder älter").tap()
        person.finds("Das passt zu Ihren Antworten")
        person.tap(OFFER)
        person.finds(OFFER)

        leaves_quickly(person)
        app.stop()
        assert kept(folder_of(app)) == before
        assert [file for file in folder_of(app).glob("*.db*") if WORD.encode() in file.read_bytes()] == []
        left_nothing_on_the_wire(recorder)
        said = app.said() + hub.said()
        assert [trace for trace in TRACES if trace in said] == []


def leaves_quickly(person: Person) -> None:
    """One tap: a harmless page, and nothing that was answered or typed is there any more."""
    with person.page.expect_event("load"):
        person.button("Schnell verlassen").tap()
    person.finds("Guten Tag")
    left_nothing_in_the_browser(person)
    person.open("/wegweiser", "Für wen suchen Sie Hilfe?")
    person.open("/hilfe", "Wie geht's?")
    assert person.page.get_by_role("textbox").first.input_value() == ""


def left_nothing_in_the_browser(person: Person) -> None:
    """Neither back nor forward leads to what one looked at, and nothing is stored."""
    for turn in (person.page.go_back, person.page.go_forward):
        turn()
        person.finds("Guten Tag")
        person.until(lambda: person.page.evaluate("location.pathname") == "/", "the start page's address")
    stored = person.page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")
    assert [trace for trace in TRACES if trace in stored] == []


def left_nothing_on_the_wire(recorder: Recorder) -> None:
    """Only what every app asks for, and no word of the person in path, headers or body."""
    assert recorder.requests
    assert [each for each in recorder.requests if each.method != "GET" or each.body] == []
    paths = {each.path for each in recorder.requests}
    assert [path for path in paths if not path.startswith(ORDINARY)] == []
    sent = recorder.everything()
    assert [trace for trace in (*TRACES, WORD) if trace in sent] == []


def test_by_keyboard_in_simple_language_with_large_text_and_esc_leaves(app: Process, meet: Meet) -> None:
    person = meet(app)
    person.open("/wegweiser", "Für wen suchen Sie Hilfe?")
    person.tap("Einfache Sprache")
    for _ in range(3):
        person.tap("Größer")
    person.sees("Frage 1 von 7")
    press(person, "Für mich")
    person.finds("Worum geht es?")
    press(person, "Das Geld reicht nicht")
    press(person, "Weiter")
    for question in (
        "Wie alt sind Sie?",
        "Wie dringend ist es?",
        "Wie möchten Sie dort fragen?",
        "Was brauchen Sie dort?",
    ):
        person.finds(question)
        press(person, "Frage auslassen")
    person.finds("Was ist Ihnen noch wichtig?")
    press(person, "1 Frage zurück")
    person.finds("Was brauchen Sie dort?")
    press(person, "Weiß ich nicht")
    person.finds("Was ist Ihnen noch wichtig?")
    press(person, "Es kostet nichts")
    press(person, "Weiter")
    person.finds("Das passt zu Ihren Antworten")
    person.sees("Das passt: kostet nichts")
    assert person.nameless() == []
    with person.page.expect_event("load"):
        person.page.keyboard.press("Escape")
    person.finds("Guten Tag")
    left_nothing_in_the_browser(person)


def press(person: Person, name: str) -> None:
    """Goes to what is called so with Tab, and presses Enter."""
    person.until(lambda: person.button(name).count(), name)
    for _ in range(60):
        if person.focused().startswith(name):
            person.page.keyboard.press("Enter")
            return
        person.presses("Tab")
    raise AssertionError(f"Tab does not lead to „{name}“: {person.tappables()}")
