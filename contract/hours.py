"""Owns the words of opening hours in the vocabulary of HSDS 3.1 (schedule); it must not reckon with them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from contract.text import Model, Text

Day = Literal["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
#: What regular hours mean on a public holiday of Bavaria.
OnHolidays = Literal["unknown", "closed", "open"]

OPENS = r"^([01]\d|2[0-3]):[0-5]\d$"
CLOSES = r"^(([01]\d|2[0-3]):[0-5]\d|24:00)$"


class Schedule(Model):
    """HSDS schedule: weekly hours in Europe/Berlin. Times are `HH:MM`; `00:00`–`24:00` is round the clock."""

    byday: tuple[Day, ...]
    opens_at: str = Field(pattern=OPENS)
    closes_at: str = Field(pattern=CLOSES)
    valid_from: date | None = None
    valid_to: date | None = None


class Exceptional(Model):
    """Days on which the weekly hours do not hold: closed, or open otherwise. Both days are meant.

    HSDS tells it as a schedule with `valid_from` and `valid_to` and a description.
    """

    valid_from: date
    valid_to: date
    opens_at: str | None = Field(default=None, pattern=OPENS)
    closes_at: str | None = Field(default=None, pattern=CLOSES)
    reason: Text | None = None

    @model_validator(mode="after")
    def _whole(self) -> Exceptional:
        if (self.opens_at is None) != (self.closes_at is None):
            raise ValueError("opens_at and closes_at come together, or neither: then it is closed")
        if self.valid_to < self.valid_from:
            raise ValueError("valid_to lies before valid_from")
        return self
