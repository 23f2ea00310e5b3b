"""Draws what an event is made of: when it is in words, its row, what it costs; it must not do anything."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from contract.forum import Event
from services.clock import BERLIN
from services.language import Language
from views.kit.card import entry
from views.listing import ListState, ListStore
from views.rows import Names, sample_line, where_line
from views.times import when


def event_entry(event: Event, state: ListState, act: ListStore, names: Names | None, say: Language) -> ft.Control:
    """An event in the list: when, what, where."""
    place = where_line(event.where, names, say)
    return entry(
        say.text(event.name),
        [say.text(event.location), place, sample_line(event.provenance, say)],
        lambda: act.open(event.id),
        answer=when(event, state.now or datetime.now(BERLIN), say),
        icon="event",
        chosen=event.id == state.open_id,
    )


def cost_lines(event: Event, say: Language) -> list[str]:
    """What it costs; a note of the organizer says it better than we can."""
    note = [say.text(event.cost_note)] if event.cost_note else []
    if event.is_accessible_for_free:
        return [say("Es kostet nichts."), *note]
    return note or [say("Es kostet etwas. Wie viel, wissen wir nicht. Bitte fragen Sie nach.")]
