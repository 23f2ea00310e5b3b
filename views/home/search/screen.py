"""Draws the search over everything: one field, findings by kind; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.home.start import Everywhere, Group
from services.language import Language
from views.home.search.parts import finding
from views.home.search.store import SearchState, SearchStore
from views.kinds import kind_words
from views.kit.button import quiet_button
from views.kit.field import search_field
from views.kit.loading import drawn
from views.kit.notice import speaking
from views.kit.page import column, page, side_by_side
from views.kit.text import announced, heading, words
from views.states import failed, waiting


def search_screen(state: SearchState, act: SearchStore, say: Language, level: int = 1) -> ft.Control:
    """The page "Suche"."""
    return page(
        say("Suche"),
        [
            search_field(say("Was suchen Sie?"), state.query, act.search),
            drawn(
                state.found,
                lambda found: _findings(found, state, act, say, level + 1),
                waiting=lambda: waiting(say) if state.found.busy else _invitation(say),
                failed=lambda code: failed(code, act.refresh, say),
            ),
        ],
        lead=say("Hilfe, Termine, Nachrichten und mehr. Niemand sieht, was Sie suchen."),
        icon="search",
        level=level,
    )


def _invitation(say: Language) -> ft.Control:
    return words(say("Schreiben Sie ein Wort in das Feld. Zum Beispiel: Pflege, Fest, Schulden."))


def _findings(found: Everywhere, state: SearchState, act: SearchStore, say: Language, level: int) -> ft.Control:
    if not state.query.strip():
        return _invitation(say)
    parts: list[ft.Control] = [announced(say.count("{n} Treffer", "{n} Treffer", state.total))]
    if found.suggestion:
        suggestion = found.suggestion
        parts.append(
            side_by_side([quiet_button(say("Meinten Sie „{word}“?", word=suggestion), partial(act.search, suggestion))])
        )
    if not found.groups:
        parts.append(_nothing(state, act, say))
    parts += [_group(group, state, act, say, level) for group in found.groups]
    return column(parts)


def _group(group: Group, state: SearchState, act: SearchStore, say: Language, level: int) -> ft.Control:
    rows = [finding(record, state, act, say) for record in group.records]
    return column([heading(kind_words(say).get(group.kind, ""), level), *rows], gap=8)


def _nothing(state: SearchState, act: SearchStore, say: Language) -> ft.Control:
    """Never an empty end: another word, or the help-finder with its topics."""
    return column(
        [
            speaking(
                say("Dazu haben wir nichts gefunden"),
                say("Vielleicht hilft ein anderes Wort. Oder Sie suchen nach einem Thema."),
                step=say("Themen der Hilfe ansehen"),
                press=partial(act.leave, "/hilfe"),
            ),
            side_by_side(
                [
                    quiet_button(say("Neu suchen"), act.clear),
                    quiet_button(
                        say("Nichts gefunden? Sagen Sie uns, was Sie suchen."),
                        partial(act.miss, state.query),
                        icon="message",
                    ),
                ]
            ),
        ]
    )
