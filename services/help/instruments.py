"""Owns scoring a validated questionnaire as its authors published it; it must not keep or send an answer, or diagnose.

What comes out is a number and careful words of the questionnaire itself. Nothing of it is written down.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contract.instruments import Band, Instrument
from services.local import PublicStore


@dataclass(frozen=True)
class Outcome:
    """`raw`: the sum of the answers; `score`: that times the scale; `danger`: the crisis card comes first."""

    raw: int
    score: float
    band: Band
    danger: bool = False


def score(instrument: Instrument, answers: Sequence[int]) -> Outcome:
    """`answers`: for each item the number of the choice, from 0. ValueError while an item has none, or a wrong one."""
    if len(answers) != len(instrument.items):
        raise ValueError(f"{len(instrument.items)} answers are needed, {len(answers)} are there")
    if not all(0 <= answer < len(instrument.choices) for answer in answers):
        raise ValueError("no such choice")
    points = [instrument.choices[answer].score for answer in answers]
    raw = sum(points)
    scaled = raw * instrument.scale
    band = next((band for band in instrument.bands if band.low <= scaled <= band.high), None)
    if band is None:
        raise ValueError(f"no words for a score of {scaled}")
    danger = instrument.danger is not None and points[instrument.danger] >= instrument.danger_score
    return Outcome(raw, scaled, band, danger)


class Instruments:
    """The questionnaires of this device."""

    def __init__(self, public: PublicStore) -> None:
        self._public = public

    async def all(self) -> tuple[Instrument, ...]:
        """All there are, in their order."""
        return (await self._public.page(Instrument.kind)).records

    async def get(self, ident: str) -> Instrument | None:
        """One by its id, or by its slug ("who-5"); None where there is none."""
        return next((each for each in await self.all() if ident in (each.id, each.slug)), None)
