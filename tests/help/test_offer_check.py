"""Stimmt das noch? One tap or a short form, photos without their place, and what became of it stands on the page."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from PIL import Image

from contract.problems import Code
from services.account.session import SignIn
from services.clock import Clock
from services.hub import HubClient
from services.language import Language
from services.local_private import PrivateStore
from services.outbox import Outbox
from services.secrets import SecretStore
from tests.trees import buttons, press, texts
from views.examples.offers import DEBTS
from views.form import FormStore
from views.help.offer.check import offer_check

SAY = Language("de")
NAME = SAY.text(DEBTS.name)
LATITUDE, GPS = 2, 0x8825


def picture() -> bytes:
    """A photo that tells where it was taken: 49° 47′ N, 9° 56′ E."""
    out, exif = BytesIO(), Image.Exif()
    exif[GPS] = {1: "N", 2: (49.0, 47.0, 0.0), 3: "E", 4: (9.0, 56.0, 0.0)}
    Image.new("RGB", (40, 30), "green").save(out, "JPEG", exif=exif)
    return out.getvalue()


class Check:
    """The question below one offer, on a real outbox."""

    def __init__(self, private: PrivateStore, client: HubClient, clock: Clock, *photos: bytes) -> None:
        self.went: list[str] = []

        async def pick(_most: int) -> tuple[bytes, ...]:
            return photos

        self.outbox = Outbox(private, client, SignIn(client, SecretStore.in_memory(), clock), clock)
        self.act = FormStore(self.outbox, "help-checks", "offer", clock, self.went.append, pick=pick, recalls=True)

    async def opens(self) -> None:
        await self.act.show(DEBTS.id, NAME)

    def screen(self) -> Any:
        return offer_check(self.act.state, self.act, SAY, 2)

    def says(self) -> str:
        return " ".join(texts(self.screen()))


@pytest.fixture
async def check(private: PrivateStore, client: HubClient, clock: Clock) -> Check:
    one = Check(private, client, clock, picture())
    await one.opens()
    return one


@pytest.mark.anyio
async def test_one_tap_says_that_it_still_holds(check: Check, hub_app: Any) -> None:
    await press(check.screen(), "Stimmt noch")
    assert "Wartet auf Netz" in check.says()
    await check.outbox.push(hub_app.state.hub.epoch)
    await check.act.refresh()
    assert "Sie haben gesagt: Stimmt noch" in check.says()
    assert "Angekommen\u00a0· Nr. 1\u00a0· " in check.says()
    item = check.act.state.item
    assert item and item.body == {"offer": DEBTS.id, "holds": True, "remark": ""}
    assert item.title == NAME


@pytest.mark.anyio
async def test_what_does_not_hold_is_said_in_a_form_that_survives_the_end_of_the_app(
    check: Check, private: PrivateStore, client: HubClient, clock: Clock
) -> None:
    await press(check.screen(), "Stimmt nicht mehr")
    await check.act.write(remark="Neue Nummer")
    again = Check(private, client, clock)
    await again.opens()
    assert "Das haben Sie hier schon geschrieben." in again.says()
    await press(again.screen(), "Senden")
    (item,) = await again.outbox.items()
    assert (item.state, item.body["holds"], item.body["remark"]) == ("waiting", False, "Neue Nummer")


@pytest.mark.anyio
async def test_who_comes_back_sees_what_became_of_it_and_may_answer_again(
    check: Check, private: PrivateStore, client: HubClient, clock: Clock, hub_app: Any
) -> None:
    await press(check.screen(), "Stimmt noch")
    await check.outbox.push(hub_app.state.hub.epoch)
    later = Check(private, client, clock)
    await later.opens()
    assert "Angekommen" in later.says()
    await press(later.screen(), "Noch einmal antworten")
    assert "Stimmt nicht mehr" in buttons(later.screen())


@pytest.mark.anyio
async def test_photos_lie_beside_it_without_their_place_and_can_be_taken_out(check: Check, hub_app: Any) -> None:
    await press(check.screen(), "Stimmt nicht mehr")
    await press(check.screen(), "Foto dazulegen")
    await press(check.screen(), "Foto dazulegen")
    await press(check.screen(), "Foto 1 entfernen")
    (shot,) = check.act.state.shots
    assert Image.open(BytesIO(shot.jpeg)).getexif().get_ifd(GPS) == {}
    await press(check.screen(), "Senden")
    await check.outbox.push(hub_app.state.hub.epoch)
    await check.act.refresh()
    item = check.act.state.item
    assert item and item.state == "arrived"
    found = await check.outbox.find(item.code)
    assert found.attachments == (shot.ident,)


@pytest.mark.anyio
async def test_the_place_stays_in_a_photo_only_where_the_person_wants_that(check: Check) -> None:
    await press(check.screen(), "Stimmt nicht mehr")
    await press(check.screen(), "Aufnahme-Ort im Foto behalten")
    await press(check.screen(), "Foto dazulegen")
    (shot,) = check.act.state.shots
    assert Image.open(BytesIO(shot.jpeg)).getexif().get_ifd(GPS)[LATITUDE] == (49.0, 47.0, 0.0)


@pytest.mark.anyio
async def test_what_is_no_photo_is_told_and_what_was_written_stays(
    private: PrivateStore, client: HubClient, clock: Clock
) -> None:
    check = Check(private, client, clock, b"%PDF-1.7 no photo")
    await check.opens()
    await press(check.screen(), "Stimmt nicht mehr")
    await check.act.write(remark="Neue Nummer")
    await press(check.screen(), "Foto dazulegen")
    assert SAY.problem(Code.MEDIA_WRONG)[0] in check.says()
    assert check.act.state.body["remark"] == "Neue Nummer"
    assert check.act.state.shots == ()


@pytest.mark.anyio
async def test_no_more_than_three_photos_are_offered(check: Check) -> None:
    await press(check.screen(), "Stimmt nicht mehr")
    for _ in range(3):
        await press(check.screen(), "Foto dazulegen")
    assert len(check.act.state.shots) == 3
    assert "Foto dazulegen" not in buttons(check.screen())
