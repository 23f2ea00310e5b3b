"""Bookmarks: kept on this device by a guest, with the account by who is signed in, the same on two devices."""

from __future__ import annotations

from typing import Any

import pytest

from contract.account import Credentials, NewAccount
from services.account.bookmarks import Bookmarks
from services.account.preferences import Preferences
from services.account.session import SignIn
from services.clock import Clock
from services.hub import HubClient
from services.language import Language
from services.local import PublicStore
from services.local_private import PrivateStore
from services.outbox import Outbox
from services.secrets import SecretStore
from tests.filled import filled
from tests.trees import buttons, press, texts
from views.account.bookmarks.screen import bookmarks_screen
from views.bookmarks import BookmarksStore, foot, kept_shortly
from views.examples.news import BRIDGE
from views.examples.offers import DEBTS

SAY = Language("de")
DEBT, NEWS = f"help/{DEBTS.id}", f"news/{BRIDGE.id}"


class Device:
    """One device of somebody: private file, sign-in, outbox, the marks and their screen."""

    def __init__(self, private: PrivateStore, public: PublicStore, client: HubClient, clock: Clock) -> None:
        self.sign_in = SignIn(client, SecretStore.in_memory(), clock)
        self.outbox = Outbox(private, client, self.sign_in, clock)
        self.went: list[str] = []
        self.marks = Bookmarks(self.outbox, Preferences(private), self.sign_in)
        self.act = BookmarksStore(self.marks, public.get, self.went.append)

    def foot(self, record: str) -> Any:
        return foot(record, "/hilfe/1", self.act.state, self.act, SAY)

    async def sees(self) -> list[str]:
        await self.act.refresh()
        return texts(bookmarks_screen(self.act.state, self.act, SAY))


@pytest.fixture
async def device(private: PrivateStore, public: PublicStore, client: HubClient, clock: Clock) -> Device:
    return Device(private, await filled(public, [DEBTS, BRIDGE]), client, clock)


@pytest.mark.anyio
async def test_a_guest_keeps_and_lets_go_and_nothing_of_it_is_ever_sent(device: Device, private: PrivateStore) -> None:
    await press(device.foot(DEBT), "Merken")
    await press(device.foot(NEWS), "Merken")
    said = await device.sees()
    assert said.index(SAY.text(BRIDGE.headline)) < said.index(SAY.text(DEBTS.name))
    assert (await Preferences(private).load()).bookmarks == (DEBT, NEWS)
    assert await device.outbox.items() == ()
    await press(device.foot(DEBT), "Gemerkt")
    assert SAY.text(DEBTS.name) not in await device.sees()


@pytest.mark.anyio
async def test_two_devices_of_one_person_keep_the_same(
    device: Device, public: PublicStore, client: HubClient, clock: Clock, hub_app: Any
) -> None:
    epoch, other = hub_app.state.hub.epoch, PrivateStore()
    second = Device(other, public, client, clock)
    await device.sign_in.sign_up(NewAccount(nickname="Mainkiesel", password="vier rote Boote"))
    await second.sign_in.sign_in(Credentials(nickname="Mainkiesel", password="vier rote Boote"))
    await press(device.foot(DEBT), "Merken")
    await device.outbox.push(epoch)
    await second.outbox.pull()
    assert SAY.text(DEBTS.name) in await second.sees()
    await press(second.foot(DEBT), "Gemerkt")
    await second.outbox.push(epoch)
    await device.outbox.pull()
    assert "Hier ist noch nichts" in await device.sees()
    await press(device.foot(DEBT), "Merken")
    await device.outbox.push(epoch)
    await second.outbox.pull()
    assert SAY.text(DEBTS.name) in await second.sees()
    other.close()


@pytest.mark.anyio
async def test_what_a_guest_kept_goes_along_to_the_account_and_its_other_device(
    device: Device, private: PrivateStore, public: PublicStore, client: HubClient, clock: Clock, hub_app: Any
) -> None:
    await press(device.foot(DEBT), "Merken")
    await device.marks.move_in()
    assert (await Preferences(private).load()).bookmarks == (DEBT,)
    await device.sign_in.sign_up(NewAccount(nickname="Mainkiesel", password="vier rote Boote"))
    for _ in range(2):
        await device.marks.move_in()
    assert (await Preferences(private).load()).bookmarks == ()
    assert len(await device.outbox.items("bookmarks")) == 1
    await device.outbox.push(hub_app.state.hub.epoch)
    other = PrivateStore()
    second = Device(other, public, client, clock)
    await second.sign_in.sign_in(Credentials(nickname="Mainkiesel", password="vier rote Boote"))
    await second.outbox.pull()
    assert SAY.text(DEBTS.name) in await second.sees()
    other.close()


@pytest.mark.anyio
async def test_what_is_no_longer_there_is_counted_and_the_rest_opens(device: Device) -> None:
    for mark in ("help/00000000-0000-4000-8000-0000000000ff", DEBT):
        await device.act.turn(mark)
    said = await device.sees()
    assert "1 Eintrag ist nicht auf diesem Gerät oder gelöscht." in said
    await press(bookmarks_screen(device.act.state, device.act, SAY), SAY.text(DEBTS.name))
    assert device.went == [f"/hilfe/{DEBTS.id}"]


@pytest.mark.anyio
async def test_the_start_page_shows_them_only_where_there_are_some(device: Device) -> None:
    await device.act.refresh()
    assert kept_shortly(device.act.state, device.act, SAY, 2) == []
    await device.act.turn(NEWS)
    (part,) = kept_shortly(device.act.state, device.act, SAY, 2)
    assert any(name.startswith(SAY.text(BRIDGE.headline)) for name in buttons(part))


@pytest.mark.anyio
async def test_the_foot_leads_to_feedback_about_this_very_page(device: Device) -> None:
    await press(device.foot(DEBT), "Rückmeldung zu dieser Seite")
    assert device.went == ["/rueckmeldung?zu=/hilfe/1"]
