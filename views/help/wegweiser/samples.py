"""Shows the guided finder in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from contract.problems import Code
from services.help.matching import Match, Matches
from services.help.reasons import Reason
from services.help.wegweiser import Signpost
from services.language import Language
from views.bare import CLOCK, stay, store
from views.examples.offers import BARE, DEBTS, LISTENING, LONGEST
from views.examples.wegweiser import QUESTIONS
from views.help.wegweiser.screen import wegweiser_screen
from views.help.wegweiser.store import Found, WegweiserState, WegweiserStore
from views.kit.loading import Loadable
from views.stages import NOW

WHY = (Reason("free"), Reason("age", "16-25"), Reason("opens-today", "14:00"), Reason("near", metres=912.0))
ROUGH = (Reason("audience", "families"), Reason("room"), Reason("near", metres=4120.0, rough=True))
FITTING = (
    Match(DEBTS, 14, WHY),
    Match(LISTENING, 10, (Reason("open"), Reason("channel", "phone"), Reason("topic", "psyche"))),
    Match(BARE, 8, ROUGH, ("free", "open", "near", "barrier")),
)


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""
    first = WegweiserState(Loadable(Found(QUESTIONS)), now=NOW)
    given = {"wer": ("ich",), "thema": ("geld",), "eile": ()}
    result = replace(first, given=given, passed=frozenset(given), leaf="result", matches=Loadable(Matches(FITTING)))
    wider = Matches((Match(LONGEST, 9, WHY), Match(DEBTS, 1, WHY, (), wider=True)), danger=True, widened="thema")
    states = {
        "first": first,
        "several": replace(first, open="thema", given={"wer": ("ich",), "thema": ("sehr-lang",)}),
        "danger": replace(first, open="eile", leaf="danger", given={**given, "eile": ("gefahr",)}),
        "despair": replace(first, open="eile", leaf="danger", given={**given, "eile": ("am-ende",)}),
        "violence": replace(first, open="thema", leaf="danger", given={"thema": ("gewalt",)}),
        "full": result,
        "wider": replace(result, matches=Loadable(wider)),
        "finding": replace(result, matches=Loadable(busy=True)),
        "unfound": replace(result, matches=Loadable(problem=Code.STORE_BROKEN.value)),
        "idle": replace(first, open="thema", given=given, idle=True),
        "empty": WegweiserState(Loadable(Found(None))),
        "busy": WegweiserState(Loadable(busy=True)),
        "failed": WegweiserState(Loadable(problem=Code.STORE_BROKEN.value)),
    }
    act = WegweiserStore(Signpost(store()), CLOCK, stay)
    return {name: wegweiser_screen(state, act, say) for name, state in states.items()}
