"""Draws what a project is made of: where it stands in words, its row, its phases; it must not do anything."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

import flet as ft

from contract.participation import Phase, Project
from services.clock import BERLIN
from services.language import Language
from views.kit.button import choice
from views.kit.card import entry, fact
from views.kit.page import side_by_side
from views.listing import ListState, ListStore
from views.rows import Names, gist, sample_line, where_line


def status_words(say: Language) -> dict[str, str]:
    """What to choose by, for each status of `contract.participation.Project`."""
    return {
        "open": say("Jetzt offen"),
        "planned": say("Geplant"),
        "evaluation": say("Antworten werden geprüft"),
        "decided": say("Entschieden"),
        "done": say("Abgeschlossen"),
    }


def status_choices(state: ListState, act: ListStore, say: Language) -> ft.Control:
    """The filter of the list."""
    return side_by_side(
        [
            choice(name, partial(act.choose, f"status:{status}"), chosen=f"status:{status}" in state.facets)
            for status, name in status_words(say).items()
        ]
    )


def project_entry(project: Project, state: ListState, act: ListStore, names: Names | None, say: Language) -> ft.Control:
    """A project in the list: where it stands and till when one can take part, what it is, where."""
    origin = project.provenance
    return entry(
        say.text(project.name),
        [gist(say.text(project.summary)), where_line(project.where, names, say), sample_line(origin, say)],
        lambda: act.open(project.id),
        answer=standing(project, today(state.now), say),
        icon="participation",
        chosen=project.id == state.open_id,
    )


def today(now: datetime | None) -> date:
    """The day in Würzburg."""
    return (now or datetime.now(BERLIN)).astimezone(BERLIN).date()


def standing(project: Project, day: date, say: Language) -> str:
    """The answer in one line: "Jetzt offen: mitmachen bis 31. Januar 2027"."""
    word = status_words(say)[project.status]
    if project.status == "planned":
        begins = min((phase.begins for phase in project.phases if phase.begins and phase.begins > day), default=None)
        return say("Geplant: ab {date}", date=say.date(begins)) if begins else word
    if project.status != "open":
        return word
    running = [phase.ends for phase in project.phases if phase.ends and _begun(phase, day) and day <= phase.ends]
    if running:
        return say("Jetzt offen: mitmachen bis {date}", date=say.date(min(running)))
    ends = [phase.ends for phase in project.phases]
    past = [end for end in ends if end and end < day]
    if past and len(past) == len(ends):
        # The status lies on the device and may be older than the date; a closed door is worse than a question.
        return say("Die Frist war am {date}. Bitte fragen Sie nach.", date=say.date(max(past)))
    return word


def phase_facts(project: Project, day: date, say: Language) -> list[ft.Control]:
    """Each phase with its dates; past, now or coming is told in words."""
    return [fact("clock", _when(phase, day, say), [say.text(phase.name)]) for phase in project.phases]


def _begun(phase: Phase, day: date) -> bool:
    return phase.begins is None or phase.begins <= day


def _when(phase: Phase, day: date, say: Language) -> str:
    if phase.begins is None and phase.ends is None:
        return say("Die Zeit kennen wir nicht")
    if phase.ends is None:
        begins = say.date(phase.begins) if phase.begins else ""
        return say("Begonnen am {date}", date=begins) if _begun(phase, day) else say("Kommt: ab {date}", date=begins)
    span = _span(phase.begins, phase.ends, say)
    if phase.ends < day:
        return say("Vorbei: {when}", when=span)
    return say("Läuft jetzt: {when}", when=span) if _begun(phase, day) else say("Kommt: {when}", when=span)


def _span(begins: date | None, ends: date, say: Language) -> str:
    if begins is None:
        return say("bis {date}", date=say.date(ends))
    if begins == ends:
        return say("am {date}", date=say.date(ends))
    return say("{start} bis {end}", start=say.date(begins), end=say.date(ends))
