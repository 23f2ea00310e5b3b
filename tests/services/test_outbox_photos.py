"""Owns the proof that photos arrive whole, go on where they stopped, and stay until then; it must not draw."""

from __future__ import annotations

import io
import random
from typing import Any

import httpx
import pytest
from PIL import Image

from contract.problems import Code, Refused
from tests.services.writing import FEEDBACK, Device, once, rows, when

pytestmark = pytest.mark.anyio


def jpeg(size: int = 700) -> bytes:
    """A photo of some parts."""
    noise = Image.frombytes("RGB", (size, size), random.Random(size).randbytes(size * size * 3))
    kept = io.BytesIO()
    noise.save(kept, "JPEG", quality=80)
    return kept.getvalue()


PHOTO = jpeg()


async def with_photo(device: Device) -> Any:
    item = await device.outbox.draft("feedback", FEEDBACK, "mit Foto")
    await device.outbox.attach(item.id, PHOTO)
    return await device.outbox.send(item.id)


async def test_a_photo_arrives_before_the_words_and_is_then_no_longer_kept(hub_app: Any, device: Device) -> None:
    item = await with_photo(device)
    device.restart()
    assert await device.outbox.photo(item.photos[0].id) == PHOTO
    await device.push()
    arrived = await device.item(item.id)
    assert (arrived.state, arrived.base_photos) == ("arrived", arrived.attachments)
    assert (await device.outbox.find(item.code)).attachments == arrived.attachments
    assert await device.outbox.photo(item.photos[0].id) is None


async def test_an_upload_goes_on_where_it_was_cut(device: Device) -> None:
    item = await with_photo(device)
    sizes: list[int] = []

    def bend(request: httpx.Request, response: httpx.Response) -> httpx.Response:
        if request.method == "PATCH":
            sizes.append(len(request.content))
            if len(sizes) == 2:
                raise httpx.ReadError("cut", request=request)
        return response

    device.wire.bend = bend
    await device.push()
    assert await device.outbox.photo(item.photos[0].id) == PHOTO
    device.restart()
    device.later()
    await device.push()
    assert (await device.item(item.id)).state == "arrived"
    assert sum(sizes) < 2 * len(PHOTO)


async def test_photos_that_the_hub_tidied_away_are_sent_again(hub_app: Any, device: Device) -> None:
    from hub.core.writings import UPLOAD, UPLOAD_PART

    item = await with_photo(device)
    device.wire.fate = when("PUT", "unsent")
    await device.push()
    with hub_app.state.hub.database.writing() as connection:
        connection.execute(UPLOAD_PART.delete())
        connection.execute(UPLOAD.delete())
    device.wire.fate = None
    for _ in range(3):
        device.later()
        await device.push()
    assert (await device.item(item.id)).state == "arrived"
    assert len((await device.outbox.find(item.code)).attachments) == 1


async def test_a_photo_that_is_none_is_refused_and_can_be_taken_away(device: Device) -> None:
    item = await device.outbox.draft("feedback", FEEDBACK, "mit Foto")
    with_it = await device.outbox.attach(item.id, b"GIF89a and more")
    await device.outbox.send(item.id)
    await device.push()
    refused = await device.item(item.id)
    assert (refused.state, refused.problem) == ("refused", Code.MEDIA_WRONG)
    await device.outbox.detach(item.id, with_it.photos[0].id)
    await device.push()
    assert (await device.item(item.id)).state == "arrived"
    assert await device.outbox.photo(with_it.photos[0].id) is None


async def test_a_photo_can_be_taken_away_or_added_after_it_arrived_and_no_more_than_may_be(device: Device) -> None:
    item = await with_photo(device)
    await device.push()
    await device.outbox.detach(item.id, item.photos[0].id)
    await device.push()
    assert (await device.outbox.find(item.code)).attachments == ()
    for _ in range(3):
        await device.outbox.attach(item.id, PHOTO)
    with pytest.raises(Refused):
        await device.outbox.attach(item.id, PHOTO)
    device.wire.fate = once("PUT", "lost")
    await device.push()
    device.later()
    await device.push()
    assert len((await device.outbox.find(item.code)).attachments) == 3
    await device.outbox.withdraw(item.id)
    await device.push()
    assert (await device.item(item.id)).photos == ()


async def test_another_device_takes_a_photo_away_that_it_never_had(hub_app: Any, device: Device, other: Device) -> None:
    item = await with_photo(device)
    await device.push()
    adopted = await other.outbox.adopt(item.code)
    assert adopted.attachments == item.attachments
    await other.outbox.change(item.id, {**FEEDBACK, "text": "Ohne eigenes Foto"})
    await other.push()
    assert (await other.outbox.find(item.code)).attachments == item.attachments
    await other.outbox.detach(item.id, item.photos[0].id)
    await other.push()
    assert (await other.outbox.find(item.code)).attachments == ()
    assert [row[2] for row in rows(hub_app)] == [3]
