"""Owns the German of the reading pages in both languages, dates and times included; it must not know any page.

The words stand in `words.json` beside it: standard German, and the same in simple language.
"""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path

from contract.hours import Day
from contract.text import LanguageTag, Text

WORDS = Path(__file__).with_name("words.json")
MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November",
    "Dezember",
)  # fmt: skip
DAYS: dict[Day, str] = {
    "MO": "Montag", "TU": "Dienstag", "WE": "Mittwoch", "TH": "Donnerstag", "FR": "Freitag", "SA": "Samstag",
    "SU": "Sonntag",
}  # fmt: skip


@cache
def words() -> dict[str, str]:
    """Standard German → simple language."""
    found: dict[str, str] = json.loads(WORDS.read_text("utf-8"))
    return found


class Speech:
    """Says things in one language."""

    def __init__(self, tag: LanguageTag = "de") -> None:
        self.tag: LanguageTag = tag

    def __call__(self, german: str, **values: object) -> str:
        """The text in this language, with its {placeholders} filled."""
        said = words().get(german, german) if self.tag == "de-simple" else german
        return said.format(**values) if values else said

    def text(self, text: Text) -> str:
        return text.pick(self.tag)

    def date(self, day: date) -> str:
        """23. November 2026."""
        return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"

    def day(self, day: Day) -> str:
        return DAYS[day]

    def time(self, wall: str) -> str:
        """`HH:MM` as on the wire: 14:05 Uhr; in simple language a full hour is 9 Uhr."""
        hour, minute = map(int, wall.split(":"))
        short = self.tag == "de-simple" and minute == 0
        return f"{hour} Uhr" if short else f"{hour}:{minute:02d} Uhr"

    def span(self, opens: str, closes: str) -> str:
        return self("{start} bis {end}", start=self.time(opens), end=self.time(closes))
