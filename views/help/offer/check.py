"""Draws the question whether an offer still holds: one tap, or a short form; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.language import Language
from views.form import FormState, FormStore
from views.kit.button import quiet_button
from views.kit.field import text_field
from views.kit.page import column, side_by_side
from views.kit.text import heading, small, words
from views.writing import said
from views.written import became, ending, photos, resumed


def offer_check(state: FormState, act: FormStore, say: Language, level: int) -> ft.Control:
    """Asks, takes the answer, or says what became of it."""
    return column([heading(say("Stimmt das noch?"), level), *_inside(state, act, say)])


def _inside(state: FormState, act: FormStore, say: Language) -> list[ft.Control]:
    if state.item and state.sent:
        answer = said("help-checks", state.item.body.get("holds"), say)
        told = [words(say("Sie haben gesagt: {answer}", answer=answer))] if answer else []
        return [*told, became(state, state.item, act, say, again=say("Noch einmal antworten"))]
    if state.open:
        return _form(state, act, say)
    return [
        words(say("Kennen Sie dieses Angebot? Dann helfen Sie anderen mit einem Tipp.")),
        side_by_side(
            [
                quiet_button(say("Stimmt noch"), partial(act.send, holds=True), icon="tick"),
                quiet_button(say("Stimmt nicht mehr"), partial(act.write, holds=False), icon="write"),
            ]
        ),
        small(say("Sie brauchen kein Konto. Wir prüfen Ihren Hinweis, bevor sich etwas ändert.")),
    ]


def _form(state: FormState, act: FormStore, say: Language) -> list[ft.Control]:
    return [
        *resumed(state, say),
        text_field(
            say("Was stimmt nicht mehr?"),
            str(state.body.get("remark", "")),
            lambda text: act.write(remark=text),
            lines=3,
            hint=say("Zum Beispiel: neue Nummer, andere Zeiten, umgezogen. Sie müssen nichts schreiben."),
        ),
        photos(state, act, say),
        ending(state, act, say),
    ]
