"""Owns events of our own making, for samples of several screens; none of them takes place."""

from __future__ import annotations

from datetime import date, timedelta

from contract.forum import Event
from contract.record import Provenance
from contract.text import Text
from views.stages import NOW, ident

ORIGIN = Provenance(
    source="Muster der WueApp-Redaktion",
    licence="CC0-1.0",
    stand=date(2026, 11, 2),
    review_by=date(2027, 3, 1),
    sample=True,
)
NAMES = {"duerrbachtal": Text(de="Dürrbachtal", simple="Dürrbach·tal")}

COFFEE = Event(
    id=ident(1),
    provenance=ORIGIN,
    name=Text(de="Kaffee und Kuchen am Nachmittag", simple="Kaffee und Kuchen"),
    description=Text(
        de="Wir sitzen zusammen und reden. Wer mag, bringt einen Kuchen mit.",
        simple="Wir sitzen zusammen.\nWir reden.\nBringen Sie gern einen Kuchen mit.",
    ),
    start=NOW.replace(hour=14) + timedelta(days=1),
    end=NOW.replace(hour=16) + timedelta(days=1),
    location=Text(de="Gemeindehaus, großer Saal", simple="Gemeinde·haus, großer Saal"),
    where="duerrbachtal",
    organizer="Muster-Treff Dürrbachtal",
    topic="begegnung",
    registration=Text(de="Kommen Sie einfach vorbei.", simple="Kommen Sie einfach vorbei."),
)
WALK = COFFEE.model_copy(
    update={
        "id": ident(2),
        "name": Text(de="Spaziergang am Main", simple="Spazier·gang am Main"),
        "status": "CANCELLED",
        "start": COFFEE.start + timedelta(days=5),
        "end": COFFEE.end + timedelta(days=5),
    }
)
LONGEST = COFFEE.model_copy(
    update={
        "id": ident(3),
        "name": Text(
            de="Nachbarschaftshilfevermittlungsstellen-Informationsveranstaltung für Vereinsvorsitzende",
            simple="Nachbarschafts·hilfe·vermittlungs·stellen stellen sich vor",
        ),
        "location": Text(
            de="Mehrgenerationenbegegnungszentrum Unterdürrbach, Seminarraum im Dachgeschoss",
            simple="Mehr·generationen·begegnungs·zentrum in Unter·dürr·bach",
        ),
        "organizer": "Arbeitsgemeinschaft der Nachbarschaftshilfevermittlungsstellen Unterfranken",
        "is_accessible_for_free": False,
        "cost_note": Text(de="3 Euro für Getränke", simple="3 Euro für Getränke"),
        "status": "TENTATIVE",
        "end": COFFEE.end + timedelta(days=2),
        "registration": None,
    }
)
