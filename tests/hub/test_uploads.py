"""A photo comes in pieces, is checked when it is whole, and goes with what it belongs to."""

from __future__ import annotations

import io
from typing import Any

import httpx
import pytest
from PIL import Image
from sqlalchemy import select

from contract.contributions import Upload
from contract.identity import new_id
from hub.asgi import HubApp
from hub.core import uploads
from hub.core.jpeg import is_jpeg
from hub.core.writings import UPLOAD, UPLOAD_PART
from tests.hub.asking import asking
from tests.hub.writers import Writer, guest, signed_in

pytestmark = pytest.mark.anyio


def picture(width: int = 60, progressive: bool = False) -> bytes:
    made = io.BytesIO()
    image = Image.radial_gradient("L").resize((width, 40)).convert("RGB")
    image.save(made, "JPEG", progressive=progressive, restart_marker_blocks=2)
    return made.getvalue()


PHOTO = picture()


async def send(
    who: Writer, id_: str, data: bytes = PHOTO, offset: int = 0, complete: bool = True, headers: Any = None
) -> httpx.Response:
    head = {"upload-offset": str(offset), "upload-complete": "?1" if complete else "?0"}
    whole = {**who.who, "content-type": "application/partial-upload", **head, **(headers or {})}
    return await who.client.patch(f"/v1/uploads/{id_}", content=data, headers=whole)


def held(app: HubApp) -> tuple[set[str], set[str]]:
    with app.hub.database.reading() as connection:
        rows = set(connection.execute(select(UPLOAD.c.id)).scalars())
        return rows, set(connection.execute(select(UPLOAD_PART.c.upload)).scalars())


async def test_a_file_goes_on_where_it_was_cut(app: HubApp) -> None:
    id_ = new_id()
    async with asking(app) as client:
        someone = Writer(client, guest())
        first = await send(someone, id_, PHOTO[:100], complete=False)
        repeated = await send(someone, id_, PHOTO[:100], complete=False)
        there = await someone.get(f"/v1/uploads/{id_}")
        early = await someone.get(f"/v1/files/{id_}")
        rest = await send(someone, id_, PHOTO[100:], offset=100)
        once_more = await send(someone, id_, PHOTO[100:], offset=100)
        file = await someone.get(f"/v1/files/{id_}")
    assert first.json() == there.json() == {"id": id_, "offset": 100, "complete": False}
    assert (repeated.status_code, repeated.json()["code"], repeated.json()["offset"]) == (409, "offset-wrong", 100)
    assert early.status_code == 404
    assert Upload.model_validate(rest.json()) == Upload(id=id_, offset=len(PHOTO), complete=True)
    assert once_more.json() == rest.json()
    assert (file.content, file.headers["content-type"]) == (PHOTO, "image/jpeg")
    assert file.headers["x-content-type-options"] == "nosniff"


async def test_a_file_lies_beside_its_contribution_and_goes_with_it(app: HubApp) -> None:
    first, second, id_, key = new_id(), new_id(), new_id(), new_id()
    async with asking(app) as client:
        anna, office = Writer(client, signed_in(app, "anna")), Writer(client, signed_in(app, "office", "office"))
        missing = await anna.put(id_, attachments=[first], key=key)
        await send(anna, first)
        unseen = await office.get(f"/v1/files/{first}")
        put = await anna.put(id_, attachments=[first], key=key)
        again = await anna.put(id_, attachments=[first], key=key)
        elsewhere = await anna.put(new_id(), attachments=[first])
        seen = await office.get(f"/v1/files/{first}")
        await send(anna, second)
        await anna.put(id_, version=1, attachments=[second])
        after_change = held(app)
        await anna.withdraw(id_)
    assert (missing.status_code, missing.json()["code"]) == (409, "file-missing")
    assert (put.status_code, put.json()["attachments"]) == (201, [first])
    assert again.json() == put.json()
    assert elsewhere.status_code == 409
    assert (unseen.status_code, seen.status_code, seen.content) == (404, 200, PHOTO)
    assert after_change == ({second}, {second})
    assert held(app) == (set(), set())


async def test_nobody_can_use_or_see_another_persons_file(hub_app: HubApp) -> None:
    id_ = new_id()
    async with asking(hub_app) as client:
        anna, ben = Writer(client, signed_in(hub_app, "anna")), Writer(client, signed_in(hub_app, "ben"))
        await send(anna, id_, PHOTO[:50], complete=False)
        answers = [
            await send(ben, id_, PHOTO[50:], offset=50),
            await ben.get(f"/v1/uploads/{id_}"),
            await ben.get(f"/v1/files/{id_}"),
        ]
        await send(anna, id_, PHOTO[50:], offset=50)
        answers += [await ben.get(f"/v1/files/{id_}"), await Writer(client, guest()).get(f"/v1/files/{id_}")]
        claimed = await ben.put(new_id(), attachments=[id_])
        nobody = await send(Writer(client, {}), new_id())
    assert {answer.status_code for answer in answers} == {404}
    assert (claimed.status_code, nobody.status_code) == (409, 401)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"<svg/>", b"GIF89a", b"\xff\xd8\xff\xd9", PHOTO[:-2], PHOTO[:-10], PHOTO + b"PK\x03\x04", PHOTO * 2,
        PHOTO[:2] + PHOTO[21:], b"\xff\xd8" + b"\xff\xe0\x00\x02" * 1000, picture(10_500),
    ],
    ids=range(11),
)  # fmt: skip
async def test_what_is_no_whole_jpeg_of_a_size_we_take_is_forgotten(hub_app: HubApp, data: bytes) -> None:
    async with asking(hub_app) as client:
        someone = Writer(client, guest())
        id_ = new_id()
        await send(someone, id_, data[:10], complete=False)
        refused = await send(someone, id_, data[10:], offset=len(data[:10]))
    assert (refused.status_code, refused.json()["code"]) == (415, "media-wrong")
    assert held(hub_app) == (set(), set())


def test_every_way_of_coding_a_jpeg_is_one() -> None:
    assert is_jpeg(picture())
    assert is_jpeg(picture(progressive=True))


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"upload-offset": "-1"}, 400),
        ({"upload-offset": "x"}, 400),
        ({"upload-complete": "yes"}, 400),
        ({"content-type": "image/jpeg"}, 415),
        ({"upload-offset": "5"}, 409),
    ],
)
async def test_what_the_head_of_a_piece_must_say(hub_app: HubApp, headers: dict[str, str], status: int) -> None:
    async with asking(hub_app) as client:
        answer = await send(Writer(client, guest()), new_id(), headers=headers)
    assert answer.status_code == status


async def test_no_file_is_larger_than_may_be_and_nobody_leaves_many_about(hub_app: HubApp) -> None:
    async with asking(hub_app) as client:
        someone = Writer(client, guest())
        id_ = new_id()
        await send(someone, id_, bytes(3_000_000), complete=False)
        at_once = await send(someone, new_id(), bytes(uploads.MOST_BYTES + 1))
        in_sum = await send(someone, id_, bytes(3_000_000), offset=3_000_000)
        for _ in range(uploads.MOST_UNCLAIMED - 1):
            assert (await send(someone, new_id())).status_code == 200
        many = await send(someone, new_id())
    assert (at_once.status_code, in_sum.status_code) == (413, 413)
    assert (many.status_code, many.json()["code"]) == (429, "too-many")
