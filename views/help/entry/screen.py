"""Draws the form in which a provider changes an offer; it must not do anything."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import flet as ft

from contract.help import HelpOffer
from contract.problems import Code
from services.clock import BERLIN
from services.language import Language
from views.help.entry.parts import contact, hours, texts
from views.help.entry.store import EntryState, EntryStore
from views.kit.button import main_button, quiet_button
from views.kit.loading import drawn
from views.kit.notice import notice, told
from views.kit.page import column, page, side_by_side
from views.kit.text import heading, small
from views.reasons import reason
from views.sending import standing_line
from views.states import failed, gone, waiting
from views.writing import late_words


def entry_screen(state: EntryState, act: EntryStore, say: Language, level: int = 1) -> ft.Control:
    """The page "Angebot bearbeiten"."""
    offer = state.offer.value
    if state.why:
        body = reason(state.why, act.leave, say)
    else:
        body = drawn(
            state.offer,
            lambda found: _form(found, state, act, say, level + 1),
            waiting=lambda: waiting(say),
            failed=lambda code: failed(code, partial(act.show, state.ident), say),
        )
    return page(
        say("Angebot bearbeiten"), [body], lead=say.text(offer.name) if offer else "", icon="write", level=level
    )


def _form(offer: HelpOffer | None, state: EntryState, act: EntryStore, say: Language, level: int) -> ft.Control:
    if offer is None:
        return gone(partial(act.leave, "/einrichtung"), say)
    sections = (
        (say("Das Angebot"), texts(state, act, say, offer, level + 1)),
        (say("Kontakt"), contact(state, act, say)),
        (say("Zeiten"), hours(state, act, say, offer, level + 1)),
    )
    return column(
        [
            *_before(state, say),
            *(column([heading(title, level), *parts]) for title, parts in sections),
            _ending(state, act, say),
        ],
        gap=24,
    )


def _before(state: EntryState, say: Language) -> list[ft.Control]:
    """What was sent before, and that a draft stands there."""
    parts: list[ft.Control] = []
    now = state.now or datetime.now(BERLIN)
    if state.item:
        line = say("Ihre letzte Änderung: {state}", state=standing_line(state.item, now, say))
        parts.append(told(line, icon="outbox", urgent=state.item.state == "refused"))
    if state.resumed:
        parts.append(notice(say("Das haben Sie hier schon geschrieben. Es ist noch nicht gesendet."), icon="write"))
    return parts


def _ending(state: EntryState, act: EntryStore, say: Language) -> ft.Control:
    parts: list[ft.Control] = []
    if state.trouble:
        parts.append(told(" ".join(say.problem(Code(state.trouble))), icon="broken", urgent=True))
    if state.wrong:
        parts.append(told(say("Etwas stimmt noch nicht. Es steht bei dem Feld."), icon="broken", urgent=True))
    if state.same:
        parts.append(told(say("Sie haben nichts geändert.")))
    ways = [main_button(say("Änderungen senden"), act.send, icon="outbox")]
    if state.drafted:
        ways.append(quiet_button(say("Entwurf verwerfen"), act.drop))
        parts.append(small(say("Was Sie schreiben, bleibt als Entwurf auf diesem Gerät.")))
    parts += [
        side_by_side(ways),
        small(say("Die Änderung gilt sofort für alle. Das Angebot gilt dann als geprüft.")),
        small(late_words("help-entries", say)),
        side_by_side([quiet_button(say("Zu Ihren Angeboten"), partial(act.leave, "/einrichtung"), icon="back")]),
    ]
    return column(parts, gap=8)
