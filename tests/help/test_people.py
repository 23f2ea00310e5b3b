"""Meine Menschen: written down on this device, called with one tap, and told to nobody."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from contract.text import LANGUAGES, LanguageTag
from services.clock import Clock
from services.help.people import MOST, People
from services.language import Language
from services.local import PublicStore
from services.local_private import PrivateStore
from services.outbox import Outbox
from services.sync import Sync
from tests.trees import buttons, flaws, press, texts
from views.bare import Guest
from views.help.people.samples import samples
from views.help.people.screen import people_calls, people_section
from views.help.people.store import PeopleStore
from views.kit.page import column

SAY = Language("de")


def drawn(act: PeopleStore) -> Any:
    return column([*people_calls(act.state, SAY, 2), people_section(act.state, act, SAY, 2)])


def written(folder: Path, names: str) -> bytes:
    """All bytes of these files."""
    found = [file.read_bytes() for file in folder.glob(names)]
    assert found
    return b"".join(found)


async def write(act: PeopleStore, name: str, number: str) -> None:
    await press(drawn(act), "Jemanden aufschreiben")
    act.type("name", name)
    act.type("number", number)
    await press(drawn(act), "Speichern")


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_sample_is_sound_in_both_languages(tag: LanguageTag) -> None:
    pictures = samples(Language(tag))
    assert {name: flaws(screen) for name, screen in pictures.items() if flaws(screen)} == {}


@pytest.mark.anyio
async def test_who_is_written_down_can_be_called_and_is_there_after_a_new_start(tmp_path: Path) -> None:
    path = tmp_path / "private.db"
    private = PrivateStore(path)
    act = PeopleStore(People(private), lasting=True)
    await act.refresh()
    assert people_calls(act.state, SAY, 2) == []
    await write(act, " Anna ", "0931 / 12 34-5")
    private.close()
    again = PrivateStore(path)
    act = PeopleStore(People(again), lasting=True)
    await act.refresh()
    call = buttons(drawn(act))["Anna anrufen 0931 / 12 34-5"]
    assert call.url == "tel:093112345"
    again.close()


@pytest.mark.anyio
async def test_one_changes_and_forgets_somebody(private: PrivateStore) -> None:
    act = PeopleStore(People(private), lasting=True)
    await act.refresh()
    await write(act, "Anna", "12")
    assert act.state.wrong == ("number",)
    act.type("number", "0931 11")
    await press(drawn(act), "Speichern")
    await write(act, "Ben", "110")
    await press(drawn(act), "Anna ändern")
    act.type("name", "Anna Amalia")
    await press(drawn(act), "Speichern")
    assert [each.name for each in act.state.people.value or ()] == ["Anna Amalia", "Ben"]
    await press(drawn(act), "Ben ändern")
    await press(drawn(act), "Löschen")
    assert [each.name for each in await People(private).all()] == ["Anna Amalia"]
    assert "Ben" not in str(await private.all())


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("name", "number", "wrong"),
    [("", "112", ("name",)), ("Anna", "", ("number",)), ("Anna", "tel:1 2 3", ("number",)),
     ("A\u202enna", "112", ("name",)), ("A" * 61, "11", ("name", "number"))],
)  # fmt: skip
async def test_what_nobody_could_dial_or_read_is_refused(
    name: str, number: str, wrong: tuple[str, ...], private: PrivateStore
) -> None:
    act = PeopleStore(People(private), lasting=True)
    await act.refresh()
    await write(act, name, number)
    assert act.state.wrong == wrong
    assert (act.state.name, act.state.number) == (name, number)
    with pytest.raises(ValidationError):
        await People(private).keep(name, number)


@pytest.mark.anyio
async def test_who_was_forgotten_is_in_no_file_of_the_device_any_more(tmp_path: Path) -> None:
    store = PrivateStore(tmp_path / "private.db")
    for name in ("Anna", "Ben", "Clara", "Wilhelmine Geheim"):
        await People(store).keep(name, "0931 987654")
    store.close()
    assert b"Wilhelmine" in written(tmp_path, "*.db*")
    store = PrivateStore(tmp_path / "private.db")
    await People(store).clear()
    store.close()
    assert b"Wilhelmine" not in written(tmp_path, "*.db*")


@pytest.mark.anyio
async def test_there_is_room_for_five(private: PrivateStore) -> None:
    act = PeopleStore(People(private), lasting=True)
    for number in range(MOST):
        await People(private).keep(f"Mensch {number}", "0931 11")
    assert len(await People(private).keep("Einer zu viel", "0931 11")) == MOST
    await act.refresh()
    assert "Mehr als 5 Menschen passen hier nicht hin." in texts(drawn(act))
    assert "Jemanden aufschreiben" not in buttons(drawn(act))


@pytest.mark.anyio
async def test_a_row_nobody_understands_costs_only_itself(private: PrivateStore) -> None:
    await People(private).keep("Anna", "0931 11")
    rows = await private.get("people")
    await private.set("people", [*rows, {"id": "1"}, 7])
    assert [each.name for each in await People(private).all()] == ["Anna"]
    await private.set("people", "nonsense")
    assert await People(private).all() == ()


@pytest.mark.anyio
async def test_no_byte_of_them_goes_over_the_wire_into_the_outbox_or_the_public_file(
    tmp_path: Path, private: PrivateStore, hub_app: Any, clock: Clock
) -> None:
    from services.hub import HubClient

    heard: list[str] = []

    async def listening(scope: Any, receive: Any, send: Any) -> None:
        async def read() -> Any:
            message = await receive()
            heard.append(repr(message))
            return message

        heard.append(repr(scope.get("path", "")) + repr(scope.get("query_string", "")) + repr(scope.get("headers")))
        await hub_app(scope, read, send)

    wire = HubClient.embedded(listening)
    public = PublicStore(tmp_path / "open.db")
    outbox = Outbox(private, wire, Guest(wire), clock)
    sync = Sync(wire, public, clock)
    sync.attach(outbox.round)
    await People(private).keep("Wilhelmine Geheim", "0931 987654")
    await outbox.put("feedback", {"about": "/notfall", "text": "Danke"}, "Rückmeldung")
    await sync.once()
    assert any("Danke" in each for each in heard)
    kept = [item.body for item in await outbox.items()]
    public.close()
    files = written(tmp_path, "open.db*")
    for trace in ("Wilhelmine", "987654"):
        assert trace not in "".join(heard)
        assert trace not in str(kept)
        assert trace.encode() not in files
    await wire.close()


@pytest.mark.anyio
async def test_a_device_many_share_says_that_it_forgets_them_and_does(tmp_path: Path) -> None:
    from app.house import House, HouseSettings

    house = House(HouseSettings(tmp_path, "http://hub.invalid", shared=True))
    private = house.private()
    stirred: list[bool] = []
    act = PeopleStore(People(private), lasting=not house.settings.shared, kept=lambda: stirred.append(True))
    await act.refresh()
    await write(act, "Wilhelmine", "0931 987654")
    assert any(line.startswith("Dieses Gerät benutzen viele Menschen.") for line in texts(drawn(act)))
    assert stirred == [True]
    other = PeopleStore(People(house.private()), lasting=False)
    await other.refresh()
    assert other.state.people.value == ()
    await press(drawn(act), "Alle vergessen")
    assert await People(private).all() == ()
    await house.close()
    assert b"Wilhelmine" not in written(tmp_path, "*.db*")


@pytest.mark.anyio
@pytest.mark.parametrize("lasting", [True, False])
async def test_who_leaves_quickly_is_forgotten_on_a_device_many_share_alone(
    lasting: bool, private: PrivateStore
) -> None:
    act = PeopleStore(People(private), lasting=lasting)
    await act.refresh()
    await write(act, "Anna", "0931 1234")
    act.begin()
    act.forget()
    assert act.state.open == ""
    assert bool(act.state.people.value) is lasting
    await act.refresh()
    assert bool(act.state.people.value) is lasting


def test_who_leaves_the_page_leaves_no_open_form(private: PrivateStore) -> None:
    act = PeopleStore(People(private), lasting=True)
    act.begin()
    act.type("name", "Anna")
    act.fold()
    assert act.state == replace(act.state, open="", name="", number="")
