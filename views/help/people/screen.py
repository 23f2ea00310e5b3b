"""Draws one's trusted people: to call them, and to write them down; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.help.people import MOST, Person
from services.language import Language
from views.help.people.store import NEW, PeopleState, PeopleStore
from views.kit.button import main_button, quiet_button
from views.kit.card import card
from views.kit.field import text_field
from views.kit.link import dial, link_button
from views.kit.page import column, side_by_side
from views.kit.text import heading, paragraph, small, words
from views.states import failed


def people_calls(state: PeopleState, say: Language, level: int) -> list[ft.Control]:
    """A button for each of them; nothing where nobody is written down."""
    people = state.people.value or ()
    if not people:
        return []
    calls = [
        link_button(say("{name} anrufen", name=person.name), dial(person.number), icon="call", note=person.number)
        for person in people
    ]
    return [column([heading(say("Meine Menschen"), level), *calls], gap=8)]


def people_section(state: PeopleState, act: PeopleStore, say: Language, level: int) -> ft.Control:
    """Where they are written down, changed and forgotten."""
    people = state.people.value or ()
    trouble = [failed(state.people.problem, act.refresh, say)] if state.people.problem else []
    parts: list[ft.Control] = [
        heading(say("Menschen, denen Sie vertrauen"), level),
        paragraph(
            say("Wen möchten Sie anrufen, wenn es Ihnen schlecht geht? Schreiben Sie es in einer guten Stunde auf.")
        ),
        small(_whereabouts(state, say)),
        *trouble,
        *(_form(state, act, say) if person.id == state.open else _row(person, act, say) for person in people),
    ]
    if state.open == NEW:
        parts.append(_form(state, act, say))
    elif len(people) < MOST:
        parts.append(side_by_side([quiet_button(say("Jemanden aufschreiben"), act.begin, icon="write")]))
    else:
        parts.append(small(say("Mehr als {n} Menschen passen hier nicht hin.", n=MOST)))
    if people and not state.lasting:
        parts.append(side_by_side([quiet_button(say("Alle vergessen"), act.clear, icon="leave")]))
    return column(parts)


def _whereabouts(state: PeopleState, say: Language) -> str:
    if state.lasting:
        return say("Die Namen bleiben auf diesem Gerät. Die App schickt sie niemandem.")
    return say(
        "Dieses Gerät benutzen viele Menschen. Bitte vergessen Sie alle, bevor Sie gehen. Sonst tut es später die App."
    )


def _row(person: Person, act: PeopleStore, say: Language) -> ft.Control:
    change = quiet_button(say("{name} ändern", name=person.name), partial(act.begin, person), icon="write")
    return card([words(person.name, bold=True), words(person.number), side_by_side([change])])


def _form(state: PeopleState, act: PeopleStore, say: Language) -> ft.Control:
    buttons = [main_button(say("Speichern"), act.save), quiet_button(say("Abbrechen"), act.close)]
    if state.open != NEW:
        buttons.append(quiet_button(say("Löschen"), partial(act.drop, state.open)))
    return card(
        [
            text_field(
                say("Name"),
                state.name,
                partial(act.type, "name"),
                error=say("Bitte schreiben Sie einen Namen.") if "name" in state.wrong else "",
            ),
            text_field(
                say("Telefonnummer"),
                state.number,
                partial(act.type, "number"),
                error=say("Bitte schreiben Sie eine Nummer aus Ziffern.") if "number" in state.wrong else "",
                entered=act.save,
            ),
            side_by_side(buttons),
        ]
    )
