"""Owns the files the reading pages need: a style sheet and a font; it must not serve any other."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from hub.core.answers import digest
from hub.reading.library import ASSETS

STYLE = "stil.css"
FONTS = ("AtkinsonHyperlegible-Regular.ttf", "AtkinsonHyperlegible-Bold.ttf")
#: The style sheet is asked for by what is in it (`stamp`); the fonts hardly ever change.
KEPT = "public, max-age=86400"
MEDIA = {".css": "text/css; charset=utf-8", ".ttf": "font/ttf"}


@cache
def content(name: str) -> bytes:
    """The bytes of a file. Raises LookupError for any other."""
    if name == STYLE:
        sheet = (Path(__file__).parent / "templates" / STYLE).read_text("utf-8")
        return sheet.encode()
    if name in FONTS:
        return (ASSETS / "fonts" / name).read_bytes()
    raise LookupError(name)


def stamp(name: str) -> str:
    return digest(content(name))
