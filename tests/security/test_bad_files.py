"""Files that no camera made: packed, disguised, cut, endless; a clear no each time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest

from contract.identity import new_id
from hub.asgi import HubApp, create_hub
from hub.core.uploads import MOST_BYTES as MOST_FILE
from hub.settings import HubSettings
from tests.hub.writers import guest
from tests.security.afar import from_afar
from tests.security.people import JPEG, photo
from tests.security.saying_no import bomb, no

pytestmark = pytest.mark.anyio


@pytest.fixture(scope="module")
def app() -> Iterator[HubApp]:
    app = create_hub(HubSettings(seed=False, quotas=None))
    yield app
    app.hub.close()


def packed_files() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0", b"\0" * 5_000_000)
    return made.getvalue()


def enormous() -> bytes:
    """A JPEG that says of itself that it is 65,000 pixels wide and high."""
    picture = bytearray(photo())
    frame = picture.find(b"\xff\xc0")
    picture[frame + 5 : frame + 9] = (65_000).to_bytes(2, "big") * 2
    return bytes(picture)


NO_PICTURES = {
    "zip": packed_files(), "gzip": bomb(), "png": b"\x89PNG\r\n\x1a\n" + b"\0" * 100, "gif": b"GIF89a" + b"\0" * 50,
    "svg": b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "html": b"<!doctype html><script>1</script>",
    "exe": b"MZ" + b"\0" * 100, "pdf": b"%PDF-1.7\n", "nothing": b"",
    "a zip behind a picture": photo() + packed_files(),
    "cut": photo()[:-2], "head alone": photo()[:4], "too wide": enormous(),
    "script in front": b"<script>" + photo(),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_PICTURES)
async def test_what_is_no_picture_is_no_picture_whatever_it_calls_itself(app: HubApp, name: str) -> None:
    head = {**guest(), "content-type": JPEG, "upload-offset": "0", "upload-complete": "?1"}
    async with from_afar(app) as client:
        id_ = new_id()
        refused = no(await client.patch(f"/v1/uploads/{id_}", content=NO_PICTURES[name], headers=head), 415)
        assert refused.code == "media-wrong"
        no(await client.get(f"/v1/files/{id_}", headers=head), 404)


async def test_a_file_has_an_end(app: HubApp) -> None:
    head = {**guest(), "content-type": JPEG, "upload-complete": "?0"}
    async with from_afar(app) as client:
        id_, most = new_id(), b"\xff" * MOST_FILE
        first = await client.patch(f"/v1/uploads/{id_}", content=most, headers={**head, "upload-offset": "0"})
        assert first.status_code == 200
        no(
            await client.patch(f"/v1/uploads/{id_}", content=b"1", headers={**head, "upload-offset": f"{MOST_FILE}"}),
            413,
        )
        no(
            await client.patch(f"/v1/uploads/{new_id()}", content=most + b"1", headers={**head, "upload-offset": "0"}),
            413,
        )
        for wrong in ("-1", "1e3", "x", "9" * 40, "", "٣"):
            other: Any = {**head, "upload-offset": wrong.encode()}
            no(await client.patch(f"/v1/uploads/{id_}", content=b"1", headers=other), 400)
