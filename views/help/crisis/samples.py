"""Shows the emergency page in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

import flet as ft

from services.language import Language
from views.examples.offers import LISTENING, LONGEST
from views.help.crisis.screen import crisis_screen
from views.stages import list_act, list_stages


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page; whatever happens, 112 and 110 stand there."""
    act = list_act((LISTENING,), "/hilfe")
    return {name: crisis_screen(state, act, say) for name, state in list_stages((LISTENING,), (LONGEST,)).items()}
