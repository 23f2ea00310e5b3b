"""Owns what tests of HSDS share: an offer with everything, files of others, imports; it judges nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from contract.help import (
    Accessibility,
    Address,
    Attribute,
    Availability,
    CostOption,
    HelpOffer,
    Location,
    Organization,
    Phone,
)
from contract.help_desk import ImportReport
from contract.hours import Exceptional, Schedule
from contract.identity import named_id
from hub.asgi import HubApp
from hub.hsds import files, runs
from hub.hsds.offer import Origin
from tests.hub.samples import identity, provenance, text
from tests.seeds import SEED

SHARED = Path(__file__).parents[3] / "shared" / "data" / "hsds"
TODAY = date(2026, 11, 23)
OCTETS = {"content-type": "application/octet-stream"}


def sample(name: str) -> bytes:
    """A file of others."""
    if not (SHARED / name).exists():
        pytest.skip(f"shared data: {name} is not beside this clone")
    return (SHARED / name).read_bytes()


def seeded() -> list[HelpOffer]:
    """Every offer a hub begins with."""
    return [
        HelpOffer.model_validate(raw)
        for file in sorted(SEED.glob("help-*.json"))
        for raw in json.loads(file.read_text("utf-8"))
    ]


def whole(number: int = 1) -> HelpOffer:
    """An offer that has everything an offer can have."""
    place = Location(
        name="Haus am Markt", address=Address(address_1="Am Markt 1", postal_code="97070", city="Würzburg"),
        latitude=49.7936, longitude=9.9292,
        accessibility=(Accessibility(feature="step-free"), Accessibility(feature="lift")),
    )  # fmt: skip
    return HelpOffer(
        id=identity(f"whole {number}"), provenance=provenance(), name=text(f"Beratung {number}"),
        alternate_name=text("Hilfe"), description=text("Wir beraten Sie.\nZwei Zeilen."),
        organization=Organization(
            name="Verein", website="https://verein.example", id=named_id("institution", "Verein")
        ),
        status="temporarily closed", crisis=True, topics=("geld", "recht"), terms=("Bude weg", "=Summe(1)"),
        attributes=(Attribute(term="women"), Attribute(term="queer")), minimum_age=16, maximum_age=99,
        phones=(Phone(number="0931 123", description=text("Büro"), free=True), Phone(number="+49 931 4")),
        email="a@b.example", url="https://b.example/x", chat_url="https://c.example", appointment_url="https://d.example",
        locations=(place, Location(location_type="virtual", name="Im Netz")), where="altstadt",
        schedules=(
            Schedule(byday=("MO", "TU"), opens_at="09:00", closes_at="12:30"),
            Schedule(byday=("SA",), opens_at="00:00", closes_at="24:00", valid_from=date(2026, 5, 1)),
        ),
        schedule_note=text("Nur mit Termin."),
        exceptions=(
            Exceptional(valid_from=date(2026, 12, 24), valid_to=date(2026, 12, 24), reason=text("Heiligabend")),
            Exceptional(
                valid_from=date(2026, 12, 28), valid_to=date(2026, 12, 30), opens_at="10:00", closes_at="11:00"
            ),
        ),
        holidays="closed", languages=("de", "uk", "gsg"),
        cost=CostOption(option="paid", amount=2.5, amount_description=text("Je Stunde")),
        application_process=text("Rufen Sie an."), what_happens=text("Wir hören zu."),
        required_documents=(text("Ausweis"), text("Brief")), wait_time=text("Zwei Wochen"),
        availability=Availability(state="waiting", weeks=2, updated=TODAY, until=date(2026, 12, 31)),
        callback=True, assured_date=TODAY,
    )  # fmt: skip


def take(app: HubApp, raw: bytes, form: str = "hsds", source: str = "Quelle") -> ImportReport:
    return runs.run(app.hub, list(files.read(raw, form, Origin(source, TODAY))), source)


def there(app: HubApp) -> dict[str, HelpOffer]:
    """Every offer as everybody reads it."""
    changes = app.hub.log.page("help", None, 10_000).changes
    return {each.id: HelpOffer.model_validate_json(each.body) for each in changes if not each.gone}


def counts(report: ImportReport) -> tuple[int, int, int]:
    return report.added, report.changed, report.unchanged
