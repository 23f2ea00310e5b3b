"""Mach mit as people see it: till when one can take part, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from contract.participation import Phase, Project
from contract.text import LANGUAGES, LanguageTag, Text
from services.clock import Clock
from services.language import Language
from services.local import PublicStore
from services.participation.projects import Projects
from tests.seeds import records
from tests.trees import buttons, flaws, press, texts
from views.detail import DetailStore
from views.listing import ListStore
from views.participation.projects.parts import standing
from views.participation.projects.samples import NAMES, PLAYGROUND, SQUARE, samples
from views.participation.projects.screen import project_screen, projects_screen
from views.stages import detail_stages

SAY = Language("de")
DAY = date(2026, 11, 23)


def phased(status: str, *spans: tuple[date | None, date | None]) -> Project:
    name = Text(de="Abschnitt", simple="Ein Teil")
    phases = tuple(Phase(name=name, begins=begins, ends=ends) for begins, ends in spans)
    return PLAYGROUND.model_copy(update={"status": status, "phases": phases})


async def _none(_ident: str) -> None:
    return None


def page_of(project: Project) -> list[str]:
    act: DetailStore[Project] = DetailStore(_none, Clock(), print)
    return texts(project_screen(detail_stages(project, project)["full"], act, SAY, names=NAMES))


@pytest.mark.parametrize("tag", LANGUAGES)
def test_every_sample_is_sound_in_both_languages(tag: LanguageTag) -> None:
    drawn = samples(Language(tag))
    assert {"full", "empty", "busy", "failed", "stale", "longest"} <= drawn.keys()
    assert {name: flaws(screen) for name, screen in drawn.items() if flaws(screen)} == {}


@pytest.mark.parametrize(
    ("project", "answer"),
    [
        (phased("open", (date(2026, 11, 2), date(2027, 1, 31))), "Jetzt offen: mitmachen bis 31. Januar 2027"),
        (phased("open", (None, DAY)), "Jetzt offen: mitmachen bis 23. November 2026"),
        (phased("open", (DAY, None)), "Jetzt offen"),
        (phased("open", (None, date(2026, 11, 22))), "Die Frist war am 22. November 2026. Bitte fragen Sie nach."),
        (phased("planned", (date(2027, 3, 1), None)), "Geplant: ab 1. März 2027"),
        (phased("planned", (None, None)), "Geplant"),
        (phased("decided", (date(2026, 11, 2), date(2027, 1, 31))), "Entschieden"),
        (phased("done", (None, None)), "Abgeschlossen"),
    ],
)
def test_where_a_project_stands_is_the_first_thing_said(project: Project, answer: str) -> None:
    assert standing(project, DAY, SAY) == answer


def test_phases_are_past_now_or_coming_in_words() -> None:
    said = page_of(PLAYGROUND)
    assert "Vorbei: am 5. Oktober 2026" in said
    assert "Läuft jetzt: 2. November 2026 bis 31. Januar 2027" in said
    assert "Kommt: ab 1. März 2027" in said


def test_a_phase_without_an_end_is_not_called_running() -> None:
    """Nobody told when it ended; that it still runs would be a guess."""
    said = page_of(phased("decided", (date(2024, 5, 1), None), (None, None)))
    assert "Begonnen am 1. Mai 2024" in said
    assert "Die Zeit kennen wir nicht" in said


def test_what_came_of_it_is_told_of_every_project() -> None:
    for project in records("projects"):
        assert isinstance(project, Project)
        said = page_of(project)
        assert said[said.index("Was wurde daraus?") + 1] == project.outcome.de


def test_of_a_decided_project_nobody_is_invited_to_take_part() -> None:
    decided = page_of(SQUARE.model_copy(update={"ways": PLAYGROUND.ways}))
    assert "So konnte man mitmachen" in decided
    assert "So können Sie mitmachen" not in decided


def test_the_platform_is_one_press_away_where_there_is_one() -> None:
    act: DetailStore[Project] = DetailStore(_none, Clock(), print)
    screen = project_screen(detail_stages(PLAYGROUND, PLAYGROUND)["full"], act, SAY)
    assert [button.url for button in buttons(screen).values()] == [PLAYGROUND.url]


@pytest.mark.anyio
async def test_choosing_a_status_filters_and_choosing_it_again_takes_it_back(public: PublicStore, clock: Clock) -> None:
    contents: list[Any] = records("projects")
    await public.bundle("projects", [project.model_dump_json(by_alias=True).encode() for project in contents])
    went: list[str] = []
    act = ListStore(Projects(public).list, clock, went.append, "/mitmachen")
    await act.refresh()
    assert "6 Projekte" in texts(projects_screen(act.state, act, SAY))
    await press(projects_screen(act.state, act, SAY), "Jetzt offen")
    screen = projects_screen(act.state, act, SAY)
    assert "1 Projekt" in texts(screen)
    await press(screen, "Jetzt offen: mitmachen bis 31. Januar 2027 Muster: Ein Spielplatz für alle")
    assert went == [f"/mitmachen/{act.state.records[0].id}"]
    await press(projects_screen(act.state, act, SAY), "Jetzt offen")
    assert len(act.state.records) == 6


@pytest.mark.anyio
async def test_a_choice_without_projects_leads_back_to_all(public: PublicStore, clock: Clock) -> None:
    await public.bundle("projects", [PLAYGROUND.model_dump_json(by_alias=True).encode()])
    act = ListStore(Projects(public).list, clock, print, "/mitmachen")
    await act.choose("status:planned")
    screen = projects_screen(act.state, act, SAY)
    assert "Keine Projekte" in texts(screen)
    await press(screen, "Alle zeigen")
    assert act.state.records == (PLAYGROUND,)
