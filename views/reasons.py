"""Owns how the app says why somebody may not, and the way that leads there; it must not decide who may."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import flet as ft

from contract.permissions import WhyNot
from contract.problems import Code
from services.language import Language
from views.kit.button import quiet_button
from views.kit.card import card
from views.kit.page import side_by_side
from views.kit.text import small, words
from views.words import role_words

SIGN_IN, ACCOUNT, OPEN_NOW = "/anmelden", "/konto", "/mitmachen"


def reason(why: WhyNot, go: Callable[[str], Any], say: Language) -> ft.Control:
    """Why not, in plain words, and the way as a button."""
    what, now = say.problem(why.code)
    parts: list[ft.Control] = [words(what, "title_medium"), words(now)]
    if why.code is Code.NOT_ALLOWED and why.roles:
        names = role_words(say)
        parts.append(small(say("Das dürfen: {roles}", roles=", ".join(names[role] for role in why.roles))))
    step, path = _way(why.code, say)
    parts.append(side_by_side([quiet_button(step, partial(go, path))]))
    return card(parts)


def _way(code: Code, say: Language) -> tuple[str, str]:
    """The name of the way and where it leads."""
    if code in (Code.SIGN_IN_NEEDED, Code.SESSION_ENDED):
        return say("Anmelden"), SIGN_IN
    if code is Code.PHASE_CLOSED:
        return say("Was ist gerade offen?"), OPEN_NOW
    if code is Code.CHECK_NEEDED:
        return say("So geht die Prüfung"), ACCOUNT
    return say("Zu meinem Konto"), ACCOUNT
