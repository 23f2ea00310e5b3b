"""Shows an event's page in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

import flet as ft

from services.language import Language
from views.examples.events import COFFEE, LONGEST, NAMES, WALK
from views.forum.events.screen import event_screen
from views.stages import detail_act, detail_stages


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""
    states = {**detail_stages(COFFEE, LONGEST), "cancelled": detail_stages(WALK, WALK)["full"]}
    act = detail_act(COFFEE)
    return {name: event_screen(state, act, say, names=NAMES) for name, state in states.items()}
