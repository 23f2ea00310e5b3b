"""Draws the gallery: a list of all samples, and one sample alone; it is for makers, not for citizens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import flet as ft

from services.language import Language
from views.gallery.index import names, sample
from views.kit.card import entry
from views.kit.page import column, marked, page
from views.states import gone


def gallery_screen(go: Callable[[str], object], say: Language, level: int = 1) -> ft.Control:
    """All samples by id, each a way to its own page."""
    rows = [entry(name, [], partial(go, f"/galerie/{name}")) for name in names(say)]
    return page(say("Galerie"), [column(rows, gap=8)], lead=say("Alle Bildschirme in allen Zuständen."), level=level)


def sample_screen(ident: str, go: Callable[[str], object], say: Language, worn: str = "") -> ft.Control:
    """One sample, as the screen it is. `worn` names the settings, so that a test knows when it is drawn."""
    found = sample(ident, say)
    return marked(found or gone(partial(go, "/galerie"), say), f"{ident} {worn}")
