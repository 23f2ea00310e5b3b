"""Owns opening hours as lines people write: "Mo–Fr 09:00–12:00, 13:00–16:00"; it must not know whose they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import get_args

from contract.hours import Day, Schedule

DAYS: tuple[Day, ...] = get_args(Day)
SHORT = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
NAMES = ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag")
ALWAYS = ("täglich", "jeden tag")

_DASH = re.compile(r"\s*(?:–|—|-|\bbis\b)\s*")
_AND = re.compile(r"\s*(?:,|\bund\b)\s*")
_LINE = re.compile(r"(?P<days>\D+?)\s*:?\s*(?P<times>\d.*)")
_TIME = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:\s*uhr)?", re.IGNORECASE)


class Unreadable(ValueError):
    """A line says no days or no times; `line` is as it was written."""

    def __init__(self, line: str) -> None:
        super().__init__(line)
        self.line = line


def writable(schedules: Iterable[Schedule]) -> bool:
    """Whether lines can say them: hours that hold for a while only they cannot."""
    return all(each.valid_from is None and each.valid_to is None for each in schedules)


def written(schedules: Sequence[Schedule]) -> str:
    """Hours as lines; times of the same days stand in one."""
    lines: dict[tuple[Day, ...], list[str]] = {}
    for each in schedules:
        lines.setdefault(each.byday, []).append(f"{each.opens_at}–{each.closes_at}")
    return "\n".join(f"{_days_written(days)} {', '.join(times)}" for days, times in lines.items())


def read(text: str) -> tuple[Schedule, ...]:
    """Lines as hours; empty lines are none. Raises Unreadable for the first line that says none."""
    return tuple(hours for line in text.splitlines() if line.strip() for hours in _line(line.strip()))


def _line(line: str) -> list[Schedule]:
    found = _LINE.fullmatch(line)
    days = _days(found["days"]) if found else ()
    spans = [_span(span) for span in _AND.split(found["times"])] if found else []
    if not days or not spans or None in spans:
        raise Unreadable(line)
    return [Schedule(byday=days, opens_at=span[0], closes_at=span[1]) for span in spans if span]


def _days(text: str) -> tuple[Day, ...]:
    """The days of "Mo–Mi, Fr"; none if one of them is no day."""
    if text.strip().lower() in ALWAYS:
        return DAYS
    found: set[int] = set()
    for part in _AND.split(text.strip()):
        ends = [_day(end) for end in _DASH.split(part)]
        if None in ends or len(ends) > 2:
            return ()
        first, last = ends[0] or 0, ends[-1] or 0
        found |= set(range(first, last + 1)) if first <= last else {*range(first, 7), *range(last + 1)}
    return tuple(DAYS[index] for index in sorted(found))


def _day(text: str) -> int | None:
    short = text.strip().rstrip(".").lower()
    fits = [index for index, name in enumerate(NAMES) if len(short) >= 2 and name.startswith(short)]
    return fits[0] if len(fits) == 1 else None


def _span(text: str) -> tuple[str, str] | None:
    """Two times, the first before the second."""
    ends = [_time(end) for end in _DASH.split(text.strip().removesuffix("."))]
    if len(ends) != 2 or not ends[0] or not ends[1] or ends[0] >= ends[1] or ends[0] == "24:00":
        return None
    return ends[0], ends[1]


def _time(text: str) -> str:
    found = _TIME.fullmatch(text.strip())
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    return f"{hour:02d}:{minute:02d}" if (hour < 24 and minute < 60) or (hour, minute) == (24, 0) else ""


def _days_written(days: Sequence[Day]) -> str:
    """Days as one writes them; three or more in a row as from and to."""
    rows: list[list[int]] = []
    for index in (DAYS.index(day) for day in days):
        if rows and rows[-1][-1] == index - 1:
            rows[-1].append(index)
        else:
            rows.append([index])
    return ", ".join(
        f"{SHORT[row[0]]}–{SHORT[row[-1]]}" if len(row) > 2 else ", ".join(SHORT[index] for index in row)
        for row in rows
    )
