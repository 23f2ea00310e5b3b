"""What happened to the store of the device reaches the person, through the whole app without a browser."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from app.house import House, HouseSettings
from app.main import welcome
from contract.problems import Code
from services.language import Language
from tests.faults.test_damage import filled, outbox_of, random_bytes, spoilt_page
from tests.journeys.inprocess import Visit, alone, visit

SAY = Language("de")
BROKEN, FULL = SAY.problem(Code.STORE_BROKEN), SAY.problem(Code.STORE_FULL)
CLOSE = "Hinweis schließen"


@asynccontextmanager
async def at(route: str, folder: Path) -> AsyncIterator[tuple[Visit, House]]:
    """The app on a device whose folder this is, without a network."""
    house = House(HouseSettings(data=folder, hub_url="http://127.0.0.1:9"))
    await house.open()
    try:
        async with visit(welcome(house), route=route) as person:
            yield person, house
    finally:
        await house.close()


def stands(person: Visit, text: str) -> bool:
    return any(text in line for line in person.texts())


def test_after_damage_the_app_says_what_happened_and_what_can_be_read_is_there(tmp_path: Path) -> None:
    async def journey() -> None:
        await filled(tmp_path)
        spoilt_page(tmp_path / "private.db", random.Random(7))
        async with at("/beitraege", tmp_path) as (person, house):
            for words in BROKEN:
                await person.sees(words)
            await person.sees("Sehen Sie bitte auch unter „Meine Beiträge“ nach.")
            left = await outbox_of(house).items()
            assert 30 <= len(left) < 60
            # The list begins with the newest; each of those that are left is one the person wrote.
            await person.sees(left[0].body["text"].split()[0])
            await person.open("/hilfe")
            await person.until(lambda: person.heading() != "Meine Beiträge", "another page")
            await person.sees(BROKEN[0])
            await person.press(CLOSE)
            await person.until(lambda: not stands(person, BROKEN[0]), "the ribbon gone")
            await person.open("/ich")
            await person.until(lambda: person.heading() == "Ich", "Ich")
            await person.sees(BROKEN[0])
            assert not any(CLOSE in words for words in person.buttons())
            await person.open("/")
            await person.until(lambda: person.heading() == "Guten Tag", "the start page")
            assert not stands(person, BROKEN[0])

    alone(journey())


def test_one_damaged_contribution_in_a_sound_file_is_told(tmp_path: Path) -> None:
    async def journey() -> None:
        await filled(tmp_path)
        async with at("/hilfe", tmp_path) as (person, house):
            await person.sees("Angebote")
            assert not stands(person, BROKEN[0])
        house = House(HouseSettings(data=tmp_path, hub_url="http://127.0.0.1:9"))
        house.private().file.write_now(lambda db: db.execute("UPDATE outbox SET checksum='x' WHERE rowid=1"))
        await house.close()
        async with at("/hilfe", tmp_path) as (person, house):
            await person.sees(BROKEN[0])
            assert len(await outbox_of(house).items()) == 59

    alone(journey())


@pytest.mark.parametrize("store", ["private", "public"])
def test_a_file_that_is_lost_altogether_is_told(tmp_path: Path, store: str) -> None:
    async def journey() -> None:
        await filled(tmp_path)
        random_bytes(tmp_path / f"{store}.db", random.Random(7))
        async with at("/", tmp_path) as (person, _):
            await person.sees(BROKEN[0])

    alone(journey())


@pytest.mark.parametrize("busy", [False, True])
def test_a_form_that_cannot_be_kept_says_why_and_keeps_what_was_typed(tmp_path: Path, busy: bool) -> None:
    what = SAY.problem(Code.STORE_BUSY if busy else Code.STORE_FULL)

    async def journey() -> None:
        async with at("/rueckmeldung?zu=/hilfe", tmp_path) as (person, house):
            await person.until(lambda: person.heading() != "", "the form")
            writer = house.private().file._writer
            pages = writer.execute("PRAGMA page_count").fetchone()[0]
            writer.execute("PRAGMA busy_timeout=0")
            writer.execute(f"PRAGMA max_page_count={pages}")
            typed = "Der Bus kommt nie. " * 500
            if busy:
                typed, other = "Der Bus kommt nie.", sqlite3.connect(tmp_path / "private.db", isolation_level=None)
                other.execute("BEGIN IMMEDIATE")
            await person.key(typed)
            for words in what:
                await person.sees(words)
            assert not stands(person, BROKEN[0])
            assert person.field["value"] == typed
            if busy:
                other.close()
            else:
                writer.execute("PRAGMA max_page_count=100000")
            await person.key(typed + "!")
            await person.until(lambda: not stands(person, what[0]), "the trouble gone")
            (draft,) = await outbox_of(house).items()
            assert draft.body["text"] == typed + "!"

    alone(journey())
