"""Owns what a photo becomes before it leaves the device: smaller, upright, telling nothing but what it shows.

It must not keep or send it.
"""

from __future__ import annotations

import asyncio
import io
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from contract.problems import Code, Problem, Refused

if TYPE_CHECKING:
    from PIL.Image import Image

#: Pixels of the longest side, and JPEG quality, of what is sent.
LONGEST, QUALITY = 1600, 80
#: Bytes of a picture that is read at all.
MOST_BYTES = 50 * 1024 * 1024
#: Pixels: a JPEG is unpacked at an eighth of its size where that is enough, others only whole.
MOST_PIXELS = {"JPEG": 250_000_000, "MPO": 250_000_000, "PNG": 50_000_000, "WEBP": 50_000_000}
#: What is looked for; MPO is what a JPEG with a second picture inside turns out to be.
FORMATS = ("JPEG", "PNG", "WEBP")
#: EXIF tag → what it holds (CIPA DC-008): orientation, and latitude and longitude with their halves of the globe.
ORIENTATION, GPS = 0x0112, 0x8825
POSITION: dict[int, str | int] = {1: "NS", 2: 90, 3: "EW", 4: 180}


@dataclass(frozen=True)
class Photo:
    """A JPEG ready to be sent. `position`: it says where it was taken."""

    data: bytes
    width: int
    height: int
    position: bool = False


async def prepare(picture: bytes, *, keep_position: bool = False) -> Photo:
    """The photo as it may leave the device: at most 1600 pixels long, upright, without metadata.

    With `keep_position` latitude and longitude stay, and nothing else. Raises Refused: media-wrong for what is no
    picture (JPEG, PNG, WebP), too-large for one that would fill the device's memory.
    """
    return await asyncio.to_thread(_prepared, picture, keep_position)


async def tells_position(picture: bytes) -> bool:
    """Whether it says where it was taken; only then is there something to ask the person. Raises as `prepare`."""
    return await asyncio.to_thread(lambda: bool(_position(_opened(picture))))


def _prepared(picture: bytes, keep_position: bool) -> Photo:
    opened = _opened(picture)
    turn, position = _tag(opened, ORIENTATION), _position(opened) if keep_position else {}
    try:
        # Reads a large JPEG at a fraction of its size: what is thrown away is never unpacked.
        opened.thumbnail((LONGEST, LONGEST))
        upright = _upright(_plain(opened), turn)
        out = io.BytesIO()
        upright.save(out, "JPEG", quality=QUALITY, optimize=True, exif=_exif(position))
    except _failures() as error:
        raise _refused(Code.MEDIA_WRONG, 415) from error
    return Photo(out.getvalue(), upright.width, upright.height, bool(position))


def _opened(picture: bytes) -> Image:
    """The picture, of which only the head was read yet."""
    # Imported here: most people never send a photo, and the app's start must not wait for this.
    from PIL import Image, WebPImagePlugin  # noqa: F401 - WebP is no kind that Pillow looks for by itself

    if len(picture) > MOST_BYTES:
        raise _refused(Code.TOO_LARGE, 413)
    # Its own limit warns first and knows no kinds; the one below is stricter.
    Image.MAX_IMAGE_PIXELS = None
    try:
        opened = Image.open(io.BytesIO(picture), formats=FORMATS)
    except _failures() as error:
        raise _refused(Code.MEDIA_WRONG, 415) from error
    if opened.width * opened.height > MOST_PIXELS.get(opened.format or "", 0):
        raise _refused(Code.TOO_LARGE, 413)
    return opened


def _plain(picture: Image) -> Image:
    """In the colours of the web (sRGB), on white, without whatever else came along."""
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        seen = picture.convert("RGBA")
        plain = Image.new("RGB", picture.size, "white")
        plain.paste(seen, mask=seen.getchannel("A"))
        return plain
    # A colour profile names device and maker; so the colours are moved instead.
    moved = _moved(picture) if picture.mode in ("RGB", "CMYK", "L") else None
    plain = Image.new("RGB", picture.size)
    plain.paste(moved or picture.convert("RGB"))
    return plain


def _moved(picture: Image) -> Image | None:
    """The colours of a picture with a profile of its own moved to sRGB; None where there is none or it is broken."""
    profile = picture.info.get("icc_profile")
    if not profile:
        return None
    try:
        from PIL import ImageCms
    except ImportError:
        return None
    failures: tuple[type[Exception], ...] = (ImageCms.PyCMSError, *_failures())
    try:
        source, goal = ImageCms.getOpenProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB")
        return ImageCms.profileToProfile(picture, source, goal, outputMode="RGB")
    except failures:
        # Then the colours stay a little pale; that is no reason to refuse.
        return None


def _upright(picture: Image, turn: Any) -> Image:
    from PIL.Image import Transpose

    turns = {
        2: Transpose.FLIP_LEFT_RIGHT,
        3: Transpose.ROTATE_180,
        4: Transpose.FLIP_TOP_BOTTOM,
        5: Transpose.TRANSPOSE,
        6: Transpose.ROTATE_270,
        7: Transpose.TRANSVERSE,
        8: Transpose.ROTATE_90,
    }
    return picture.transpose(turns[turn]) if isinstance(turn, int) and turn in turns else picture


def _tag(picture: Image, tag: int) -> Any:
    """A value of the EXIF, or None; broken EXIF is no EXIF."""
    try:
        return picture.getexif().get_ifd(tag) if tag == GPS else picture.getexif().get(tag)
    except _failures():
        return None


def _position(picture: Image) -> dict[int, Any]:
    """The four tags of a position that can be one, or nothing."""
    told = _tag(picture, GPS) or {}
    position = {tag: told.get(tag) for tag in POSITION}
    try:
        fits = all(_fits(position[tag], limit) for tag, limit in POSITION.items())
    except _failures():
        return {}
    return position if fits else {}


def _fits(value: Any, limit: str | int) -> bool:
    if isinstance(limit, str):
        return isinstance(value, str) and len(value) == 1 and value in limit
    degrees, minutes, seconds = (float(part) for part in value)
    total = degrees + minutes / 60 + seconds / 3600
    return math.isfinite(total) and 0 <= total <= limit and 0 <= minutes < 60 and 0 <= seconds < 60


def _exif(position: dict[int, Any]) -> bytes:
    from PIL.Image import Exif

    if not position:
        return b""
    exif = Exif()
    exif[GPS] = position
    return exif.tobytes()


def _failures() -> tuple[type[Exception], ...]:
    """What Pillow raises for bytes that are not what they say."""
    import struct
    import zlib

    # `MemoryError`: a head may lie about what follows.
    return (OSError, SyntaxError, ValueError, ArithmeticError, LookupError, TypeError, AttributeError,
            EOFError, MemoryError, RuntimeError, struct.error, zlib.error)  # fmt: skip


def _refused(code: Code, status: int) -> Refused:
    return Refused(Problem(type=f"/problems/{code}", title="", status=status, code=code))
