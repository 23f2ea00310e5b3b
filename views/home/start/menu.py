"""Draws the page that stands for the bar of tabs where words are too large for it; it must not do anything."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import flet as ft

from services.language import Language
from views.kit.card import tile
from views.kit.page import column, page
from views.kit.theme import toned
from views.kit.tokens import Measure


def menu_screen(go: Callable[[str], object], say: Language, level: int = 1, *, contrast: bool = False) -> ft.Control:
    """Where one can go, as large tiles below each other. `go` is given an address."""
    rows: tuple[tuple[Measure, str, str, str, str], ...] = (
        ("home", say("Start"), "", "start", "/"),
        ("forum", say("Forum"), say("Treffpunkte und Termine"), "forum", "/forum"),
        ("help", say("Hilfe"), say("Beratung und Hilfe in Ihrer Nähe"), "help", "/hilfe"),
        ("participation", say("Mitmachen"), say("Projekte in Stadt und Landkreis"), "participation", "/mitmachen"),
        ("volunteer", say("Ehrenamt"), say("Anleitungen für Vereine"), "volunteer", "/ehrenamt"),
        ("home", say("Ich"), say("Sprache, Schrift und Ihr Ort"), "account", "/ich"),
        ("home", say("Meine Beiträge"), say("Was Sie gesendet haben"), "outbox", "/beitraege"),
        ("home", say("Gemerkt"), say("Was Sie sich gemerkt haben"), "keep", "/gemerkt"),
        ("home", say("Rückmeldung"), say("Sagen Sie uns, was fehlt oder falsch ist"), "message", "/rueckmeldung?zu=/"),
    )
    tiles = [
        toned(measure, tile(name, line, icon, partial(go, path)), contrast=contrast)
        for measure, name, line, icon, path in rows
    ]
    return page(say("Menü"), [column(tiles, gap=8)], lead=say("Wohin möchten Sie?"), level=level)
