"""Draws the page "Ich": language, text, colours, place, topics, and what the app knows; it must not do anything."""

from __future__ import annotations

import flet as ft

from services.language import Language
from views.account.me.look import language_choices, look_choices, size_choices
from views.account.me.parts import own_data, place_choices, topic_choices
from views.account.me.store import MeState, MeStore
from views.account.me.who import account_ways, own_ways
from views.kit.notice import notice
from views.kit.page import column, page
from views.kit.text import heading
from views.states import kept_badly


def me_screen(state: MeState, act: MeStore, say: Language, level: int = 1) -> ft.Control:
    """The page "Ich"."""
    sections = (
        (say("Mein Konto"), account_ways(state, act, say)),
        (say("Geschrieben und gemerkt"), own_ways(act, say)),
        (say("Sprache"), language_choices(state, act, say)),
        (say("Größe der Schrift"), size_choices(state, act, say)),
        (say("Farben"), look_choices(state, act, say)),
        (say("Mein Ort"), place_choices(state, act, say)),
        (say("Meine Themen"), topic_choices(state, act, say)),
        (say("Was weiß die App über mich?"), own_data(state, act, say)),
    )
    return page(
        say("Ich"),
        [
            *(notice(kept_badly(trouble, say), icon="broken") for trouble in state.troubles),
            *(column([heading(title, level + 1), *parts]) for title, parts in sections),
        ],
        lead=say("Stellen Sie die App so ein, wie es für Sie gut ist. Alles gilt sofort."),
        icon="account",
        level=level,
    )
