"""Owns which day it is where the offers are, and how long a check holds; it must not read a clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")
#: What was checked is looked at again after half a year.
REVIEW = timedelta(days=183)


def day(milliseconds: int) -> date:
    """The day in Würzburg at a time (Unix milliseconds)."""
    return datetime.fromtimestamp(milliseconds / 1000, BERLIN).date()
