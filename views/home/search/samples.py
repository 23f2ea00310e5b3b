"""Shows the search over everything in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

import flet as ft

from contract.problems import Code
from services.home.start import Everywhere, Group, Start
from services.language import Language
from views.bare import CLOCK, stay, store
from views.examples import events, news, offers
from views.examples.places import FAR, ZELLERAU
from views.home.search.screen import search_screen
from views.home.search.store import SearchState, SearchStore
from views.kit.loading import Loadable
from views.stages import LATER, NOW

FOUND = Everywhere(
    (
        Group("help", (offers.DEBTS, offers.LISTENING)),
        Group("places", (ZELLERAU,)),
        Group("news", (news.BRIDGE,)),
        Group("events", (events.COFFEE,)),
    )
)
LONGEST = Everywhere(
    (Group("help", (offers.LONGEST,)), Group("places", (FAR,)), Group("news", (news.LONGEST,))),
    "Arbeitslosenunterstützungsleistungsberechtigung",
)


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page; `untyped`: nobody typed anything yet."""
    states = {
        "full": SearchState("Würzburg", found=Loadable(FOUND), now=NOW),
        "empty": SearchState("Drachenflug", found=Loadable(Everywhere((), "Drachen"))),
        "untyped": SearchState(),
        "busy": SearchState("Geld", found=Loadable(busy=True)),
        "failed": SearchState("Geld", found=Loadable(problem=Code.STORE_BROKEN.value)),
        "stale": SearchState("Würzburg", found=Loadable(FOUND, problem=Code.STORE_BROKEN.value), now=LATER),
        "longest": SearchState("Arbeitslosenunterstützungsleistung", found=Loadable(LONGEST), now=NOW),
    }
    act = SearchStore(Start(store()), stay, CLOCK)
    return {name: search_screen(state, act, say) for name, state in states.items()}
