"""Draws the office of editors: how fresh the directory is, and what it needs; it must not do anything."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import flet as ft

from contract.problems import Code
from services.language import Language
from views.help.office.parts import figures, invitation, overdue, twins
from views.help.office.store import OfficeState, OfficeStore
from views.kit.loading import Loadable, drawn
from views.kit.notice import told
from views.kit.page import column, page
from views.kit.text import heading
from views.reasons import reason
from views.states import failed, waiting


def office_screen(state: OfficeState, act: OfficeStore, say: Language, level: int = 1) -> ft.Control:
    """The page "Redaktion"."""
    parts: list[ft.Control] = []
    if state.trouble:
        parts.append(told(" ".join(say.problem(Code(state.trouble))), icon="broken", urgent=True))
    parts += [reason(state.why, act.leave, say)] if state.why else _inside(state, act, say, level + 1)
    return page(
        say("Redaktion"),
        parts,
        lead=say("Hier sehen Sie, wie frisch das Verzeichnis ist."),
        icon="write",
        level=level,
    )


def _inside(state: OfficeState, act: OfficeStore, say: Language, level: int) -> list[ft.Control]:
    def part(title: str, what: Loadable[Any], picture: Callable[[Any], ft.Control]) -> ft.Control:
        shown = drawn(what, picture, waiting=lambda: waiting(say), failed=lambda code: failed(code, act.refresh, say))
        return column([heading(title, level), shown])

    parts = [part(say("So frisch sind die Angebote"), state.figures, lambda found: figures(found, say))]
    if state.provides:
        # Who only runs the office looks after no offers: the hub would not show them.
        late = part(say("Lange nicht geprüft"), state.mine, lambda _: overdue(state, act, say, level + 1))
        codes = part(say("Jemanden einladen"), state.mine, lambda _: invitation(state, act, say))
        parts += [late, codes]
    doubles = part(say("Vielleicht doppelt"), state.twins, lambda found: twins(found, state, act, say, level + 1))
    return [*parts, doubles]
