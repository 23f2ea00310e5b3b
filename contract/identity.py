"""Owns names that a device gives by itself: ids of things (UUIDv7) and receipt codes; it must not keep any.

A receipt code opens a guest's contribution on any device: `WUE-7K3M-92QF-4HTX`. Eleven signs of Crockford's
base 32 carry 55 random bits; the twelfth makes the weighted sum in GF(32) zero, so that every single wrong sign
and every two swapped signs are noticed.
"""

from __future__ import annotations

import re
import secrets
import time
import uuid
from collections.abc import Callable

ID_PATTERN = r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"
CODE_PATTERN = r"^WUE(-[0-9A-HJKMNP-TV-Z]{4}){3}$"
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#: Signs that people take for one another, as Crockford reads them.
MISTAKEN = str.maketrans({"O": "0", "I": "1", "L": "1"})
#: x^5 + x^2 + 1, which makes five bits a field.
POLYNOMIAL = 0b100101
LENGTH = 12

Bits = Callable[[int], int]


def new_id(now: Callable[[], float] = time.time, bits: Bits = secrets.randbits) -> str:
    """A UUIDv7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, the rest random. `now` gives seconds."""
    stamp = int(now() * 1000) & (1 << 48) - 1
    number = stamp << 80 | 0x7 << 76 | bits(12) << 64 | 0b10 << 62 | bits(62)
    return str(uuid.UUID(int=number))


def named_id(*parts: str) -> str:
    """The id of a thing of which there is only one of that name, on every device the same (RFC 9562 §5.5)."""
    return str(uuid.uuid5(uuid.NAMESPACE_URL, "/".join(("wueapp:", *parts))))


def new_code(bits: Bits = secrets.randbits) -> str:
    """A new receipt code."""
    signs = [bits(5) for _ in range(LENGTH - 1)]
    return _written([*signs, _check(signs)])


def read_code(typed: str) -> str | None:
    """The code somebody typed or scanned, in its one form; None where a sign is wrong or missing."""
    plain = re.sub(r"[\s\-‐-―.]", "", typed.upper())
    if plain.startswith("WUE"):
        plain = plain[3:]
    plain = plain.translate(MISTAKEN)
    if len(plain) != LENGTH or any(sign not in ALPHABET for sign in plain):
        return None
    signs = [ALPHABET.index(sign) for sign in plain]
    return _written(signs) if _check(signs[:-1]) == signs[-1] else None


def _written(signs: list[int]) -> str:
    text = "".join(ALPHABET[sign] for sign in signs)
    return "-".join(("WUE", text[:4], text[4:8], text[8:]))


def _check(signs: list[int]) -> int:
    """The sign that makes the sum of sign × weight zero; its own weight is 1, the others are powers of two."""
    total = 0
    for sign in reversed(signs):
        total = _doubled(total ^ sign)
    return total


def _doubled(value: int) -> int:
    value <<= 1
    return value ^ POLYNOMIAL if value & 0b100000 else value
