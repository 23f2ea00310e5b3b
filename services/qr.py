"""Owns how a text becomes a picture that another device reads; it must not know what the text says."""

from __future__ import annotations

from io import BytesIO

import segno


def code_of(text: str) -> bytes:
    """A QR code (ISO/IEC 18004, error level L or better) as PNG bytes; needs no network to read."""
    picture = BytesIO()
    segno.make(text, error="l", micro=False).save(picture, kind="png", scale=6, border=4)
    return picture.getvalue()
