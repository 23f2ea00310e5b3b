"""Draws the page "Gemerkt"; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from contract.record import Record
from services.language import Language
from views.bookmarks import BookmarksState, BookmarksStore, kept_rows
from views.kit.loading import drawn
from views.kit.notice import speaking
from views.kit.page import column, page
from views.kit.text import small
from views.states import failed, waiting


def bookmarks_screen(state: BookmarksState, act: BookmarksStore, say: Language, level: int = 1) -> ft.Control:
    """The page "Gemerkt"."""
    return page(
        say("Gemerkt"),
        [
            drawn(
                state.records,
                lambda records: _kept(records, state, act, say),
                waiting=lambda: waiting(say),
                failed=lambda code: failed(code, act.refresh, say),
            )
        ],
        lead=say("Was Sie sich gemerkt haben. Sie finden es auch ohne Netz."),
        icon="keep",
        level=level,
    )


def _kept(records: tuple[Record, ...], state: BookmarksState, act: BookmarksStore, say: Language) -> ft.Control:
    if not state.marks:
        return speaking(
            say("Hier ist noch nichts"),
            say("Auf jeder Seite steht unten „Merken“. Was Sie dort wählen, steht dann hier."),
            step=say("Hilfe finden"),
            press=partial(act.leave, "/hilfe"),
        )
    parts = kept_rows(records, act, say)
    lost = len(state.marks) - len(records)
    if lost:
        parts.append(
            small(
                say.count(
                    "{n} Eintrag ist nicht auf diesem Gerät oder gelöscht.",
                    "{n} Einträge sind nicht auf diesem Gerät oder gelöscht.",
                    lost,
                )
            )
        )
    return column(parts, gap=8)
