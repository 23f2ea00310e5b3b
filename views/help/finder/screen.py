"""Draws the finder: the way by questions, search as one types, topics, filters, results; it must not do anything."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import flet as ft

from contract.problems import Code
from services.help.finder import Findings
from services.language import Language
from views.help.finder.chart import offer_map
from views.help.finder.parts import chosen_words, filter_button, filter_choices, topic_choices
from views.help.finder.rows import offer_entry
from views.help.finder.store import FinderState, FinderStore
from views.help.finder.where import where_button, where_choices
from views.kit.button import choice, main_button, quiet_button
from views.kit.card import tile
from views.kit.field import search_field
from views.kit.loading import drawn
from views.kit.notice import notice, speaking
from views.kit.page import column, page, side_by_side
from views.kit.text import announced, small
from views.states import failed, waiting


def finder_screen(
    state: FinderState, act: FinderStore, say: Language, level: int = 1, *, reading: Sequence[ft.Control] = ()
) -> ft.Control:
    """The page "Wie geht's?". `reading`: what there is to read on the chosen topic."""
    return page(
        say("Wie geht's?"),
        [
            main_button(
                say("Wegweiser: in höchstens 7 Fragen zur Hilfe"), partial(act.leave, "/wegweiser"), icon="route"
            ),
            search_field(say("Was brauchen Sie?"), state.query, act.search),
            topic_choices(state, act, say),
            side_by_side([filter_button(state, act, say), where_button(state, act, say)]),
            *where_choices(state, act, say),
            *filter_choices(state, act, say),
            *reading,
            drawn(
                state.findings,
                lambda findings: _results(findings, state, act, say),
                waiting=lambda: waiting(say),
                failed=lambda code: failed(code, act.refresh, say),
            ),
        ],
        lead=say("Hier finden Sie Hilfe in Würzburg und im Landkreis. Niemand sieht, was Sie suchen."),
        icon="help",
        level=level,
    )


def _view(state: FinderState, act: FinderStore, say: Language) -> ft.Control:
    """How what was found is shown: as a list or on a map, and in which order."""
    buttons = [
        choice(say("Liste"), partial(act.turn, mapped=False), chosen=not state.mapped),
        choice(say("Karte"), partial(act.turn, mapped=True), chosen=state.mapped),
    ]
    if state.here:
        buttons.append(choice(say("Das Nächste zuerst"), act.sort, chosen=state.near))
    return side_by_side(buttons)


def _results(findings: Findings, state: FinderState, act: FinderStore, say: Language) -> ft.Control:
    shown = len(findings.offers)
    # A search stops when it has found enough, so it does not know how many there are in all.
    more = state.query and shown < findings.total
    count = say("Mehr als {n} Angebote", n=shown) if more else say.count("{n} Angebot", "{n} Angebote", findings.total)
    parts: list[ft.Control] = [announced(count)]
    if findings.suggestion:
        suggestion = findings.suggestion
        parts.append(quiet_button(say("Meinten Sie „{word}“?", word=suggestion), lambda: act.search(suggestion)))
    if findings.broken:
        parts.append(small(say.problem(Code.RECORD_BROKEN)[0]))
    if findings.dropped:
        parts += _dropped(findings, state, act, say)
    if findings.offers:
        parts.append(_view(state, act, say))
    if not findings.offers:
        parts.append(_nothing(state, act, say))
    elif state.mapped:
        parts.append(offer_map(findings, state, act, say))
    else:
        parts += [offer_entry(offer, state, act, say) for offer in findings.offers]
    if shown < findings.total:
        parts.append(quiet_button(say("Mehr Angebote zeigen"), act.more))
    if findings.offers and (findings.dropped or state.query):
        parts += _person(state, act, say)
    return column(parts, gap=8)


def _dropped(findings: Findings, state: FinderState, act: FinderStore, say: Language) -> list[ft.Control]:
    """A wider circle: what was left out, and the way to leave it out for good."""
    told = chosen_words(state.filters, findings.dropped, say)
    return [
        notice(
            say("Mit allen Filtern gibt es nichts. Wir zeigen Angebote ohne: {filters}.", filters=told), icon="filter"
        ),
        quiet_button(say("Ohne diesen Filter suchen"), partial(act.drop, *findings.dropped)),
    ]


def _nothing(state: FinderState, act: FinderStore, say: Language) -> ft.Control:
    """Never an empty end: wider circles, and a person one can call."""
    return column(
        [
            speaking(
                say("Dazu haben wir nichts gefunden"),
                say("Vielleicht hilft ein anderes Wort oder ein Filter weniger."),
                step=say("Neu anfangen"),
                press=act.clear,
            ),
            *_person(state, act, say),
        ]
    )


def _person(state: FinderState, act: FinderStore, say: Language) -> list[ft.Control]:
    return [
        tile(say("Mit einem Menschen sprechen"), say("Nummern für den Notfall, Tag und Nacht"), "crisis", act.crisis),
        quiet_button(
            say("Nichts gefunden? Sagen Sie uns, was Sie suchen."), partial(act.miss, state.query), icon="message"
        ),
    ]
