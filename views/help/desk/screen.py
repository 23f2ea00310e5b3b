"""Draws the desk of those who offer help: requests first, then their offers; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from contract.contributions import Contribution
from contract.help_desk import OwnOffers
from contract.problems import Code
from services.language import Language
from views.help.desk.parts import case_card, offer_card
from views.help.desk.store import DeskState, DeskStore
from views.kit.button import main_button, quiet_button
from views.kit.field import text_field
from views.kit.loading import drawn
from views.kit.notice import notice, told
from views.kit.page import column, page, side_by_side
from views.kit.text import heading, words
from views.reasons import reason
from views.states import failed, waiting


def desk_screen(state: DeskState, act: DeskStore, say: Language, level: int = 1) -> ft.Control:
    """The page "Ihre Einrichtung"."""
    parts: list[ft.Control] = []
    if state.trouble:
        parts.append(told(" ".join(say.problem(Code(state.trouble))), icon="broken", urgent=True))
    if state.why:
        parts.append(reason(state.why, act.leave, say))
        if state.why.code is Code.NOT_ALLOWED:
            parts.append(_invitation(state, act, say, level + 1))
    else:
        parts += _inside(state, act, say, level + 1)
    return page(
        say("Ihre Einrichtung"),
        parts,
        lead=say("Hier halten Sie Ihre Einträge aktuell und antworten auf Anfragen."),
        icon="people",
        level=level,
    )


def _inside(state: DeskState, act: DeskStore, say: Language, level: int) -> list[ft.Control]:
    office = [quiet_button(say("Zur Redaktion"), partial(act.leave, "/redaktion"), icon="write")] if state.edits else []
    return [
        *([side_by_side(office)] if office else []),
        heading(say("Anfragen und Hinweise"), level),
        drawn(
            state.cases,
            lambda cases: _cases(cases, state, act, say, level + 1),
            waiting=lambda: waiting(say),
            failed=lambda code: failed(code, act.refresh, say),
        ),
        heading(say("Ihre Angebote"), level),
        drawn(
            state.mine,
            lambda mine: _offers(mine, state, act, say, level + 1),
            waiting=lambda: waiting(say),
            failed=lambda code: failed(code, act.refresh, say),
        ),
        _invitation(state, act, say, level),
    ]


def _cases(cases: tuple[Contribution, ...], state: DeskState, act: DeskStore, say: Language, level: int) -> ft.Control:
    if not cases:
        return notice(say("Niemand wartet auf eine Antwort."), icon="tick")
    return column([case_card(case, state, act, say, level) for case in cases[:50]])


def _offers(mine: OwnOffers, state: DeskState, act: DeskStore, say: Language, level: int) -> ft.Control:
    if not mine.offers:
        return notice(say("Noch kein Angebot gehört zu Ihrer Einrichtung."), icon="empty")
    # What must be looked at first stands first.
    ordered = sorted(mine.offers, key=lambda offer: offer.due)
    return column([offer_card(offer, state, act, say, level) for offer in ordered[:50]])


def _invitation(state: DeskState, act: DeskStore, say: Language, level: int) -> ft.Control:
    return column(
        [
            heading(say("Haben Sie eine Einladung?"), level),
            words(say("Die Redaktion gibt Ihnen einen Code für Ihre Einrichtung.")),
            text_field(say("Code der Einladung"), state.code, act.type_code, entered=act.join),
            side_by_side([main_button(say("Einladung annehmen"), act.join)]),
        ]
    )
