"""Owns which passwords somebody who guesses tries first; it must not know who chose one, or keep any.

NIST SP 800-63B §3.1.1.2 and ASVS 5 (6.2.4): common ones, those made of the place and the name, rows of keys, repeats.
"""

from __future__ import annotations

import string
import unicodedata
from functools import cache
from pathlib import Path

#: Where it comes from stands in common_passwords.md.
LIST = Path(__file__).with_name("common_passwords.txt")
#: Words that everybody here thinks of: what is left without them must still be something.
NEAR = ("wueapp", "würzburg", "wuerzburg", "passwort", "password", "geheim", "hallo", "schatz", "fußball",
        "fussball", "bayern", "franken", "deutschland", "sommer", "winter", "herbst", "frühling",
        "willkommen", "ichliebedich")  # fmt: skip
#: Rows that fingers and counting go along, both ways, as often as they like.
ROWS = ("0123456789", "1234567890", "abcdefghijklmnopqrstuvwxyz", "qwertzuiopü", "qwertyuiop", "asdfghjklöä",
        "yxcvbnm", "zxcvbnm", "qwertzuiopasdfghjklyxcvbnm", "qwertyuiopasdfghjklzxcvbnm", "1q2w3e4r5t6z7u8i9o0p",
        "1q2w3e4r5t6y7u8i9o0p", "1qay2wsx3edc4rfv5tgb", "1qaz2wsx3edc4rfv5tgb")  # fmt: skip
#: Different signs there must be, and signs beside what everybody knows.
FEWEST, LEFT = 4, 6
BETWEEN = str.maketrans("", "", string.punctuation + string.whitespace)


def guessable(password: str, nickname: str) -> bool:
    """Whether it is among the first that anybody would try for somebody of this name."""
    low = unicodedata.normalize("NFC", password).casefold()
    bare = _bare(low)
    tried = {low, bare, bare.rstrip("0123456789"), bare.strip("0123456789")}
    return bool(tried & common()) or len(set(low)) < FEWEST or _goes_on(bare or low) or _hollow(bare, nickname)


@cache
def common() -> frozenset[str]:
    """The most common ones of ten signs and more, in small letters; read with the first password."""
    return frozenset(LIST.read_text("utf-8").casefold().splitlines())


def _goes_on(text: str) -> bool:
    """Whether it is one row, or one thing again and again."""
    if text in (text + text)[1:-1]:
        return True
    rows = (row * (len(text) // len(row) + 2) for row in ROWS)
    return any(text in row or text in row[::-1] for row in rows)


def _hollow(bare: str, nickname: str) -> bool:
    """Whether little is left of it without the name and the words of this place."""
    left = bare
    for word in sorted({_bare(nickname), *map(_bare, NEAR)} - {""}, key=len, reverse=True):
        left = left.replace(word, "")
    return left != bare and len(left) < LEFT


def _bare(text: str) -> str:
    """Without what one puts between words, in one spelling."""
    return unicodedata.normalize("NFC", text).casefold().translate(BETWEEN)
