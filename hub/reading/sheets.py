"""Owns how templates become pages: what is escaped, how compounds are split; it must not know any page.

Whatever a record says is text: Jinja escapes it. The one mark of ours is U+00B7 inside a word, which shows where a
compound splits; it is drawn by the style sheet, so that no screen reader says it and no search stumbles over it.
"""

from __future__ import annotations

import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import segno
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from hub.reading.library import ASSETS

TEMPLATES = Path(__file__).with_name("templates")
SPLIT = re.compile(r"(?<=\w)·(?=\w)")
MARK = '<span class="split"></span>'


def drawn(name: str, **values: Any) -> bytes:
    """A page, from its template."""
    return _environment().get_template(name).render(**values).encode()


def plain(text: str) -> str:
    """Without marks: for titles, attributes, and PDF."""
    return SPLIT.sub("", text)


def blocks(text: str) -> list[tuple[str, list[str]]]:
    """("p" or "ul", lines): lines that begin with "- " are a list, the others a paragraph."""
    found: list[tuple[str, list[str]]] = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        form = "ul" if line.startswith("- ") else "p"
        if not found or found[-1][0] != form:
            found.append((form, []))
        found[-1][1].append(line.removeprefix("- "))
    return found


def quick_response(address: str) -> str:
    """A QR code as SVG, black on white in every theme: a camera must see it."""
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(
        out, kind="svg", xmldecl=False, svgns=True, dark="#000", light="#fff", border=4, omitsize=True
    )
    return out.getvalue().decode()


def _finalize(value: object) -> object:
    """Draws the split of compounds in whatever text is put out; the rest is Jinja's."""
    if isinstance(value, str) and not isinstance(value, Markup) and SPLIT.search(value):
        return Markup(SPLIT.sub(MARK, str(escape(value))))  # noqa: S704 escaped just before
    return value


@cache
def _pictogram(name: str) -> Markup:
    """One of our own, in the colour of the text; beside words, so nobody need hear of it."""
    drawing = (ASSETS / "pictograms" / f"{name}.svg").read_text("utf-8").replace("#000000", "currentColor")
    return Markup(drawing.replace("<svg ", '<svg class="pictogram" aria-hidden="true" focusable="false" '))  # noqa: S704


@cache
def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"plain": plain, "blocks": blocks}
    made.globals |= {"pictogram": _pictogram, "style": _style()}
    return made


def _style() -> str:
    from hub.reading.files import STYLE, stamp

    return f"/lesen/{STYLE}?v={stamp(STYLE)}"
