"""Owns the public holidays of Bavaria as they hold in Würzburg; it must not know opening hours."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

#: Public holidays of Bavaria with a fixed date (BayFTG Art. 1); 15 August holds in Würzburg and around it.
FIXED = {
    (1, 1): "Neujahr",
    (1, 6): "Heilige Drei Könige",
    (5, 1): "Tag der Arbeit",
    (8, 15): "Mariä Himmelfahrt",
    (10, 3): "Tag der Deutschen Einheit",
    (11, 1): "Allerheiligen",
    (12, 25): "Erster Weihnachtstag",
    (12, 26): "Zweiter Weihnachtstag",
}
#: Those that move with Easter Sunday, in days after it.
MOVING = {
    -2: "Karfreitag",
    1: "Ostermontag",
    39: "Christi Himmelfahrt",
    50: "Pfingstmontag",
    60: "Fronleichnam",
}


def holiday_name(day: date) -> str | None:
    """The public holiday of Bavaria on a day, or None."""
    return FIXED.get((day.month, day.day)) or MOVING.get((day - easter(day.year)).days)


@lru_cache(maxsize=16)
def easter(year: int) -> date:
    """Easter Sunday, Gregorian (Gauss, in the form of Lichtenberg 1997)."""
    century = year // 100
    m = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    s = 2 - (3 * century + 3) // 4
    a = year % 19
    d = (19 * a + m) % 30
    r = (d + a // 11) // 29
    full_moon = 21 + d - r
    first_sunday = 7 - (year + year // 4 + s) % 7
    return date(year, 3, 1) + timedelta(full_moon + 7 - (full_moon - first_sunday) % 7 - 1)
