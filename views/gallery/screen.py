"""Draws the gallery: a list of all samples, and one sample alone; it is for makers, not for citizens."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import flet as ft

from services.language import Language
from views.gallery.index import names, sample
from views.kit.card import entry
from views.kit.page import column, page
from views.states import gone


def gallery_screen(go: Callable[[str], object], say: Language, level: int = 1) -> ft.Control:
    """All samples by id, each a way to its own page."""
    rows = [entry(name, [], partial(go, f"/galerie/{name}")) for name in names(say)]
    return page(say("Galerie"), [column(rows, gap=8)], lead=say("Alle Bildschirme in allen Zuständen."), level=level)


def sample_screen(ident: str, go: Callable[[str], object], say: Language) -> ft.Control:
    """One sample, as the screen it is."""
    found = sample(ident, say)
    return found or gone(partial(go, "/galerie"), say)
