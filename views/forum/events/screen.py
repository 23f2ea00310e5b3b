"""Draws the page of one event: when first, then where, what it costs, who; it must not do anything."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from contract.forum import Event
from services.language import Language
from views.detail import DetailState, DetailStore
from views.forum.events.parts import cost_lines
from views.kit.card import card, fact
from views.kit.notice import flag, notice
from views.kit.page import page
from views.kit.text import heading, paragraph
from views.rows import Names, where_line
from views.single import single
from views.states import provenance
from views.times import span_lines, when


def event_screen(
    state: DetailState[Event], act: DetailStore[Event], say: Language, level: int = 1, *, names: Names | None = None
) -> ft.Control:
    """The page of an event. `names`: what places are called, by slug."""
    return single(state, act, say, draw=lambda record, now: _event(record, now, names, say, level), back="/forum")


def _event(event: Event, now: datetime, names: Names | None, say: Language, level: int) -> ft.Control:
    return page(
        say.text(event.name),
        [
            *_standing(event, say),
            *([flag(say("Muster: Dieser Eintrag ist ein erfundenes Beispiel."))] if event.provenance.sample else []),
            card(_facts(event, names, say)),
            paragraph(say.text(event.description)),
            heading(say("Woher wissen wir das?"), level + 1),
            provenance(event.provenance, now, say),
        ],
        lead=when(event, now, say),
        icon="event",
        level=level,
    )


def _standing(event: Event, say: Language) -> list[ft.Control]:
    """What one must know before one sets out."""
    if event.status == "CANCELLED":
        return [notice(say("Dieser Termin fällt aus. Bitte kommen Sie nicht."), icon="event", urgent=True)]
    if event.status == "TENTATIVE":
        return [notice(say("Dieser Termin ist noch nicht sicher. Bitte fragen Sie vorher nach."), icon="event")]
    return []


def _facts(event: Event, names: Names | None, say: Language) -> list[ft.Control]:
    place = where_line(event.where, names, say)
    facts = [
        fact("clock", say("Wann?"), span_lines(event, say)),
        fact("place", say("Wo?"), [line for line in (say.text(event.location), place) if line]),
        fact("geld", say("Was kostet es?"), cost_lines(event, say)),
    ]
    if event.status != "CANCELLED":
        known = say.text(event.registration) if event.registration else ""
        unknown = say("Das wissen wir nicht. Bitte fragen Sie beim Veranstalter nach.")
        facts.append(fact("guide", say("Muss ich mich anmelden?"), [known or unknown]))
    return [*facts, fact("account", say("Wer lädt ein?"), [event.organizer])]
