"""Draws the form for what somebody thinks of a page or did not find; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.language import Language
from views.form import FormState, FormStore
from views.kit.button import quiet_button
from views.kit.card import card
from views.kit.field import text_field
from views.kit.page import column, page, side_by_side
from views.kit.text import small, words
from views.written import became, ending, photos, resumed


def feedback_screen(state: FormState, act: FormStore, say: Language, level: int = 1) -> ft.Control:
    """The page "Rückmeldung"."""
    search = missed(state)
    return page(
        say("Nichts gefunden?") if search else say("Rückmeldung"),
        _inside(state, act, say),
        lead=say("Sagen Sie uns, was Sie suchen.") if search else say("Was ist gut? Was fehlt? Was ist falsch?"),
        icon="message",
        level=level,
    )


def missed(state: FormState) -> bool:
    """Whether it is about a search that found nothing."""
    return state.about == "/suche"


def _inside(state: FormState, act: FormStore, say: Language) -> list[ft.Control]:
    back = quiet_button(say("Zurück zur Seite"), partial(act.leave, state.about or "/"), icon="back")
    if state.item and state.sent:
        done = became(state, state.item, act, say, again=say("Noch eine Rückmeldung"))
        return [column([done, side_by_side([back])])]
    lacking = say("Bitte schreiben Sie erst etwas.") if state.lacking else ""
    return [
        column(
            [
                *([] if missed(state) else [words(say("Zu dieser Seite: {title}", title=state.title))]),
                *resumed(state, say),
                *_query(state, act, say),
                text_field(
                    say("Ihre Rückmeldung"),
                    str(state.body.get("text", "")),
                    lambda text: act.write(text=text),
                    lines=4,
                    hint=say("Bitte schreiben Sie keine Namen und keine Krankheiten hinein."),
                    error=lacking,
                ),
                photos(state, act, say),
                ending(state, act, say, needs="text"),
                side_by_side([back]),
            ]
        )
    ]


def _query(state: FormState, act: FormStore, say: Language) -> list[ft.Control]:
    """What was searched for, visible before anything goes, and the way to leave it out."""
    query = str(state.body.get("query", ""))
    if not query:
        return []
    return [
        card(
            [
                words(say("Das senden wir mit. Ihr Suchwort: {query}", query=query)),
                side_by_side([quiet_button(say("Suchwort nicht mitsenden"), lambda: act.write(query=""))]),
            ]
        ),
        small(say("Sonst sieht niemand, was Sie suchen.")),
    ]
