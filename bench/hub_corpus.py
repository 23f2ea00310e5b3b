"""Owns synthetic help offers for the hub's bench, all from one seed; it must not be taken for content."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator
from datetime import date

from contract.help import (
    TOPICS,
    Address,
    Attribute,
    CostOption,
    HelpOffer,
    Location,
    Organization,
    Phone,
)  # fmt: skip
from contract.hours import Schedule
from contract.record import Provenance
from contract.text import Text

FIRST = (
    "Schulden", "Wohn", "Familien", "Jugend", "Sucht", "Trauer", "Pflege", "Migrations", "Rechts", "Arbeits",
    "Krisen", "Senioren", "Kinder", "Mieter",
)  # fmt: skip
LAST = ("beratung", "hilfe", "stelle", "treff", "telefon", "gruppe", "café", "sprechstunde", "werkstatt", "lotse")
PLACES = ("", "zellerau", "grombuehl", "heidingsfeld", "ochsenfurt", "veitshoechheim")
SENTENCES = (
    "Wir hören Ihnen zu und suchen mit Ihnen einen Weg.",
    "Das Gespräch ist vertraulich und kostet nichts.",
    "Sie brauchen keinen Termin; kommen Sie einfach vorbei.",
    "Bringen Sie bitte Ihre Unterlagen mit, wenn Sie welche haben.",
)


def offers(number: int, seed: int = 20261123) -> Iterator[HelpOffer]:
    """So many offers, about 1.2 kB each on the wire."""
    chance = random.Random(seed)
    for at in range(number):
        name = f"{chance.choice(FIRST)}{chance.choice(LAST)} {at}"
        said = " ".join(chance.sample(SENTENCES, 2))
        yield HelpOffer(
            id=str(uuid.UUID(int=chance.getrandbits(128), version=4)),
            provenance=Provenance(
                source="Bench", licence="CC0-1.0", stand=date(2026, 11, 1), review_by=date(2027, 5, 1), sample=True
            ),
            name=Text(de=name, simple=name),
            description=Text(de=said, simple=said),
            organization=Organization(name=f"Verein {at % 97}", website="https://example.invalid"),
            topics=tuple(chance.sample(TOPICS, 2)),
            attributes=(Attribute(term="everyone"),),
            phones=(Phone(number=f"0931 {chance.randrange(10**5, 10**6)}", free=at % 3 == 0),),
            locations=(
                Location(
                    address=Address(address_1=f"Straße {at % 200}", postal_code="97070", city="Würzburg"),
                    latitude=round(49.7 + chance.random() / 5, 5),
                    longitude=round(9.8 + chance.random() / 5, 5),
                ),
            ),
            where=chance.choice(PLACES),
            schedules=(Schedule(byday=("MO", "TU", "TH"), opens_at="09:00", closes_at="16:00"),),
            cost=CostOption(option="free") if at % 2 else None,
        )
