"""Owns what the emergency page shows with no network: numbers in five more languages, offers; it must not draw.

The languages of the card stand in `assets/crisis.json`, not in the catalogue: the rest of the app has none of them.
"""

from __future__ import annotations

import asyncio
from functools import cache
from pathlib import Path

from pydantic import ValidationError

from contract.crisis_card import Card, CardWords, Line
from contract.help import HelpOffer
from services.bundle import BUNDLE
from services.local import Page, PublicStore
from services.local_file import StoreFailed

__all__ = ["Card", "CardWords", "Line", "crisis_card", "emergency_offers", "on_one_line"]

CARD = Path(__file__).parents[2] / "assets" / "crisis.json"


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
