"""Shows a message's page in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

import flet as ft

from services.language import Language
from views.examples.news import BRIDGE, LIBRARY, LONGEST
from views.home.news.screen import news_screen
from views.stages import detail_act, detail_stages


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""
    act = detail_act(LIBRARY)
    states = {**detail_stages(LIBRARY, LONGEST), "sourced": detail_stages(BRIDGE, BRIDGE)["full"]}
    return {name: news_screen(state, act, say) for name, state in states.items()}
