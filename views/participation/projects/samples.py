"""Shows the tab of Mach mit and a project's page in each of their states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import flet as ft

from contract.participation import Phase, Project
from contract.record import Provenance
from contract.text import Text
from services.language import Language
from views.participation.projects.screen import PATH, project_screen, projects_screen
from views.stages import detail_act, detail_stages, ident, list_act, list_stages

NAMES = {"gerbrunn": Text(de="Gerbrunn", simple="Gerbrunn")}

PLAYGROUND = Project(
    id=ident(21),
    provenance=Provenance(
        source="Muster der WueApp-Redaktion",
        licence="CC0-1.0",
        stand=date(2026, 11, 2),
        review_by=date(2027, 3, 1),
        sample=True,
    ),
    name=Text(de="Ein Spielplatz für alle", simple="Ein Spiel·platz für alle"),
    summary=Text(
        de="Der alte Spielplatz wird erneuert. Was sollen Kinder dort tun können?",
        simple="Der Spiel·platz ist alt.\nWir bauen ihn neu.\nWas wünschen Sie sich?",
    ),
    text=Text(
        de="Gesucht sind Ideen für Kinder mit und ohne Behinderung.\n\nDas Geld ist da, die Fläche auch.",
        simple="Alle Kinder sollen hier spielen.\nSagen Sie uns Ihre Ideen.",
    ),
    where="gerbrunn",
    status="open",
    phases=(
        Phase(name=Text(de="Begehung", simple="Rund·gang"), begins=date(2026, 10, 5), ends=date(2026, 10, 5)),
        Phase(name=Text(de="Ideen sammeln", simple="Ideen sammeln"), begins=date(2026, 11, 2), ends=date(2027, 1, 31)),
        Phase(name=Text(de="Der Gemeinderat entscheidet", simple="Der Rat entscheidet"), begins=date(2027, 3, 1)),
    ),
    ways=(
        Text(de="Im Internet mitreden", simple="Im Internet schreiben"),
        Text(de="Eine Postkarte einwerfen", simple="Eine Post·karte schreiben"),
    ),
    outcome=Text(
        de="Noch nichts: Die Ideen werden bis Ende Januar gesammelt.",
        simple="Noch nichts.\nWir sammeln erst Ideen.",
    ),
    url="https://beteiligung.invalid/spielplatz",
)
SQUARE = PLAYGROUND.model_copy(
    update={
        "id": ident(22),
        "name": Text(de="Wie soll der Marktplatz werden?", simple="Wie soll der Markt·platz sein?"),
        "summary": Text(
            de="Der Marktplatz ist im Sommer sehr heiß. Wo sollen Bäume stehen?",
            simple="Auf dem Markt·platz ist es oft heiß.\nWo sollen Bäume stehen?",
        ),
        "status": "decided",
        "outcome": Text(
            de="Der Gemeinderat hat acht neue Bäume beschlossen.",
            simple="Der Rat hat entschieden.\nWir pflanzen 8 neue Bäume.",
        ),
        "ways": (),
        "url": None,
    }
)
LONGEST = PLAYGROUND.model_copy(
    update={
        "id": ident(23),
        "name": Text(
            de="Verkehrsberuhigungsmaßnahmenfortschreibung Straßenbahnverlängerung Frauenland-Hubland",
            simple="Verkehrs·beruhigungs·maßnahmen an der Straßen·bahn",
        ),
        "ways": (
            Text(
                de="Bürgerbeteiligungsveranstaltung mit Kinderbetreuungsmöglichkeit im Gemeindezentrum",
                simple="Bürger·beteiligungs·veranstaltung im Gemeinde·zentrum",
            ),
        ),
        "phases": (Phase(name=Text(de="Planfeststellungsverfahrensvorbereitung", simple="Wir planen")),),
    }
)


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the tab; those of a project's page begin with `project-`."""
    full = (PLAYGROUND, SQUARE)
    states = list_stages(full, (LONGEST,))
    states["chosen"] = replace(states["empty"], facets=("status:planned",))
    act = list_act(full, PATH)
    drawn = {name: projects_screen(state, act, say, names=NAMES) for name, state in states.items()}
    one = detail_act(PLAYGROUND)
    details = {**detail_stages(PLAYGROUND, LONGEST), "decided": detail_stages(SQUARE, SQUARE)["full"]}
    for name, state in details.items():
        drawn[f"project-{name}"] = project_screen(state, one, say, names=NAMES)
    return drawn
