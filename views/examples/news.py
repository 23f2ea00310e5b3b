"""Owns messages of our own making, for samples of several screens; nothing of it happened."""

from __future__ import annotations

from datetime import date, timedelta

from contract.home import News
from contract.record import Provenance
from contract.text import Text
from views.stages import NOW, ident

SAMPLE = Provenance(
    source="Muster der WueApp-Redaktion",
    licence="CC0-1.0",
    stand=date(2026, 11, 20),
    review_by=date(2027, 3, 1),
    sample=True,
)
SOURCED = Provenance(
    source="Stadt Würzburg, Pressestelle",
    url="https://www.wuerzburg.de/",
    licence="Fakten aus öffentlicher Quelle, eigener Text",
    stand=date(2026, 11, 2),
    review_by=date(2027, 1, 31),
)
LIBRARY = News(
    id=ident(1),
    provenance=SAMPLE,
    headline=Text(de="Die Bücherei öffnet auch am Samstag", simple="Die Bücherei ist am Samstag offen"),
    lead=Text(
        de="Ab Dezember können Sie auch am Samstag Bücher ausleihen.",
        simple="Das gilt ab Dezember.\nSie können dann am Samstag Bücher leihen.",
    ),
    text=Text(
        de="Viele Berufstätige hatten sich das gewünscht.\n\nDie Bücherei ist am Samstag von 10 bis 14 Uhr offen.",
        simple="Viele Menschen arbeiten unter der Woche.\nDie Bücherei ist am Samstag offen.\nVon 10 Uhr bis 14 Uhr.",
    ),
    published=NOW - timedelta(hours=2),
    topic="kultur",
    where="zellerau",
)
BRIDGE = LIBRARY.model_copy(
    update={
        "id": ident(2),
        "provenance": SOURCED,
        "headline": Text(de="Brücke am Friedhof wird erneuert", simple="Eine Brücke ist gesperrt"),
        "lead": Text(de="Der Weg führt bis März über die Nebenstraße.", simple="Gehen Sie bis März einen anderen Weg."),
        "published": NOW - timedelta(days=3),
        "where": "",
    }
)
LONGEST = LIBRARY.model_copy(
    update={
        "id": ident(3),
        "provenance": SOURCED,
        "headline": Text(
            de="Straßenverkehrsordnungswidrigkeitenverfahren: Verwaltungsgemeinschaftsversammlung berät Neuregelung",
            simple="Neue Regeln für Straßen·verkehrs·ordnungs·widrigkeiten",
        ),
        "lead": Text(
            de="Die Landschaftspflegeverbandsmitgliederversammlung befasst sich mit der Hochwasserschutzbaumaßnahme.",
            simple="Es geht um die Hoch·wasser·schutz·bau·maßnahme.\nViele Menschen haben mit·geredet.",
        ),
    }
)
