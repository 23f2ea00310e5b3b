"""Draws the choices of how the app looks and speaks: language, size, colours; it must not do anything."""

from __future__ import annotations

from functools import partial

import flet as ft

from contract.text import LanguageTag
from services.account.preferences import SCALES, Mode
from services.language import Language
from views.account.me.store import MeState, MeStore
from views.kit.button import choice
from views.kit.field import switch
from views.kit.page import side_by_side
from views.kit.text import words


def language_choices(state: MeState, act: MeStore, say: Language) -> list[ft.Control]:
    """Standard German or simple language."""
    names: tuple[tuple[LanguageTag, str], ...] = (
        ("de", say("Standard-Sprache")),
        ("de-simple", say("Einfache Sprache")),
    )
    chosen = state.settings.language
    return [side_by_side([choice(name, partial(act.speak, tag), chosen=tag == chosen) for tag, name in names])]


def size_choices(state: MeState, act: MeStore, say: Language) -> list[ft.Control]:
    """The four sizes of text."""
    names = (say("Normal"), say("Groß"), say("Größer"), say("Sehr groß"))
    return [
        side_by_side(
            [
                choice(
                    # A hard blank: the sign never stands alone on a line.
                    say("{name}: {percent}", name=name, percent=f"{round(scale * 100)}\u00a0%"),
                    partial(act.scale, scale),
                    chosen=scale == state.settings.scale,
                )
                for scale, name in zip(SCALES, names, strict=True)
            ]
        )
    ]


def look_choices(state: MeState, act: MeStore, say: Language) -> list[ft.Control]:
    """Light or dark, and strong contrast, which is the same by day and night."""
    settings = state.settings
    modes: tuple[tuple[Mode, str], ...] = (
        ("system", say("Wie im Gerät eingestellt")),
        ("light", say("Hell")),
        ("dark", say("Dunkel")),
    )
    bright = side_by_side([choice(name, partial(act.mode, mode), chosen=mode == settings.mode) for mode, name in modes])
    stark = switch(
        say("Starker Kontrast"), settings.contrast, act.contrast, hint=say("Weiße Schrift auf schwarzem Grund")
    )
    if settings.contrast:
        return [stark, words(say("Bei starkem Kontrast gibt es kein Hell und Dunkel."))]
    return [bright, stark]
