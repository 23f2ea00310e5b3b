"""Draws what a place to meet is made of: its row, when it is open, what is there; it must not do anything."""

from __future__ import annotations

from datetime import datetime

import flet as ft

from contract.forum import ForumPlace
from services.clock import BERLIN
from services.language import Language
from views.detail import DetailStore
from views.hours import opening, week_lines
from views.kit.card import entry, fact
from views.kit.link import link_button
from views.listing import ListState, ListStore
from views.rows import Names, gist, sample_line, where_line


def place_entry(place: ForumPlace, state: ListState, act: ListStore, names: Names | None, say: Language) -> ft.Control:
    """A place in the list: whether it is open, what it is, where."""
    return entry(
        say.text(place.name),
        [gist(say.text(place.description)), where_line(place.where, names, say), sample_line(place.provenance, say)],
        lambda: act.open(place.id),
        answer=opening(place.schedules, state.now or datetime.now(BERLIN), say),
        icon="place",
        chosen=place.id == state.open_id,
    )


def way(place: ForumPlace, act: DetailStore[ForumPlace], say: Language) -> list[ft.Control]:
    """A button that shows the way there."""
    words = address_words(place)
    if not words:
        return []
    return [link_button(say("Weg zeigen"), act.way(words), icon="route", main=True, note=words)]


def address_words(place: ForumPlace) -> str:
    """Street, postal code and town; empty where no address is known."""
    spot = place.address
    return f"{spot.address_1}, {spot.postal_code} {spot.city}" if spot else ""


def facts(place: ForumPlace, now: datetime, names: Names | None, say: Language) -> list[ft.Control]:
    """When, where, what is there, whether one gets in without steps."""
    spots = [line for line in (address_words(place), where_line(place.where, names, say)) if line]
    parts = [
        fact("clock", say("Wann?"), _hours(place, now, say)),
        fact("place", say("Wo?"), spots or [say("Die Adresse kennen wir nicht.")]),
    ]
    if place.equipment:
        parts.append(fact("forum", say("Was gibt es dort?"), [say.text(thing) for thing in place.equipment]))
    return [*parts, fact("behinderung", say("Ist es barrierefrei?"), [_steps(place, say)])]


def _hours(place: ForumPlace, now: datetime, say: Language) -> list[str]:
    lines = [line for line in [opening(place.schedules, now, say)] if line]
    if place.schedules and lines != [say("Tag und Nacht erreichbar")]:
        lines += week_lines(place.schedules, now, say)
    if place.schedule_note:
        lines.append(say.text(place.schedule_note))
    return lines or [say("Die Zeiten kennen wir nicht.")]


def _steps(place: ForumPlace, say: Language) -> str:
    if place.step_free is None:
        return say("Das wissen wir nicht. Bitte fragen Sie vorher nach.")
    return say("ohne Stufen erreichbar") if place.step_free else say("Es gibt Stufen.")
