"""Shows a short questionnaire in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from contract.problems import Code
from services.help.instruments import Instruments, score
from services.language import Language
from views.bare import stay, store
from views.examples.wegweiser import MOOD
from views.help.instrument.screen import instrument_screen
from views.help.instrument.store import InstrumentState, InstrumentStore
from views.kit.loading import Loadable


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""
    listed = InstrumentState(Loadable((MOOD,)))
    asked = replace(listed, ident=MOOD.slug)
    low = score(MOOD, (0, 1))
    states = {
        "list": listed,
        "item": asked,
        "again": replace(asked, answers=(0, 2), at=1, idle=True),
        "low": replace(asked, answers=(0, 1), at=2, outcome=low),
        "good": replace(asked, answers=(2, 2), at=2, outcome=score(MOOD, (2, 2))),
        "danger": replace(asked, answers=(0, 1), at=2, outcome=replace(low, danger=True)),
        "gone": replace(listed, ident="weg"),
        "busy": InstrumentState(Loadable(busy=True)),
        "failed": InstrumentState(Loadable(problem=Code.STORE_BROKEN.value)),
    }
    act = InstrumentStore(Instruments(store()), stay, stay)
    return {name: instrument_screen(state, act, say) for name, state in states.items()}
