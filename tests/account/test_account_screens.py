"""One's own account: devices, name, password, data, the way out; by the screens, at a real hub."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator
from typing import Any

import pytest

from contract.problems import Code
from services.clock import Clock
from services.hub import HubClient
from tests.account.signing import PASSWORD, SAY, Device
from tests.services.wires import BentWire
from tests.trees import buttons
from views.account.account.store import EXPORT


@pytest.fixture
def wire(hub_app: Any) -> BentWire:
    return BentWire(hub_app)


@pytest.fixture
async def bent(wire: BentWire) -> AsyncIterator[HubClient]:
    client = HubClient(wire, "http://hub.invalid")
    yield client
    await client.close()


@pytest.fixture
def phone(bent: HubClient, clock: Clock) -> Device:
    return Device(bent, clock)


@pytest.fixture
def desk(bent: HubClient, clock: Clock) -> Device:
    """Another device at the same hub."""
    return Device(bent, clock, "Rechner")


@pytest.mark.anyio
async def test_devices_are_listed_and_the_other_one_can_be_signed_out(phone: Device, desk: Device) -> None:
    await phone.makes_account()
    await desk.signs_in()
    assert {"Telefon", "Rechner", "Das ist dieses Gerät."} <= set(desk.sees(desk.account))
    assert "Rechner abmelden" not in buttons(desk.screen(desk.account))
    await desk.presses(desk.account, "Telefon abmelden")
    assert "Telefon" not in desk.sees(desk.account)
    await phone.account.refresh()
    assert phone.sign_in.state.ended
    await phone.account.refresh()
    assert SAY.problem(Code.SESSION_ENDED)[0] in phone.sees(phone.account)


@pytest.mark.anyio
async def test_name_and_mail_are_changed_and_an_empty_mail_goes(phone: Device) -> None:
    await phone.makes_account(email="mainkiesel@beispiel.de")
    await phone.presses(phone.account, "Name oder E-Mail ändern")
    phone.account.type("nickname", "Kieselstein")
    phone.account.type("email", "")
    phone.account.type("old_password", PASSWORD)
    await phone.presses(phone.account, "Speichern")
    said = phone.sees(phone.account)
    assert {"Spitzname: Kieselstein", "E-Mail-Adresse: keine", "Gespeichert."} <= set(said)


@pytest.mark.anyio
async def test_another_mail_needs_the_password_and_a_name_alone_does_not(phone: Device) -> None:
    await phone.makes_account(email="mainkiesel@beispiel.de")
    await phone.presses(phone.account, "Name oder E-Mail ändern")
    phone.account.type("nickname", "Kieselstein")
    phone.account.type("email", "fremd@beispiel.de")
    await phone.presses(phone.account, "Speichern")
    assert "Bitte geben Sie Ihr Passwort ein." in phone.sees(phone.account)
    phone.account.type("old_password", "ganz falsches Wort")
    await phone.presses(phone.account, "Speichern")
    assert " ".join(SAY.problem(Code.SIGN_IN_WRONG)) in phone.sees(phone.account)
    phone.account.type("email", "mainkiesel@beispiel.de")
    phone.account.type("old_password", "")
    await phone.presses(phone.account, "Speichern")
    said = phone.sees(phone.account)
    assert {"Spitzname: Kieselstein", "E-Mail-Adresse: mainkiesel@beispiel.de", "Gespeichert."} <= set(said)


@pytest.mark.anyio
async def test_a_new_password_needs_the_old_one(phone: Device, desk: Device) -> None:
    await phone.makes_account()
    await phone.presses(phone.account, "Passwort ändern")
    phone.account.type("old_password", "ganz falsches Wort")
    phone.account.type("new_password", "ein neuer Satz")
    await phone.presses(phone.account, "Passwort ändern")
    assert " ".join(SAY.problem(Code.SIGN_IN_WRONG)) in phone.sees(phone.account)
    phone.account.type("old_password", PASSWORD)
    await phone.presses(phone.account, "Passwort ändern")
    assert "Ihr neues Passwort gilt. Andere Geräte sind abgemeldet." in phone.sees(phone.account)
    await desk.signs_in()
    assert desk.entrance.state.entering.problem == Code.SIGN_IN_WRONG


@pytest.mark.anyio
async def test_own_data_are_taken_along_as_a_zip_with_a_readable_page(phone: Device) -> None:
    await phone.makes_account()
    await phone.presses(phone.account, "Datei speichern")
    assert "Die Datei ist gespeichert." in phone.sees(phone.account)
    with zipfile.ZipFile(io.BytesIO(phone.saved[EXPORT])) as kept:
        names = kept.namelist()
        assert any(name.endswith(".html") for name in names)
        assert any(b"Mainkiesel" in kept.read(name) for name in names if name.endswith(".json"))


@pytest.mark.anyio
async def test_an_account_is_deleted_only_by_its_name_typed_again_and_is_gone_then(phone: Device, desk: Device) -> None:
    await phone.makes_account()
    await phone.presses(phone.account, "Konto löschen …")
    phone.account.type("old_password", PASSWORD)
    phone.account.type("nickname", "Kieselstein")
    await phone.presses(phone.account, "Konto für immer löschen")
    assert "Das ist nicht Ihr Spitzname." in phone.sees(phone.account)
    phone.account.type("nickname", "Mainkiesel")
    await phone.presses(phone.account, "Konto für immer löschen")
    assert "Ihr Konto ist gelöscht. Alles, was dazu gehörte, ist weg." in phone.sees(phone.account)
    await desk.signs_in()
    assert desk.entrance.state.entering.problem == Code.SIGN_IN_WRONG


@pytest.mark.anyio
async def test_who_signs_out_is_a_guest_and_leaves_no_password_behind(phone: Device) -> None:
    await phone.makes_account()
    phone.account.unfold("password")
    phone.account.type("old_password", PASSWORD)
    phone.account.fold()
    assert phone.account.state.old_password == ""
    await phone.presses(phone.account, "Auf diesem Gerät abmelden")
    assert phone.sign_in.account_id == ""
    assert phone.went[-1] == "/ich"
    assert SAY.problem(Code.SIGN_IN_NEEDED)[0] in phone.sees(phone.account)
