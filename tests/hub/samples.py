"""Owns small real records for the hub's tests; it must not know the hub."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

from contract.help import Attribute, CostOption, HelpOffer, Organization
from contract.home import News
from contract.record import Provenance
from contract.text import Text

SPACE = uuid.UUID("6f2f1c1e-9b0e-4f6c-8a55-0c5b3f7f1a2d")
DAY = date(2026, 11, 1)


def text(said: str) -> Text:
    return Text(de=said, simple=f"{said} (einfach)")


def provenance() -> Provenance:
    return Provenance(source="Muster", licence="CC0-1.0", stand=DAY, review_by=date(2027, 5, 1), sample=True)


def identity(name: str) -> str:
    return str(uuid.uuid5(SPACE, name))


def news(number: int, headline: str = "", where: str = "", topic: str = "stadt") -> News:
    """A message; the higher the number, the newer."""
    return News(
        id=identity(f"news {number}"),
        provenance=provenance(),
        headline=text(headline or f"Meldung {number}"),
        lead=text("Kurz gesagt."),
        text=text("Und lang gesagt."),
        published=datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=number),
        topic=topic,
        where=where,
    )


def offer(number: int, name: str = "", topics: tuple[str, ...] = ("geld",), free: bool = False) -> HelpOffer:
    return HelpOffer(
        id=identity(f"help {number}"),
        provenance=provenance(),
        name=text(name or f"Angebot {number:05d}"),
        description=text("Wir beraten Sie."),
        organization=Organization(name="Verein"),
        topics=topics,
        attributes=(Attribute(term="everyone"),),
        cost=CostOption(option="free") if free else None,
    )
