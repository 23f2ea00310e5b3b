"""Owns what a text that people write may hold; it must not change what it is given, but `clean`.

Refused are signs that nobody sees and that deceive (bidirectional overrides, zero width space, BOM), controls but
tab and line feed, and lone surrogates. Joiners stay: emoji and Persian need them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, Field

UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\uffff\ud800-\udfff]"
)
#: From here on there are marks that stand on the letter before.
MARKED = re.compile("[\u0300-\U0010ffff]")
#: More marks on one letter than any language writes ("zalgo").
MOST_MARKS = 6


def plain(text: str) -> str:
    """The text itself. Raises ValueError for one with hidden signs."""
    if UNSEEN.search(text) or _piled(text):
        raise ValueError("enthält unsichtbare oder unzulässige Zeichen")
    return text


def clean(text: str) -> str:
    """The text as it may be sent: composed (NFC), one kind of line end, without what `plain` refuses."""
    joined = unicodedata.normalize("NFC", UNSEEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n")))
    kept: list[str] = []
    marks = 0
    for sign in joined:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks <= MOST_MARKS:
            kept.append(sign)
    return "".join(kept)


def _piled(text: str) -> bool:
    if text.isascii() or not MARKED.search(text):
        return False
    marks = 0
    for sign in text:
        marks = marks + 1 if unicodedata.combining(sign) else 0
        if marks > MOST_MARKS:
            return True
    return False


#: A line, and some lines, that a person wrote; empty where nothing was.
Line = Annotated[str, Field(max_length=200, pattern=r"^[^\n]*$"), AfterValidator(plain)]
Prose = Annotated[str, Field(max_length=4000), AfterValidator(plain)]
