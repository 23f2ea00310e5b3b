"""Owns whether bytes are one whole JPEG (ITU-T T.81) of a size we take; it must not decode pictures.

Only markers are looked at, so no picture can cost more memory than its own bytes.
"""

from __future__ import annotations

import re

#: Pixels along a side, and in all: whoever shows it must not run out of memory.
MOST_SIDE = 10_000
MOST_PIXELS = 50_000_000

START, END, SCAN = 0xD8, 0xD9, 0xDA
#: Frames of every coding, without DHT, JPG and DAC, which share the range.
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
#: Where coded data ends: a marker that is neither a stuffed zero, a restart nor a fill byte.
AFTER_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def is_jpeg(data: bytes) -> bool:
    """Whether it is one picture from start to end, and nothing else beside it."""
    if data[:2] != b"\xff\xd8":
        return False
    at, framed, scanned = 2, False, False
    while at + 2 <= len(data):
        if data[at] != 0xFF:
            return False
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        if marker == END:
            return framed and scanned and at + 2 == len(data)
        length = int.from_bytes(data[at + 2 : at + 4], "big")
        if marker < 0xC0 or marker == START or length < 2 or at + 2 + length > len(data):
            return False
        if marker in FRAMES:
            if framed or not _sized(data[at + 4 : at + 2 + length]):
                return False
            framed = True
        at += 2 + length
        if marker == SCAN:
            scanned = True
            found = AFTER_SCAN.search(data, at)
            if found is None:
                return False
            at = found.start()
    return False


def _sized(frame: bytes) -> bool:
    """A frame header begins with precision, height and width."""
    height, width = int.from_bytes(frame[1:3], "big"), int.from_bytes(frame[3:5], "big")
    return 0 < height <= MOST_SIDE and 0 < width <= MOST_SIDE and height * width <= MOST_PIXELS
