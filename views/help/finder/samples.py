"""Shows the finder in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

import flet as ft

from contract.problems import Code
from services.help.filters import Filters
from services.help.finder import Finder, Findings
from services.language import Language
from views.bare import CLOCK, stay, store
from views.examples.offers import BARE, DEBTS, LISTENING, LONGEST
from views.help.finder.screen import finder_screen
from views.help.finder.store import FinderState, FinderStore
from views.kit.loading import Loadable
from views.stages import LATER, NOW

#: More are there than are shown, so that the button for more stands below.
SOME = Loadable(Findings((LISTENING, DEBTS, BARE), 60))


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""
    chosen = Filters(topic="geld", free=True, barrier="wheelchair")
    states = {
        "full": FinderState(findings=SOME, now=NOW),
        "empty": FinderState(query="Drachenflug", findings=Loadable(Findings((), 0)), now=NOW),
        "busy": FinderState(findings=Loadable(busy=True), now=NOW),
        "failed": FinderState(findings=Loadable(problem=Code.STORE_BROKEN.value), now=NOW),
        "stale": FinderState(findings=Loadable(SOME.value, problem=Code.HUB_UNREACHABLE.value), now=LATER),
        "longest": FinderState(findings=Loadable(Findings((LONGEST, LONGEST.model_copy()), 2)), now=NOW),
        "filters": FinderState(filters=chosen, filtering=True, findings=Loadable(Findings((DEBTS,), 1)), now=NOW),
        "suggestion": FinderState(
            query="Schuldnerbratung", findings=Loadable(Findings((), 0, "Schuldnerberatung")), now=NOW
        ),
        "chosen": FinderState(findings=SOME, now=NOW, open_id=DEBTS.id),
    }
    act = FinderStore(Finder(store(), CLOCK), CLOCK, stay)
    return {name: finder_screen(state, act, say) for name, state in states.items()}
