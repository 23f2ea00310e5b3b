"""Draws the question where one is, without a satellite; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from services.language import Language
from views.help.finder.store import FinderState, FinderStore
from views.kit.button import quiet_button
from views.kit.field import text_field
from views.kit.page import column, side_by_side
from views.kit.text import announced, small


def where_button(state: FinderState, act: FinderStore, say: Language) -> ft.Control:
    """Opens the question, or says which spot is chosen."""
    if state.here and not state.asking:
        return quiet_button(say("Ort: {place}", place=state.here.name), act.ask_where, icon="place")
    return quiet_button(say("Ort schließen") if state.asking else say("Ort angeben"), act.ask_where, icon="place")


def where_choices(state: FinderState, act: FinderStore, say: Language) -> list[ft.Control]:
    """The field with what it finds, and what one may do with a chosen spot; nothing while it is folded away."""
    if not state.asking:
        return []
    parts: list[ft.Control] = [
        text_field(
            say("Wo sind Sie? Ort, Postleitzahl oder Straße"),
            state.where,
            act.type_where,
            hint=say("Ihr Ort bleibt auf diesem Gerät."),
            entered=act.take_first,
        )
    ]
    if state.where and not state.spots:
        parts.append(announced(say("Diesen Ort kennen wir nicht. Versuchen Sie einen Stadtteil oder eine Gemeinde.")))
    elif state.where:
        parts.append(announced(say.count("{n} Vorschlag", "{n} Vorschläge", len(state.spots))))
    parts += [quiet_button(spot.name, partial(act.stand, spot), icon="place") for spot in state.spots]
    if state.here:
        parts.append(_keeping(state, act, say))
    return [column(parts, gap=8)]


def _keeping(state: FinderState, act: FinderStore, say: Language) -> ft.Control:
    here = state.here.name if state.here else ""
    buttons: list[ft.Control] = []
    if state.kept:
        note = say("Gemerkt auf diesem Gerät: {place}", place=here)
    else:
        note = say("Nur für jetzt: {place}", place=here)
        if act.keep:
            buttons.append(quiet_button(say("Ort merken"), act.remember, icon="keep"))
    buttons.append(quiet_button(say("Ort vergessen"), act.move_away))
    return column([small(note), side_by_side(buttons)], gap=8)
