"""Draws the start page: what to do here, one's own place, what is coming and what is new; it must not do anything."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import flet as ft

from contract.forum import Event
from contract.home import News
from services.language import Language
from views.home.start.parts import event_entry, measure_tiles, news_entry, own_place, own_topics
from views.home.start.store import StartState, StartStore
from views.kit.button import quiet_button
from views.kit.field import search_field
from views.kit.loading import drawn
from views.kit.page import column, page, side_by_side
from views.kit.text import heading, words
from views.states import failed, waiting


def start_screen(
    state: StartState, act: StartStore, say: Language, level: int = 1, *, kept: Sequence[ft.Control] = ()
) -> ft.Control:
    """The first page. `kept` is what the person keeps in mind, if there is something."""
    return page(
        say("Guten Tag"),
        [
            measure_tiles(act.leave, say, contrast=state.contrast),
            _search(state, act, say),
            *kept,
            *_contents(state, act, say, level + 1),
        ],
        lead=say("Was möchten Sie heute tun?"),
        icon="start",
        level=level,
    )


def _contents(state: StartState, act: StartStore, say: Language, level: int) -> list[ft.Control]:
    if state.trouble:
        return [failed(state.trouble, act.refresh, say)]
    return [
        drawn(
            state.here,
            lambda here: own_place(here, state, act, say, level),
            waiting=lambda: waiting(say),
            failed=lambda code: failed(code, act.refresh, say),
        ),
        *own_topics(state.topics, act, say, level),
        column([heading(say("Nächste Termine"), level), _events(state, act, say)]),
        column([heading(say("Neues aus der Region"), level), _news(state, act, say)]),
    ]


def _search(state: StartState, act: StartStore, say: Language) -> ft.Control:
    return column(
        [
            search_field(say("Suchwort"), state.query, act.type, entered=act.search),
            side_by_side([quiet_button(say("Alles durchsuchen"), act.search, icon="search")]),
        ],
        gap=8,
    )


def _events(state: StartState, act: StartStore, say: Language) -> ft.Control:
    def listed(events: tuple[Event, ...]) -> ft.Control:
        if not events:
            return words(say("Zurzeit gibt es keine Termine."))
        rows = [event_entry(event, state, act, say) for event in events]
        return column([*rows, side_by_side([quiet_button(say("Alle Termine"), partial(act.leave, "/forum"))])], gap=8)

    return drawn(
        state.events,
        listed,
        waiting=lambda: waiting(say),
        failed=lambda code: failed(code, act.refresh, say),
    )


def _news(state: StartState, act: StartStore, say: Language) -> ft.Control:
    def listed(news: tuple[News, ...]) -> ft.Control:
        if not news:
            return words(say("Es sind noch keine Nachrichten auf diesem Gerät."))
        # What stands under one's own place already is not told twice.
        local = state.here.value.news if state.here.value else ()
        others = [message for message in news if message not in local]
        rows = [news_entry(message, state, act, say) for message in others[: state.limit]]
        more = [quiet_button(say("Mehr Nachrichten"), act.more_news)] if len(others) > state.limit else []
        return column([*rows, side_by_side(more)] if more else rows, gap=8)

    return drawn(
        state.news,
        listed,
        waiting=lambda: waiting(say),
        failed=lambda code: failed(code, act.refresh, say),
    )
