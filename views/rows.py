"""Owns how the records of a list stand below each other and the lines all rows share; it must not know a kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import flet as ft

from contract.problems import Code
from contract.record import Provenance
from contract.text import Text
from services.language import Language
from services.local import Page
from views.kit.button import quiet_button
from views.kit.loading import drawn
from views.kit.notice import speaking
from views.kit.page import column
from views.kit.text import small
from views.listing import ListState, ListStore
from views.states import failed, waiting

#: The names of places by their slug (`contract.home.Place`).
Names = Mapping[str, Text]
#: "1. Juni" ends no sentence.
_FIRST = re.compile(r".+?(?<!\d)[.!?](?=\s|$)", re.DOTALL)


def rows(
    state: ListState,
    act: ListStore,
    say: Language,
    *,
    entry: Callable[[Any], ft.Control],
    empty: Callable[[], ft.Control],
    more: str,
) -> ft.Control:
    """The records as far as they were asked for; `more` names the button that shows fifty further ones."""

    def picture(page: Page[Any]) -> ft.Control:
        parts = [entry(record) for record in page.records] or [empty()]
        if page.broken:
            parts.append(small(say.problem(Code.RECORD_BROKEN)[0]))
        if len(page.records) < page.total:
            parts.append(quiet_button(more, act.more))
        return column(parts, gap=8)

    return drawn(state.page, picture, waiting=lambda: waiting(say), failed=lambda code: failed(code, act.refresh, say))


def nothing(what: str, state: ListState, act: ListStore, say: Language) -> ft.Control:
    """An empty list, with the way on: fewer filters, the whole region, or to look again."""
    if state.facets:
        chosen = state.facets[0]
        return speaking(
            what,
            say("Mit dieser Auswahl gibt es zurzeit keinen Eintrag."),
            step=say("Alle zeigen"),
            press=lambda: act.choose(chosen),
        )
    if state.place:
        return speaking(
            what,
            say("Für Ihren Ort gibt es zurzeit keinen Eintrag."),
            step=say("Ganze Region zeigen"),
            press=lambda: act.settle_in(""),
        )
    return speaking(
        what,
        say("Vielleicht ist noch nichts auf diesem Gerät. Mit Internet lädt die App von allein."),
        step=say("Noch einmal nachsehen"),
        press=act.refresh,
    )


def gist(text: str) -> str:
    """The first sentence."""
    line = text.replace("\n", " ")
    first = _FIRST.match(line)
    return first.group() if first else line


def where_line(slug: str, names: Names | None, say: Language) -> str:
    """The name of a place; empty for the whole region and for a place without a known name."""
    name = (names or {}).get(slug)
    return say.text(name) if name else ""


def sample_line(origin: Provenance, say: Language) -> str:
    """Says of what is made up that it is; empty for what has a source."""
    return say("Muster: erfundenes Beispiel") if origin.sample else ""


def place_button(state: ListState, act: ListStore, names: Names | None, say: Language) -> list[ft.Control]:
    """Which place the list is for and the way to change it; nothing where the list is for the whole region."""
    name = where_line(state.place, names, say)
    if not name:
        return []
    return [quiet_button(say("Ihr Ort: {place}. Ort ändern", place=name), lambda: act.leave("/ich"), icon="place")]
