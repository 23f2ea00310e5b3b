"""Shows the start page and the menu in each of their states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from contract.help import TOPICS
from contract.problems import Code
from services.forum.calendar import Calendar
from services.home.start import Start
from services.language import Language
from views.bare import CLOCK, stay, store
from views.examples import events, news
from views.examples.places import FAR, ZELLERAU
from views.home.start.menu import menu_screen
from views.home.start.screen import start_screen
from views.home.start.store import Here, StartState, StartStore
from views.kit.loading import Loadable
from views.stages import LATER, NOW


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""
    act = StartStore(Start(store()), Calendar(store(), CLOCK), CLOCK, stay, stay)
    pictures = {name: start_screen(state, act, say) for name, state in _states().items()}
    return {**pictures, "menu": menu_screen(stay, say), "menu-contrast": menu_screen(stay, say, contrast=True)}


def _states() -> dict[str, StartState]:
    full = StartState(
        slug="zellerau",
        here=Loadable(Here(ZELLERAU, (news.LIBRARY,))),
        news=Loadable((news.LIBRARY, *(news.BRIDGE,) * 5)),
        events=Loadable((events.COFFEE, events.WALK)),
        topics=("geld", "alter-pflege"),
        now=NOW,
    )
    nothing: Loadable[tuple[object, ...]] = Loadable(())
    trouble = Code.STORE_BROKEN.value
    waits: Loadable[Here] = Loadable(busy=True)
    broken: Loadable[Here] = Loadable(problem=trouble)
    return {
        "full": full,
        "new": replace(full, slug="", here=Loadable(Here()), topics=()),
        "empty": StartState(here=Loadable(Here()), news=nothing, events=nothing, now=NOW),  # type: ignore[arg-type]
        "busy": StartState(here=waits, news=Loadable(busy=True), events=Loadable(busy=True), now=NOW),
        "failed": StartState(here=broken, news=Loadable(problem=trouble), events=Loadable(problem=trouble), now=NOW),
        "stale": replace(full, now=LATER),
        "contrast": replace(full, contrast=True),
        "longest": replace(
            full,
            here=Loadable(Here(FAR, (news.LONGEST,))),
            news=Loadable((news.LONGEST,)),
            events=Loadable((events.LONGEST,)),
            topics=TOPICS,
        ),
    }
