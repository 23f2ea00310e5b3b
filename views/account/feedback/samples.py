"""Shows the form for feedback in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from contract.problems import Code
from services.language import Language
from views.account.feedback.screen import feedback_screen
from views.bare import form
from views.examples import items
from views.form import FormState
from views.stages import LATER, NOW


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page; `empty`: nothing typed yet."""
    act = form("feedback", "about")
    return {name: feedback_screen(state, act, say) for name, state in _states().items()}


def _states() -> dict[str, FormState]:
    empty = FormState("/hilfe/1", "Schuldnerberatung Musterstraße", now=NOW)
    draft = replace(empty, body={"text": "Die Seite hat mir geholfen."}, item=items.DRAFT, open=True)
    missed = FormState("/suche", "Suche", body={"query": "Nähkurs"}, now=NOW)
    return {
        "full": draft,
        "empty": empty,
        "busy": replace(draft, item=items.SENDING),
        "failed": replace(draft, trouble=Code.STORE_BROKEN.value),
        "stale": replace(draft, resumed=True, now=LATER),
        "longest": replace(draft, title=items.LONGEST.title, body={"text": "Donaudampfschifffahrtsgesellschaft " * 9}),
        "lacking": replace(empty, lacking=True),
        "missed": missed,
        "waiting": replace(draft, item=items.WAITING),
        "arrived": replace(draft, item=items.ARRIVED),
    }
