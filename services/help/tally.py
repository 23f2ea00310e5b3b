"""Owns counting for many things at once: numbers that lie across integers, a bit for each thing; it must not know what.

Bit i of plane p is bit p of thing i's count. To add 5 to three thousand of ten thousand things costs as much as to
add two integers of ten thousand bits: microseconds, with no loop over the things.
"""

from __future__ import annotations

from collections.abc import Iterator


class Tally:
    """Counts, at first 0, of all things there are."""

    def __init__(self) -> None:
        self._planes: list[int] = []

    def add(self, things: int, weight: int) -> None:
        """Counts `weight` (0 or more) for each thing whose bit is set."""
        for plane in range(weight.bit_length()):
            if weight >> plane & 1:
                self._carry(things, plane)

    def _carry(self, things: int, plane: int) -> None:
        planes = self._planes
        while things:
            if plane >= len(planes):
                planes.extend([0] * (plane + 1 - len(planes)))
            planes[plane], things = planes[plane] ^ things, planes[plane] & things
            plane += 1

    def levels(self, among: int) -> Iterator[tuple[int, int]]:
        """(count, the things that have it) of the things in `among`, highest count first."""
        return self._levels(len(self._planes) - 1, among, 0)

    def _levels(self, plane: int, among: int, count: int) -> Iterator[tuple[int, int]]:
        if not among:
            return
        if plane < 0:
            yield count, among
            return
        there = self._planes[plane]
        yield from self._levels(plane - 1, among & there, count | 1 << plane)
        yield from self._levels(plane - 1, among & ~there, count)


def things_in(bits: int) -> list[int]:
    """The numbers of the bits that are set, ascending."""
    signs = format(bits, "b")[::-1]
    found, at = [], signs.find("1")
    while at >= 0:
        found.append(at)
        at = signs.find("1", at + 1)
    return found


def bits_of(things: list[int]) -> int:
    """The integer in which just these bits are set."""
    if not things:
        return 0
    signs = bytearray(b"0" * (max(things) + 1))
    for thing in things:
        signs[thing] = 49
    return int(bytes(reversed(signs)), 2)
