"""Signing in, a new account, a forgotten password, and why not: by the screens, at a real hub."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import flet as ft
import pytest

from contract.account import DEMO_NAMES, DEMO_PASSWORD
from contract.permissions import ROLES, WhyNot
from contract.problems import Code
from contract.text import LANGUAGES, LanguageTag
from services.account.session import SignInState
from services.clock import Clock
from services.hub import HubClient
from services.language import Language
from tests.account.signing import PASSWORD, SAY, Device, cut
from tests.services.wires import BentWire
from tests.trees import buttons, controls, flaws, press, texts
from views.account.account import samples as account_samples
from views.account.form import trouble
from views.account.receipt import samples as receipt_samples
from views.account.recovery import samples as recovery_samples
from views.account.sign_in import samples as sign_in_samples
from views.account.sign_up import samples as sign_up_samples
from views.kit.field import text_field
from views.kit.loading import Loadable
from views.kit.page import column
from views.reasons import reason
from views.words import role_words


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


@pytest.mark.parametrize("tag", LANGUAGES)
@pytest.mark.parametrize(
    "module", [sign_in_samples, sign_up_samples, recovery_samples, account_samples, receipt_samples]
)
def test_every_sample_is_sound_in_both_languages(module: Any, tag: LanguageTag) -> None:
    drawn = module.samples(Language(tag))
    assert {"full", "empty", "busy", "failed", "longest"} <= drawn.keys()
    assert {name: flaws(screen) for name, screen in drawn.items() if flaws(screen)} == {}


@pytest.mark.anyio
async def test_a_new_account_is_signed_in_and_its_code_is_shown_once(phone: Device) -> None:
    for field, text in (("nickname", " Mainkiesel "), ("password", PASSWORD)):
        phone.sign_up.type(field, text)
    await phone.presses(phone.sign_up, "Konto anlegen")
    code = phone.sign_up.state.made.value
    assert code and code in phone.sees(phone.sign_up)
    await phone.presses(phone.sign_up, "Code kopieren")
    assert phone.copied == [code]
    await phone.presses(phone.sign_up, "Ich habe den Code aufbewahrt")
    assert code not in phone.sees(phone.sign_up)
    assert phone.went == ["/konto"]
    await phone.account.refresh()
    assert "Spitzname: Mainkiesel" in phone.sees(phone.account)
    assert PASSWORD not in repr(phone.sign_up.state)


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("nickname", "ab", "Der Spitzname braucht 3 bis 40 Zeichen, ohne das Zeichen @."),
        ("nickname", "a@b.de", "Der Spitzname braucht 3 bis 40 Zeichen, ohne das Zeichen @."),
        ("password", "kurz", "Das Passwort braucht mindestens 10 Zeichen."),
        ("email", "mainkiesel", "Die E-Mail-Adresse ist nicht vollständig. Beispiel: name@beispiel.de"),
    ],
)
@pytest.mark.anyio
async def test_what_lacks_something_is_said_at_its_field_before_the_hub_is_asked(
    phone: Device, wire: BentWire, field: str, text: str, said: str
) -> None:
    for name, typed in {"nickname": "Mainkiesel", "password": PASSWORD, field: text}.items():
        phone.sign_up.type(name, typed)
    await phone.presses(phone.sign_up, "Konto anlegen")
    assert said in phone.sees(phone.sign_up)
    assert wire.asked == []
    phone.sign_up.type(field, text + "x")
    assert said not in phone.sees(phone.sign_up)


@pytest.mark.anyio
async def test_a_name_that_somebody_has_is_said_and_what_was_typed_stays(phone: Device, desk: Device) -> None:
    await phone.makes_account()
    for field, text in (("nickname", "mainkiesel"), ("password", PASSWORD)):
        desk.sign_up.type(field, text)
    await desk.presses(desk.sign_up, "Konto anlegen")
    assert " ".join(SAY.problem(Code.NAME_TAKEN)) in desk.sees(desk.sign_up)
    assert desk.sign_up.state.nickname == "mainkiesel"


@pytest.mark.anyio
async def test_with_the_right_password_one_is_in_and_with_a_wrong_one_it_is_said(phone: Device, desk: Device) -> None:
    await phone.makes_account(email="mainkiesel@beispiel.de")
    await desk.signs_in(password="ganz falsches Wort")
    assert " ".join(SAY.problem(Code.SIGN_IN_WRONG)) in desk.sees(desk.entrance)
    assert desk.went == []
    await desk.signs_in("mainkiesel@beispiel.de")
    assert desk.went == ["/konto"]
    assert "Sie sind angemeldet als Mainkiesel." in desk.sees(desk.entrance)
    assert desk.entrance.state.password == ""


@pytest.mark.anyio
async def test_an_empty_form_is_not_sent(phone: Device, wire: BentWire) -> None:
    await phone.presses(phone.entrance, "Anmelden")
    said = phone.sees(phone.entrance)
    assert "Bitte geben Sie Ihren Namen ein." in said
    assert "Bitte geben Sie Ihr Passwort ein." in said
    assert wire.asked == []


@pytest.mark.anyio
async def test_without_a_network_it_is_said_plainly_and_what_was_typed_stays(phone: Device, wire: BentWire) -> None:
    wire.bend = cut
    await phone.signs_in()
    what = SAY.problem(Code.HUB_UNREACHABLE)[0]
    # A form is not sent again by itself: that is left to whoever filled it in.
    assert f"{what} Bitte versuchen Sie es noch einmal, sobald Sie Netz haben." in phone.sees(phone.entrance)
    assert phone.entrance.state.nickname == "Mainkiesel"


@pytest.mark.anyio
async def test_after_too_many_wrong_tries_one_is_told_how_long_to_wait(phone: Device, desk: Device) -> None:
    await phone.makes_account()
    for _ in range(8):
        await desk.signs_in(password="ganz falsches Wort")
        if desk.entrance.state.entering.problem == Code.SIGN_IN_PAUSED.value:
            break
    assert desk.entrance.state.entering.wait > 0
    assert any("Bitte warten Sie" in line for line in desk.sees(desk.entrance))


@pytest.mark.parametrize(
    ("seconds", "told"),
    [(1, "1 Sekunde"), (59, "59 Sekunden"), (60, "1 Minute"), (61, "2 Minuten")],
)
def test_a_pause_is_told_in_minutes(seconds: int, told: str) -> None:
    paused = Loadable[bool](problem=Code.SIGN_IN_PAUSED.value, wait=seconds)
    (said,) = texts(column(trouble(paused, SAY)))
    assert f"Bitte warten Sie {told}. Dann versuchen Sie es noch einmal." in said


def test_what_a_field_lacks_is_said_at_once_to_whoever_only_hears() -> None:
    field = text_field("Name", "", lambda _text: None, error="Bitte geben Sie Ihren Namen ein.")
    live = [c for c in controls(field) if isinstance(c, ft.Semantics) and c.live_region]
    assert [texts(c) for c in live] == [["Bitte geben Sie Ihren Namen ein."]]


@pytest.mark.anyio
async def test_who_is_signed_in_only_until_the_app_is_closed_is_told_before(phone: Device) -> None:
    told = "Die Anmeldung gilt bis zum Schließen. Danach melden Sie sich wieder an."
    phone.entrance.put(who=SignInState(durable=True))
    assert told not in phone.sees(phone.entrance)
    await phone.sign_in.wake()
    await phone.entrance.refresh()
    await phone.sign_up.refresh()
    assert told in phone.sees(phone.entrance)
    assert told in phone.sees(phone.sign_up)


@pytest.mark.anyio
async def test_demo_accounts_are_shown_where_the_hub_has_them_and_marked_as_samples(
    bent: HubClient, clock: Clock, phone: Device
) -> None:
    tried = Device(bent, clock, demo=True)
    assert "Muster: Diese Konten sind erfunden." in tried.sees(tried.entrance)
    await tried.presses(tried.entrance, "demo-club")
    assert (tried.entrance.state.nickname, tried.entrance.state.password) == ("demo-club", DEMO_PASSWORD)
    assert not set(DEMO_NAMES) & set(buttons(phone.screen(phone.entrance)))


@pytest.mark.anyio
async def test_with_the_code_a_forgotten_password_is_replaced_and_the_old_one_opens_nothing(
    phone: Device, desk: Device
) -> None:
    code = await phone.makes_account()
    form = {"nickname": "Mainkiesel", "code": code.lower().replace("-", " "), "new_password": "ein neuer Satz"}
    for field, text in form.items():
        desk.recovery.type(field, text)
    await desk.presses(desk.recovery, "Neues Passwort festlegen")
    await desk.account.refresh()
    assert desk.recovery.state.made.problem == ""
    assert "Sie sind angemeldet als Mainkiesel." in desk.sees(desk.account)
    fresh = Device(desk.sign_in.hub, Clock(), "Tablet")
    await fresh.signs_in()
    assert fresh.entrance.state.entering.problem == Code.SIGN_IN_WRONG
    await fresh.signs_in(password="ein neuer Satz")
    assert fresh.went == ["/konto"]


@pytest.mark.anyio
async def test_asking_for_a_mail_says_the_same_whether_the_address_is_known_or_not(phone: Device, desk: Device) -> None:
    await phone.makes_account(email="mainkiesel@beispiel.de")
    said = []
    for address in ("mainkiesel@beispiel.de", "niemand@beispiel.de"):
        desk.recovery.type("email", address)
        await desk.presses(desk.recovery, "Code per E-Mail senden")
        said.append([text for text in desk.sees(desk.recovery) if address not in text])
    assert said[0] == said[1]
    assert any("gehört" in text for text in said[0])


@pytest.mark.parametrize(
    ("why", "step", "path"),
    [
        (WhyNot(Code.SIGN_IN_NEEDED), "Anmelden", "/anmelden"),
        (WhyNot(Code.CHECK_NEEDED, ("resident",)), "So geht die Prüfung", "/konto"),
        (WhyNot(Code.NOT_ALLOWED, ("editor", "office")), "Zu meinem Konto", "/konto"),
        (WhyNot(Code.PHASE_CLOSED), "Was ist gerade offen?", "/mitmachen"),
    ],
)
@pytest.mark.anyio
async def test_why_not_is_said_with_the_way_that_leads_there(why: WhyNot, step: str, path: str) -> None:
    went: list[str] = []
    drawn = reason(why, went.append, SAY)
    assert SAY.problem(why.code)[0] in texts(drawn)
    await press(drawn, step)
    assert went == [path]


def test_every_role_has_its_words() -> None:
    assert role_words(SAY).keys() == set(ROLES)
