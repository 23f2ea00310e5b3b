"""Draws the index of keywords: letters as buttons, and the words of one letter; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.help.keywords import Keyword
from services.language import Language
from views.help.keywords.store import KeywordsState, KeywordsStore
from views.kit.button import choice
from views.kit.card import entry
from views.kit.loading import drawn
from views.kit.notice import speaking
from views.kit.page import column, page, side_by_side
from views.kit.text import announced, heading
from views.states import failed, waiting


def keywords_screen(state: KeywordsState, act: KeywordsStore, say: Language, level: int = 1) -> ft.Control:
    """The page "Stichwörter von A bis Z"."""
    return page(
        say("Stichwörter von A bis Z"),
        [
            drawn(
                state.words,
                lambda words: _index(words, state, act, say, level),
                waiting=lambda: waiting(say),
                failed=lambda code: failed(code, act.refresh, say),
            ),
        ],
        lead=say("Wählen Sie einen Buchstaben und dann ein Wort."),
        icon="help",
        level=level,
    )


def _index(
    words: tuple[Keyword, ...], state: KeywordsState, act: KeywordsStore, say: Language, level: int
) -> ft.Control:
    if not words:
        return speaking(
            say("Hier steht noch kein Stichwort"),
            say("Die Angebote sind noch nicht auf diesem Gerät."),
            step=say("Zur Suche"),
            press=partial(act.leave, "/hilfe"),
        )
    letter = state.shown
    here = [word for word in words if word.letter == letter]
    return column(
        [
            side_by_side([choice(each, partial(act.turn_to, each), chosen=each == letter) for each in state.letters]),
            heading(letter, level + 1),
            announced(say.count("{n} Stichwort", "{n} Stichwörter", len(here))),
            *(_row(word, act, say) for word in here),
        ],
        gap=8,
    )


def _row(word: Keyword, act: KeywordsStore, say: Language) -> ft.Control:
    return entry(
        word.word,
        [say.count("{n} Angebot", "{n} Angebote", word.offers)],
        partial(act.look_for, word.word.replace("·", "")),
        icon="search",
    )
