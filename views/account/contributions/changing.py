"""Draws how a contribution is changed, and how two versions become one, field by field; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from contract.contributions import CONTRIBUTIONS
from services.language import Language
from services.outbox_item import Item
from views.account.contributions.one import OneState, OneStore, Side
from views.kit.button import choice, main_button, quiet_button
from views.kit.card import card
from views.kit.field import text_field
from views.kit.page import column, side_by_side
from views.kit.text import heading, small, words
from views.writing import said, writing_words


def form(item: Item, state: OneState, act: OneStore, say: Language) -> ft.Control:
    """What was sent, to be written anew: a field of words, or one of two answers."""
    spoken = writing_words(say)[item.kind]
    parts: list[ft.Control] = []
    for name in CONTRIBUTIONS[item.kind].shows:
        value = state.body.get(name, "")
        if isinstance(value, bool):
            parts.append(words(spoken.fields[name], "label_large"))
            parts.append(side_by_side([_answer(item, name, yes, act, say, value=value) for yes in (True, False)]))
        elif name in spoken.values:
            parts.append(words(spoken.fields[name], "label_large"))
            parts.append(side_by_side([_answer(item, name, one, act, say, value=value) for one in spoken.values[name]]))
        else:
            parts.append(text_field(spoken.fields[name], str(value), partial(_write, act, name), lines=3))
    parts.append(
        side_by_side([main_button(say("Änderung senden"), act.save), quiet_button(say("Abbrechen"), act.change)])
    )
    return column(parts)


def _answer(item: Item, name: str, one: bool | str, act: OneStore, say: Language, *, value: object) -> ft.Control:
    return choice(said(item.kind, one, say, name), lambda: act.write(**{name: one}), chosen=value == one)


def _write(act: OneStore, name: str, text: str) -> None:
    act.write(**{name: text})


def conflict(item: Item, state: OneState, act: OneStore, say: Language, level: int) -> ft.Control:
    """Both versions of each field that differs; one of them is chosen."""
    names = item.conflicts
    parts = [_field(item, name, state, act, say, level) for name in names]
    if all(name in state.chosen for name in names):
        parts.append(side_by_side([main_button(say("So senden"), act.settle, icon="outbox")]))
    else:
        parts.append(small(say("Wählen Sie bei jedem Punkt eine Fassung. Dann können Sie senden.")))
    return column(parts)


def _field(item: Item, name: str, state: OneState, act: OneStore, say: Language, level: int) -> ft.Control:
    sides: tuple[tuple[Side, str, object], ...] = (
        ("mine", say("Ihre Fassung"), item.body.get(name)),
        ("other", say("Andere Fassung"), item.theirs.body.get(name) if item.theirs else None),
    )
    parts: list[ft.Control] = [heading(writing_words(say)[item.kind].fields.get(name, name), level)]
    for side, title, value in sides:
        parts.append(words(title, "label_medium"))
        parts.append(words(said(item.kind, value, say, name) or say("(leer)")))
        parts.append(
            side_by_side(
                [
                    choice(
                        say("{title} nehmen", title=title),
                        partial(act.choose, name, side),
                        chosen=state.chosen.get(name) == side,
                    )
                ]
            )
        )
    return card(parts)
