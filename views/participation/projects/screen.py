"""Draws the tab of Mach mit and the page of a project; it must not do anything."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from contract.participation import Project
from services.language import Language
from views.detail import DetailState, DetailStore
from views.kit.card import card, fact
from views.kit.link import link_button
from views.kit.notice import flag
from views.kit.page import column, page
from views.kit.text import announced, heading, paragraph
from views.listing import ListState, ListStore
from views.participation.projects.parts import phase_facts, project_entry, standing, status_choices, today
from views.rows import Names, nothing, place_button, rows, where_line
from views.single import single
from views.states import provenance

#: The address of the list and, with an id, of a project.
PATH = "/mitmachen"


def projects_screen(
    state: ListState, act: ListStore, say: Language, level: int = 1, *, names: Names | None = None
) -> ft.Control:
    """The page "Mach mit". `names`: what places are called, by slug."""
    found = state.page.value
    return page(
        say("Mach mit"),
        [
            *place_button(state, act, names, say),
            status_choices(state, act, say),
            *([announced(say.count("{n} Projekt", "{n} Projekte", found.total))] if found else []),
            rows(
                state,
                act,
                say,
                entry=lambda project: project_entry(project, state, act, names, say),
                empty=lambda: nothing(say("Keine Projekte"), state, act, say),
                more=say("Mehr Projekte zeigen"),
            ),
        ],
        lead=say("Sagen Sie Ihre Meinung. Und sehen Sie, was daraus wurde."),
        icon="participation",
        level=level,
    )


def project_screen(
    state: DetailState[Project],
    act: DetailStore[Project],
    say: Language,
    level: int = 1,
    *,
    names: Names | None = None,
) -> ft.Control:
    """The page of a project."""
    return single(state, act, say, draw=lambda record, now: _project(record, now, names, say, level), back=PATH)


def _project(project: Project, now: datetime, names: Names | None, say: Language, level: int) -> ft.Control:
    place = where_line(project.where, names, say)
    under = level + 1
    return page(
        say.text(project.name),
        [
            *([flag(say("Muster: Dieser Eintrag ist ein erfundenes Beispiel."))] if project.provenance.sample else []),
            paragraph(say.text(project.summary)),
            *_ways(project, say, under),
            column([heading(say("Worum geht es?"), under), paragraph(say.text(project.text))], gap=8),
            column(
                [heading(say("Der Weg des Projekts"), under), card(phase_facts(project, today(now), say))],
                gap=8,
            ),
            column([heading(say("Was wurde daraus?"), under), paragraph(say.text(project.outcome))], gap=8),
            *([fact("place", say("Wo?"), [place])] if place else []),
            heading(say("Woher wissen wir das?"), under),
            provenance(project.provenance, now, say),
        ],
        lead=standing(project, today(now), say),
        icon="participation",
        level=level,
    )


def _ways(project: Project, say: Language, level: int) -> list[ft.Control]:
    """How one can take part, or could: with and without a device."""
    takes = project.status in ("open", "planned")
    parts: list[ft.Control] = []
    if project.ways:
        label = say("So können Sie mitmachen") if takes else say("So konnte man mitmachen")
        lines = [f"• {say.text(way)}" for way in project.ways]
        parts.append(column([heading(label, level), *(paragraph(line) for line in lines)], gap=4))
    if project.url:
        parts.append(
            link_button(
                say("Zur Seite des Projekts"),
                project.url,
                icon="web",
                main=project.status == "open",
                note=say("Öffnet eine Seite im Internet"),
            )
        )
    return parts
