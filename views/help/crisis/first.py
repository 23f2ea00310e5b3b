"""Draws what comes first wherever danger may be: calm words and numbers to call; it must not need content or hub."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import flet as ft

from services.help.crisis_card import crisis_card
from services.language import Language
from views.kit.button import quiet_button
from views.kit.card import card
from views.kit.link import dial, link_button
from views.kit.page import column
from views.kit.text import heading, paragraph


def first_calls(say: Language) -> ft.Control:
    """112 and 110, wherever danger may be: they need no content and no hub."""
    return column(
        [
            link_button(
                say("112 anrufen"), "tel:112", icon="call", main=True, note=say("Rettungsdienst und Feuerwehr")
            ),
            link_button(say("110 anrufen"), "tel:110", icon="call", main=True, note=say("Polizei")),
        ],
        gap=8,
    )


def danger_card(go: Callable[[str], object], say: Language, level: int = 2, *, topic: str = "krise") -> ft.Control:
    """A person to talk to before anything else; `topic` "gewalt": for somebody who is threatened at home.

    After the media guidelines on suicide: no method, no reason, help first, and that it passes.
    """
    said = _violence(say) if topic == "gewalt" else _despair(say)
    ways = quiet_button(say("Alle Notfall-Nummern"), partial(go, "/notfall"), icon="crisis")
    return card([heading(said[0], level), paragraph(said[1]), *said[2], ways])


def _despair(say: Language) -> tuple[str, str, list[ft.Control]]:
    return (
        say("Sie müssen da nicht allein durch"),
        say("Sprechen Sie jetzt mit einem Menschen. Eine Krise geht vorbei, und es gibt Hilfe."),
        [
            _call("crisis", say("Krisendienste Bayern: kostenlos, Tag und Nacht"), say, main=True),
            _call("listening", say("TelefonSeelsorge: kostenlos, Tag und Nacht"), say),
            _call("rescue", say("Bei Lebensgefahr"), say),
        ],
    )


def _violence(say: Language) -> tuple[str, str, list[ft.Control]]:
    return (
        say("Sie sind nicht schuld"),
        say("Sind Sie gerade in Gefahr? Rufen Sie die Polizei. Beraten werden Sie auch, ohne Ihren Namen zu sagen."),
        [
            _call("police", say("Polizei: wenn Sie gerade bedroht werden"), say, main=True),
            _call("women", say("Hilfetelefon für Frauen: kostenlos, Tag und Nacht"), say),
            _call("men", say("Hilfetelefon für Männer: kostenlos, zu bestimmten Zeiten"), say),
        ],
    )


def _call(line: str, note: str, say: Language, *, main: bool = False) -> ft.Control:
    """The first number of a line of the card."""
    number = next(each.numbers[0] for each in crisis_card().lines if each.id == line)
    return link_button(say("{number} anrufen", number=number), dial(number), icon="call", main=main, note=note)
