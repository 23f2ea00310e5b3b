"""Draws the tab of the Heldenhelfer and the page of a guide; it must not do anything."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from contract.volunteer import Guide
from services.language import Language
from views.detail import DetailState, DetailStore
from views.kit.notice import flag, notice
from views.kit.page import column, page
from views.kit.text import announced, heading, paragraph, small
from views.listing import ListState, ListStore
from views.rows import nothing, rows
from views.single import single
from views.states import provenance
from views.volunteer.guides.parts import fact_cards, guide_entry, office_line, step_rows, topic_choices

#: The address of the list and, with an id, of a guide.
PATH = "/ehrenamt"


def guides_screen(state: ListState, act: ListStore, say: Language, level: int = 1) -> ft.Control:
    """The page "Heldenhelfer"."""
    found = state.page.value
    return page(
        say("Heldenhelfer"),
        [
            topic_choices(state, act, say),
            *([announced(say.count("{n} Anleitung", "{n} Anleitungen", found.total))] if found else []),
            rows(
                state,
                act,
                say,
                entry=lambda guide: guide_entry(guide, state, act, say),
                empty=lambda: nothing(say("Keine Anleitungen"), state, act, say),
                more=say("Mehr Anleitungen zeigen"),
            ),
        ],
        lead=say("Anleitungen für Vereine und Ehrenamt, Schritt für Schritt."),
        icon="volunteer",
        level=level,
    )


def guide_screen(state: DetailState[Guide], act: DetailStore[Guide], say: Language, level: int = 1) -> ft.Control:
    """The page of a guide."""
    return single(state, act, say, draw=lambda record, now: _guide(record, now, say, level), back=PATH)


def _guide(guide: Guide, now: datetime, say: Language, level: int) -> ft.Control:
    under = level + 1
    office = office_line(guide, say)
    known = fact_cards(guide, say)
    return page(
        say.text(guide.name),
        [
            *([flag(say("Muster: Dieser Eintrag ist ein erfundenes Beispiel."))] if guide.provenance.sample else []),
            *([small(office)] if office else []),
            *([column([heading(say("Das sollten Sie wissen"), under), *known], gap=8)] if known else []),
            column([heading(say("So gehen Sie vor"), under), *step_rows(guide, say)]),
            *_contact(guide, say, under),
            notice(say("Diese Anleitung ist keine Rechtsberatung. Wenn Sie unsicher sind, fragen Sie bitte das Amt.")),
            heading(say("Woher wissen wir das?"), under),
            provenance(guide.provenance, now, say),
        ],
        lead=say.text(guide.summary),
        icon="guide",
        level=level,
    )


def _contact(guide: Guide, say: Language, level: int) -> list[ft.Control]:
    if guide.contact is None:
        return []
    return [column([heading(say("Wer hilft weiter?"), level), paragraph(say.text(guide.contact))], gap=8)]
