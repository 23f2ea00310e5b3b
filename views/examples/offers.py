"""Owns help offers of our own making, for samples of several screens; none of them exists."""

from __future__ import annotations

from datetime import date

from contract.help import (
    Accessibility,
    Address,
    Attribute,
    CostOption,
    HelpOffer,
    Location,
    Organization,
    Phone,
)
from contract.hours import Schedule
from contract.record import Provenance
from contract.text import Text
from views.stages import ident

ORIGIN = Provenance(
    source="Muster der WueApp-Redaktion",
    licence="CC0-1.0",
    stand=date(2026, 11, 2),
    review_by=date(2027, 3, 1),
    sample=True,
)
DEBTS = HelpOffer(
    id=ident(1),
    provenance=ORIGIN,
    name=Text(de="Schuldnerberatung Musterstraße", simple="Hilfe bei Schulden in der Muster·straße"),
    description=Text(
        de="Wir helfen, wenn das Geld nicht reicht. Wir ordnen mit Ihnen die Briefe und sprechen mit den Gläubigern.",
        simple="Das Geld reicht nicht?\nWir helfen Ihnen.\nWir lesen mit Ihnen die Briefe.",
    ),
    organization=Organization(name="Muster-Wohlfahrtsverband Würzburg"),
    topics=("geld", "recht"),
    attributes=(Attribute(term="everyone"), Attribute(term="families")),
    phones=(Phone(number="0800 000 00 00", description=Text(de="auch vom Handy", simple="auch vom Handy"), free=True),),
    email="beratung@muster.invalid",
    url="https://muster.invalid/",
    locations=(
        Location(
            address=Address(address_1="Musterstraße 1", postal_code="97070", city="Würzburg"),
            latitude=49.79,
            longitude=9.93,
            accessibility=(Accessibility(feature="step-free"), Accessibility(feature="toilet")),
        ),
    ),
    schedules=(Schedule(byday=("MO", "TU", "TH"), opens_at="09:00", closes_at="12:00"),),
    languages=("de", "en", "uk"),
    cost=CostOption(option="free"),
    application_process=Text(
        de="Rufen Sie an und vereinbaren Sie einen Termin.", simple="Rufen Sie an.\nFragen Sie nach einem Termin."
    ),
    what_happens=Text(
        de="Eine Beraterin fragt, was los ist. Sie hört zu.", simple="Eine Frau hört Ihnen zu.\nSie fragt: Was ist los?"
    ),
)
LISTENING = DEBTS.model_copy(
    update={
        "id": ident(2),
        "name": Text(de="Sorgentelefon", simple="Telefon für Sorgen"),
        "description": Text(de="Jemand hört zu, Tag und Nacht.", simple="Jemand hört zu.\nAm Tag und in der Nacht."),
        "organization": Organization(name="Muster-Telefonhilfe"),
        "crisis": True,
        "topics": ("krise", "psyche"),
        "email": None,
        "url": None,
        "locations": (),
        "schedules": (Schedule(byday=("MO", "TU", "WE", "TH", "FR", "SA", "SU"), opens_at="00:00", closes_at="24:00"),),
    }
)
BARE = HelpOffer(
    id=ident(3),
    provenance=ORIGIN.model_copy(update={"review_by": date(2026, 11, 1)}),
    name=Text(de="Nachbarschaftstreff", simple="Treff für Nachbarn"),
    description=Text(de="Man trifft sich.", simple="Menschen treffen sich."),
    organization=Organization(name="Muster-Nachbarschaft"),
    topics=("einsamkeit",),
)
LONGEST = DEBTS.model_copy(
    update={
        "id": ident(4),
        "name": Text(
            de="Arbeitslosenunterstützungsleistungsberechtigtenberatungsstelle für Bedarfsgemeinschaftsangehörige",
            simple="Beratungs·stelle für Arbeits·losen·unterstützungs·leistungen",
        ),
        "organization": Organization(name="Arbeitsgemeinschaft der Wohlfahrtsverbandsberatungsstellen Unterfranken"),
        "email": "schuldnerberatungsstelle.wohlfahrtsverbaende@landratsamt-wuerzburg.invalid",
        "minimum_age": 18,
        "languages": ("de", "en", "tr", "ar", "uk", "ru"),
        "attributes": tuple(Attribute(term=term) for term in ("seniors", "relatives", "migrants", "disabled")),
        "schedule_note": Text(
            de="Außersprechstundenterminvereinbarungen sind nach telefonischer Voranmeldung möglich.",
            simple="Sie brauchen einen anderen Termin?\nRufen Sie vorher an.",
        ),
    }
)
