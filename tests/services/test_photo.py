"""What a photo becomes before it leaves the device."""

from __future__ import annotations

import io
import random
import struct
import subprocess
import sys
import zlib
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageDraw
from PIL.Image import Exif
from PIL.PngImagePlugin import PngInfo

from contract.problems import Code, Refused
from services.photo import LONGEST, prepare, tells_position
from tests.house.tree import ROOT

pytestmark = pytest.mark.anyio

CAMERA, LENS, ARTIST, TIME = "Kamera Muster 7", "Objektiv 50", "Erika Mustermann", "2026:11:23 12:00:00"
#: 49° 47' 34.5" N, 9° 55' 48" E: the market of Würzburg.
GPS: dict[int, Any] = {
    1: "N",
    2: (49.0, 47.0, 34.5),
    3: "E",
    4: (9.0, 55.0, 48.0),
    5: b"\x00",
    6: 177.0,
    7: (11.0, 0.0, 0.0),
    29: "2026:11:23",
}
XMP = b"<x:xmpmeta><rdf:li>Erika Mustermann</rdf:li></x:xmpmeta>"
TELLTALE = [word.encode() for word in (CAMERA, LENS, ARTIST, TIME, "2026:11:23", "xmpmeta", "8BIM", "Kommentar")]
MARKET = (49.0, 47.0, 34.5), (9.0, 55.0, 48.0)


def scene(width: int = 400, height: int = 300) -> Image.Image:
    """Red above, blue below."""
    picture = Image.new("RGB", (width, height), "red")
    ImageDraw.Draw(picture).rectangle((0, height // 2, width, height), fill="blue")
    return picture


def taken(picture: Image.Image, gps: dict[int, Any] | None = GPS, turn: int = 1) -> bytes:
    """As a camera writes it: EXIF with position and thumbnail, XMP, IPTC, a comment, a profile."""
    exif = Exif()
    exif[0x0112], exif[0x010F], exif[0x0132], exif[0x013B] = turn, CAMERA, TIME, ARTIST
    exif[0x8769] = {0x9003: TIME, 0xA434: LENS, 0x927C: b"Kommentar des Herstellers"}
    if gps:
        exif[0x8825] = gps
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=90, exif=exif.tobytes(), xmp=XMP, icc_profile=profile, comment=b"Kommentar")
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x00\x00\x13\x1c\x02P\x00\x0eErika Mustermann"
    return out.getvalue()[:2] + b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc + out.getvalue()[2:]


def png(width: int, height: int, rows: bytes = b"") -> bytes:
    """A PNG whose head says so; what follows need not fit."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def seen(data: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(data))
    picture.load()
    return picture


async def refused(picture: bytes) -> Code:
    with pytest.raises(Refused) as caught:
        await prepare(picture)
    return caught.value.code


async def test_nothing_is_left_of_what_the_camera_wrote() -> None:
    before = taken(scene())
    assert all(word in before for word in TELLTALE), "the test's own picture must tell everything"
    after = await prepare(before)
    assert not [word for word in TELLTALE if word in after.data]
    picture = seen(after.data)
    assert dict(picture.getexif()) == {}
    assert not {"exif", "xmp", "icc_profile", "comment", "photoshop"} & picture.info.keys()
    assert not after.position


async def test_a_kept_position_is_the_only_thing_kept() -> None:
    after = await prepare(taken(scene()), keep_position=True)
    assert not [word for word in TELLTALE if word in after.data]
    exif = seen(after.data).getexif()
    assert set(exif) == {0x8825}
    assert {tag: value if isinstance(value, str) else tuple(map(float, value)) for tag, value in exif.get_ifd(0x8825).items()} == {1: "N", 2: MARKET[0], 3: "E", 4: MARKET[1]}  # fmt: skip  # noqa: E501
    assert after.position


@pytest.mark.parametrize(
    "gps",
    [
        None,
        {1: "N", 2: (49.0, 47.0, 34.5)},
        GPS | {1: "X"},
        GPS | {2: (149.0, 0.0, 0.0)},
        GPS | {4: (9.0, 75.0, 0.0)},
    ],
)
async def test_a_position_that_cannot_be_one_is_not_kept(gps: dict[int, Any] | None) -> None:
    before = taken(scene(), gps)
    assert not await tells_position(before)
    after = await prepare(before, keep_position=True)
    assert (after.position, dict(seen(after.data).getexif())) == (False, {})


async def test_a_picture_says_whether_it_tells_where_it_was_taken() -> None:
    assert await tells_position(taken(scene()))
    assert not await tells_position(png(1, 1, b"\x00" * 4))


@pytest.mark.parametrize(
    ("turn", "top", "size"),
    [
        (1, "red", (400, 300)),
        (2, "red", (400, 300)),
        (3, "blue", (400, 300)),
        (4, "blue", (400, 300)),
        (6, "red at the right", (300, 400)),
        (8, "red at the left", (300, 400)),
    ],
)
async def test_a_photo_stands_upright_without_having_to_say_so(turn: int, top: str, size: tuple[int, int]) -> None:
    picture = seen((await prepare(taken(scene(), turn=turn))).data)
    assert picture.size == size
    spot = {"red at the right": (290, 200), "red at the left": (10, 200)}.get(top, (200, 10))
    red, _, blue = picture.convert("RGB").getpixel(spot)  # type: ignore[misc]
    assert (red > blue) == top.startswith("red")


async def test_a_large_photo_becomes_small_and_a_small_one_stays() -> None:
    large = await prepare(taken(scene(4000, 3000)))
    assert (large.width, large.height) == (LONGEST, 1200) == seen(large.data).size
    assert len(large.data) < 300_000
    small = await prepare(taken(scene(40, 30)))
    assert (small.width, small.height) == (40, 30)


async def test_noise_the_worst_of_all_photos_is_still_small_enough_for_the_hub() -> None:
    noise = Image.frombytes("RGB", (2000, 2000), random.Random(3).randbytes(2000 * 2000 * 3))
    out = io.BytesIO()
    noise.save(out, "PNG", compress_level=1)
    assert len((await prepare(out.getvalue())).data) < 5_000_000


async def test_what_is_transparent_becomes_white_and_texts_of_a_png_are_gone() -> None:
    told = PngInfo()
    told.add_text("Author", ARTIST)
    out = io.BytesIO()
    Image.new("RGBA", (20, 20), (255, 0, 0, 0)).save(out, "PNG", pnginfo=told)
    assert ARTIST.encode() in out.getvalue()
    after = await prepare(out.getvalue())
    assert ARTIST.encode() not in after.data
    assert min(seen(after.data).getpixel((10, 10))) > 250  # type: ignore[arg-type]


@pytest.mark.parametrize("mode", ["L", "P", "CMYK", "1", "LA", "I;16"])
async def test_every_kind_of_colour_becomes_a_jpeg(mode: str) -> None:
    out = io.BytesIO()
    source = Image.new("I;16", (30, 20)) if mode == "I;16" else scene(30, 20).convert(mode)
    source.save(out, "JPEG" if mode == "CMYK" else "PNG")
    picture = seen((await prepare(out.getvalue())).data)
    assert (picture.format, picture.mode, picture.size) == ("JPEG", "RGB", (30, 20))


@pytest.mark.parametrize(
    "rubbish",
    [b"", b"GIF89a" + b"\x00" * 100, b"<svg xmlns='x'/>", b"%PDF-1.7", b"PK\x03\x04" + b"\x00" * 100, b"\xff\xd8\xff",
     b"\xff\xd8\xff\xe0" + b"\x00" * 1000, b"\x89PNG\r\n\x1a\n"],
)  # fmt: skip
async def test_what_is_no_picture_is_refused(rubbish: bytes) -> None:
    assert await refused(rubbish) is Code.MEDIA_WRONG


async def test_a_photo_that_was_cut_off_is_refused() -> None:
    whole = taken(scene(1000, 800))
    assert await refused(whole[: len(whole) * 2 // 3]) is Code.MEDIA_WRONG


@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
async def test_damaged_bytes_are_a_photo_or_a_refusal_and_nothing_else() -> None:
    chance, whole = random.Random(7), taken(scene(64, 48))
    for _ in range(150):
        hurt = bytearray(whole)
        for _ in range(chance.randint(1, 8)):
            hurt[chance.randrange(len(hurt))] = chance.randrange(256)
        try:
            after = await prepare(bytes(hurt), keep_position=True)
        except Refused as refusal:
            assert refusal.code in (Code.MEDIA_WRONG, Code.TOO_LARGE)
        else:
            assert not [word for word in TELLTALE if word in after.data]


@pytest.mark.parametrize("bomb", [png(60_000, 60_000), png(8_000, 8_000, b"\x00" * 1000)])
async def test_a_picture_that_would_fill_the_memory_is_refused_by_its_head(bomb: bytes) -> None:
    assert await refused(bomb) is Code.TOO_LARGE


async def test_too_many_bytes_are_refused() -> None:
    assert await refused(b"\xff\xd8\xff" + b"\x00" * (50 * 1024 * 1024)) is Code.TOO_LARGE


def test_the_start_of_the_app_does_not_wait_for_pictures() -> None:
    asked = "import sys, services.photo; print('PIL' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
