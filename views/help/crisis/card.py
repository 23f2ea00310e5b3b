"""Draws the emergency card in a language the rest of the app does not speak; it must not need the hub."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import flet as ft

from services.help.crisis_card import Card, CardWords, Line, on_one_line
from views.help.crisis.store import GERMAN
from views.kit.button import choice, quiet_button
from views.kit.card import card
from views.kit.link import dial, link_button
from views.kit.notice import notice
from views.kit.page import column, page, side_by_side
from views.kit.text import heading, paragraph, small, words
from views.kit.tongue import in_language

#: Shows the card in the language of a tag.
Speak = Callable[[str], None]
#: The lines that stand above all others.
FIRST = ("rescue", "police")


def tongues(card_: Card, chosen: str, speak: Speak) -> ft.Control:
    """The languages of the card, each called as its speakers call it."""
    names = [(GERMAN, "Deutsch", False), *((each.tag, each.name, each.rtl) for each in card_.languages)]
    return side_by_side(
        [in_language(choice(name, partial(speak, tag), chosen=tag == chosen), tag, rtl=rtl) for tag, name, rtl in names]
    )


def card_page(card_: Card, said: CardWords, speak: Speak, level: int) -> ft.Control:
    """The whole page in one language; all but the names of the other languages is said in it."""
    first = [line for line in card_.lines if line.id in FIRST]
    body = page(
        said.title,
        [
            column([_call(line, number, said, main=True) for line in first for number in line.numbers], gap=8),
            tongues(card_, said.tag, speak),
            column([_line(line, said, level + 1) for line in card_.lines]),
            _sentence(said),
            notice(f"{said.unproven} {said.unread}"),
            quiet_button(said.back, partial(speak, GERMAN), icon="back"),
        ],
        lead=said.lead,
        icon="crisis",
        level=level,
    )
    return in_language(body, said.tag, rtl=said.rtl, name=said.name)


def _line(line: Line, said: CardWords, level: int) -> ft.Control:
    of = said.lines[line.id]
    parts: list[ft.Control] = [heading(of.name, level), words(of.text)]
    if line.id not in FIRST:
        parts += [_call(line, number, said) for number in line.numbers]
    parts += [
        small(f"{said.when}: {of.when or said.always}"),
        small(f"{said.cost}: {of.cost or said.free}"),
        small(f"{said.then}: {of.happens}"),
        small(f"{said.source}: {line.source}, {_day(line.stand)}. {said.review}: {_day(line.review_by)}"),
    ]
    return card(parts)


def _call(line: Line, number: str, said: CardWords, *, main: bool = False) -> ft.Control:
    note = said.lines[line.id].name if main else ""
    return link_button(f"{said.call}: {on_one_line(number)}", dial(number), icon="call", main=main, note=note)


def _sentence(said: CardWords) -> ft.Control:
    """A German sentence to read to whoever answers."""
    return card([paragraph(said.speak), in_language(words(said.german, bold=True), GERMAN), small(f"= {said.meaning}")])


def _day(day: date) -> str:
    """In digits with full stops: it reads the same in all these languages, and from left to right in all."""
    return f"{day:%d.%m.%Y}"
