"""Shows the start page and the menu in each of their states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import flet as ft

from contract.help import TOPICS
from contract.home import Office, Place
from contract.problems import Code
from contract.record import Provenance
from contract.text import Text
from services.forum.calendar import Calendar
from services.home.start import Start
from services.language import Language
from views.bare import CLOCK, stay, store
from views.forum.events import samples as events
from views.home.news import samples as news
from views.home.start.menu import menu_screen
from views.home.start.screen import start_screen
from views.home.start.store import Here, StartState, StartStore
from views.kit.loading import Loadable
from views.stages import LATER, NOW, ident

ZELLERAU = Place(
    id=ident(1),
    provenance=Provenance(
        source="WürzburgWiki: Stadtbezirke",
        licence="Fakten aus öffentlicher Quelle, eigener Text",
        stand=date(2026, 11, 2),
        review_by=date(2027, 3, 1),
    ),
    slug="zellerau",
    name=Text(de="Zellerau", simple="Zellerau"),
    level="district",
    office=Office(name="Stadt Würzburg", kind="city"),
)
FAR = ZELLERAU.model_copy(
    update={
        "id": ident(2),
        "slug": "frickenhausen-am-main",
        "name": Text(de="Frickenhausen am Main", simple="Frickenhausen am Main"),
        "synonyms": ("Frickenhausen",),
        "level": "municipality",
        "office": Office(name="Verwaltungsgemeinschaft Margetshöchheim", kind="vg"),
    }
)


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
