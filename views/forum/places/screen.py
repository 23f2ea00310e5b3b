"""Draws the tab of the Heimatforum and the page of a place to meet; it must not do anything."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from contract.forum import ForumPlace
from services.language import Language
from views.detail import DetailState, DetailStore
from views.forum.events.parts import event_entry
from views.forum.places.parts import facts, place_entry, way
from views.kit.card import card
from views.kit.notice import flag
from views.kit.page import column, page
from views.kit.text import heading, paragraph
from views.listing import ListState, ListStore
from views.rows import Names, nothing, place_button, rows
from views.single import single
from views.states import provenance

#: The address of the list and, with an id, of a place to meet.
PATH = "/forum/orte"


def forum_screen(
    places: ListState,
    events: ListState,
    act_places: ListStore,
    act_events: ListStore,
    say: Language,
    level: int = 1,
    *,
    names: Names | None = None,
) -> ft.Control:
    """The page "Heimatforum": the next events, then the places to meet. `names`: what places are called, by slug."""
    next_events = rows(
        events,
        act_events,
        say,
        entry=lambda event: event_entry(event, events, act_events, names, say),
        empty=lambda: nothing(say("Keine Termine"), events, act_events, say),
        more=say("Mehr Termine zeigen"),
    )
    to_meet = rows(
        places,
        act_places,
        say,
        entry=lambda place: place_entry(place, places, act_places, names, say),
        empty=lambda: nothing(say("Keine Treffpunkte"), places, act_places, say),
        more=say("Mehr Treffpunkte zeigen"),
    )
    return page(
        say("Heimatforum"),
        [
            *place_button(places, act_places, names, say),
            column([heading(say("Die nächsten Termine"), level + 1), next_events], gap=8),
            column([heading(say("Treffpunkte"), level + 1), to_meet], gap=8),
        ],
        lead=say("Hier treffen Sie Menschen aus Ihrer Nachbarschaft."),
        icon="forum",
        level=level,
    )


def forum_place_screen(
    state: DetailState[ForumPlace],
    act: DetailStore[ForumPlace],
    say: Language,
    level: int = 1,
    *,
    names: Names | None = None,
) -> ft.Control:
    """The page of a place to meet."""
    return single(state, act, say, draw=lambda record, now: _place(record, act, now, names, say, level), back="/forum")


def _place(
    place: ForumPlace, act: DetailStore[ForumPlace], now: datetime, names: Names | None, say: Language, level: int
) -> ft.Control:
    return page(
        say.text(place.name),
        [
            *([flag(say("Muster: Dieser Eintrag ist ein erfundenes Beispiel."))] if place.provenance.sample else []),
            paragraph(say.text(place.description)),
            *way(place, act, say),
            card(facts(place, now, names, say)),
            heading(say("Woher wissen wir das?"), level + 1),
            provenance(place.provenance, now, say),
        ],
        icon="place",
        level=level,
    )
