"""Shows the emergency page in each of its states and languages; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from contract.help import HelpOffer
from services.clock import Clock
from services.help.crisis_card import crisis_card
from services.language import Language
from services.local import Page
from views.bare import stay
from views.examples.offers import LISTENING, LONGEST
from views.help.crisis.screen import crisis_screen
from views.help.crisis.store import CrisisState, CrisisStore
from views.help.people.samples import people_act, people_stages
from views.help.people.screen import people_calls, people_section
from views.stages import NOW, list_stages


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page; whatever happens, 112 and 110 stand there. `card-…`: in another language."""
    act = CrisisStore(_reads, Clock(lambda: NOW), stay)
    states = {
        name: CrisisState(state.page, now=state.now) for name, state in list_stages((LISTENING,), (LONGEST,)).items()
    }
    drawn = {name: crisis_screen(state, act, say) for name, state in states.items()}
    people, own = people_act(), people_stages()["full"]
    drawn["people"] = crisis_screen(
        states["full"], act, say, near=people_calls(own, say, 2), own=[people_section(own, people, say, 2)]
    )
    for said in crisis_card().languages:
        drawn[f"card-{said.tag}"] = crisis_screen(replace(states["full"], tongue=said.tag), act, say)
    return drawn


async def _reads(*, facets: tuple[str, ...], place: str, limit: int) -> Page[HelpOffer]:
    return Page((LISTENING,), 1)
