"""Draws what the start page is made of: tiles, one's own place, messages, events; it must not do anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

import flet as ft

from contract.forum import Event
from contract.home import News
from services.clock import BERLIN
from services.language import Language
from views.home.start.store import Here, StartState, StartStore
from views.kit.button import quiet_button
from views.kit.card import card, entry, tile
from views.kit.page import column, side_by_side
from views.kit.text import heading, small, words
from views.kit.theme import toned
from views.kit.tokens import Measure
from views.rows import sample_line
from views.times import when
from views.words import topic_words


def measure_tiles(leave: Callable[[str], object], say: Language, *, contrast: bool) -> ft.Control:
    """The four measures, each in its colour, named by what one can do there."""
    rows: tuple[tuple[Measure, str, str, str, str], ...] = (
        ("help", say("Hilfe finden"), say("Wie geht's? Beratung und Hilfe in Ihrer Nähe"), "help", "/hilfe"),
        ("forum", say("Menschen treffen"), say("Heimatforum: Treffpunkte und Termine"), "forum", "/forum"),
        (
            "participation",
            say("Mitreden"),
            say("Mach mit: Projekte in Stadt und Landkreis"),
            "participation",
            "/mitmachen",
        ),
        (
            "volunteer",
            say("Ehrenamt und Verein"),
            say("Heldenhelfer: Anleitungen für Vereine"),
            "volunteer",
            "/ehrenamt",
        ),
    )
    return column(
        [
            toned(measure, tile(name, line, icon, partial(leave, path)), contrast=contrast)
            for measure, name, line, icon, path in rows
        ],
        gap=8,
    )


def own_place(here: Here, state: StartState, act: StartStore, say: Language, level: int) -> ft.Control:
    """One's own place with its office and its messages, or the question where one lives."""
    if here.place is None:
        return card(
            [
                heading(say("Wo wohnen Sie?"), level),
                words(say("Wählen Sie Ihren Ort. Dann sehen Sie zuerst, was dort los ist.")),
                side_by_side([quiet_button(say("Ort wählen"), partial(act.leave, "/ich"), icon="place")]),
            ]
        )
    parts: list[ft.Control] = [
        card(
            [
                heading(say("Ihr Ort: {place}", place=say.text(here.place.name)), level),
                words(say("Ihr Amt: {office}", office=here.place.office.name)),
                side_by_side([quiet_button(say("Ort ändern"), partial(act.leave, "/ich"), icon="place")]),
            ]
        )
    ]
    if here.news:
        parts += [news_entry(message, state, act, say) for message in here.news]
    else:
        parts.append(small(say("Für Ihren Ort gibt es gerade keine eigenen Nachrichten.")))
    return column(parts, gap=8)


def own_topics(topics: Sequence[str], act: StartStore, say: Language, level: int) -> list[ft.Control]:
    """The topics a person has chosen, as ways to the help-finder; nothing where none was chosen."""
    names = topic_words(say)
    known = [topic for topic in topics if topic in names]
    if not known:
        return []
    buttons = [quiet_button(names[topic], partial(act.open_topic, topic), icon=topic) for topic in known]
    return [column([heading(say("Meine Themen"), level), side_by_side(buttons)])]


def news_entry(message: News, state: StartState, act: StartStore, say: Language) -> ft.Control:
    """A message: how old it is, what it says, its first sentence."""
    now = state.now or datetime.now(BERLIN)
    lines = [say.text(message.lead), sample_line(message.provenance, say)]
    return entry(
        say.text(message.headline),
        lines,
        partial(act.open_news, message.id),
        answer=say.ago(message.published, now),
        icon="news",
    )


def event_entry(event: Event, state: StartState, act: StartStore, say: Language) -> ft.Control:
    """An event: when it is, what it is, where, what it costs."""
    now = state.now or datetime.now(BERLIN)
    lines = [say.text(event.location)]
    if event.is_accessible_for_free:
        lines.append(say("kostenlos"))
    elif event.cost_note:
        lines.append(say.text(event.cost_note))
    lines.append(sample_line(event.provenance, say))
    return entry(
        say.text(event.name), lines, partial(act.open_event, event.id), answer=when(event, now, say), icon="event"
    )
