"""Owns the offer on one sheet of paper as PDF/UA, by Typst; it must not be needed: a hub without it prints HTML.

What a record says goes in as data (JSON), never as Typst source: there it could be a program.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from importlib.util import find_spec
from typing import Any

from hub.core.answers import digest
from hub.reading.library import ASSETS
from hub.reading.sheets import TEMPLATES

SOURCE = TEMPLATES / "offer.typ"
#: Sheets made at once: each keeps a core busy for a tenth of a second.
TURN = threading.BoundedSemaphore(2)


def can_print() -> bool:
    """Whether this hub has the `pdf` extra."""
    return find_spec("typst") is not None


def validator(data: Mapping[str, Any]) -> str:
    """The same for the same sheet, though a PDF says when it was made."""
    return digest(SOURCE.read_bytes() + _told(data).encode())


def printed(data: Mapping[str, Any]) -> bytes:
    """The sheet as PDF/UA-1 (ISO 14289-1). Raises ImportError without the `pdf` extra."""
    import typst

    with TURN:
        made = typst.compile(
            str(SOURCE),
            root=str(TEMPLATES),
            font_paths=[str(ASSETS / "fonts")],
            ignore_system_fonts=True,
            sys_inputs={"data": _told(data)},
            format="pdf",
            pdf_standards="ua-1",
        )
    assert isinstance(made, bytes)
    return made


def _told(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, sort_keys=True)
