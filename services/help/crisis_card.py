"""Owns what the emergency page shows with no network: numbers in five more languages, offers; it must not draw.

The languages of the card stand in `assets/crisis.json`, not in the catalogue: the rest of the app has none of them.
"""

from __future__ import annotations

import asyncio
from datetime import date
from functools import cache
from pathlib import Path

from pydantic import Field, ValidationError, model_validator

from contract.help import HelpOffer
from contract.text import Model
from services.bundle import BUNDLE
from services.local import Page, PublicStore
from services.local_file import StoreFailed

CARD = Path(__file__).parents[2] / "assets" / "crisis.json"


class Line(Model):
    """A line one can call. `offer`: the id of the help offer that says more; `source`: the host it was read at."""

    id: str
    offer: str
    numbers: tuple[str, ...] = Field(min_length=1)
    source: str
    stand: date
    review_by: date


class LineWords(Model):
    """A line in one language. `when` and `cost` are empty where the common ones hold."""

    name: str = Field(min_length=1)
    text: str = Field(min_length=1)
    happens: str = Field(min_length=1)
    when: str = ""
    cost: str = ""


class CardWords(Model):
    """The card in one language. `tag`: BCP 47; `name`: as its speakers write it; `rtl`: read from right to left.

    `call`, `when`, `cost`, `then`, `source`, `review`: what stands before a number, its hours and so on;
    `always`, `free`: the common hours and cost; `german`: a sentence to read to who answers, `meaning`: what it says.
    `unproven`, `unread`: that nobody looked the numbers up again, nor read the translation.
    """

    tag: str
    name: str
    rtl: bool
    title: str = Field(min_length=1)
    lead: str = Field(min_length=1)
    call: str = Field(min_length=1)
    when: str = Field(min_length=1)
    cost: str = Field(min_length=1)
    then: str = Field(min_length=1)
    always: str = Field(min_length=1)
    free: str = Field(min_length=1)
    source: str = Field(min_length=1)
    review: str = Field(min_length=1)
    unproven: str = Field(min_length=1)
    unread: str = Field(min_length=1)
    speak: str = Field(min_length=1)
    german: str = Field(min_length=1)
    meaning: str = Field(min_length=1)
    back: str = Field(min_length=1)
    lines: dict[str, LineWords]


class Card(Model):
    """All lines, the most urgent first, and what is said about them in each language."""

    lines: tuple[Line, ...]
    languages: tuple[CardWords, ...]

    @model_validator(mode="after")
    def _whole(self) -> Card:
        wanted = [line.id for line in self.lines]
        for words in self.languages:
            if sorted(words.lines) != sorted(wanted):
                raise ValueError(f"{words.tag}: other lines than the card has")
        return self

    def words(self, tag: str) -> CardWords | None:
        """What is said in a language; None for one the card does not speak."""
        return next((words for words in self.languages if words.tag == tag), None)


@cache
def crisis_card(path: Path = CARD) -> Card:
    """The card that ships with the app. Raises ValidationError if it does not hold (a test reads it)."""
    return Card.model_validate_json(path.read_bytes())


def on_one_line(number: str) -> str:
    """A number whose groups stay beside each other and in their order, also in Arabic.

    A blank would turn "116 117" round there; U+00A0 between digits is part of the number (UAX #9, rule W4).
    """
    return number.replace(" ", "\u00a0")


async def emergency_offers(public: PublicStore, folder: Path = BUNDLE) -> Page[HelpOffer]:
    """The offers for an emergency in the order of the card; from the app's own bundle where the store has none."""
    try:
        found = (await public.page(HelpOffer.kind, facets=("crisis:yes",))).records
    except StoreFailed:
        found = ()
    offers = found or await asyncio.to_thread(_bundled, folder)
    rank = {line.offer: place for place, line in enumerate(crisis_card().lines)}
    ordered = tuple(sorted(offers, key=lambda offer: rank.get(offer.id, len(rank))))
    return Page(ordered, len(ordered))


def _bundled(folder: Path) -> tuple[HelpOffer, ...]:
    """The emergency offers the app brings along; a broken line costs only itself."""
    offers = []
    for line in (folder / f"{HelpOffer.kind}.jsonl").read_bytes().splitlines():
        try:
            offers.append(HelpOffer.model_validate_json(line))
        except ValidationError:
            continue
    return tuple(offer for offer in offers if offer.crisis)
