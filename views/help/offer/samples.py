"""Shows an offer's page in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from contract.help import (
    HelpOffer,
)
from services.help.take import lines_of
from services.language import Language
from services.qr import code_of
from views.bare import CLOCK, stay
from views.examples.offers import BARE, DEBTS, LONGEST
from views.help.offer.screen import offer_screen
from views.help.offer.store import OfferStore
from views.stages import detail_stages


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""
    states = {**detail_stages(DEBTS, LONGEST), "sparse": detail_stages(BARE, BARE)["full"]}
    states["taken"] = replace(
        states["full"], code=code_of(lines_of(DEBTS, say)), shared=say("Kopiert. Sie können es jetzt einfügen.")
    )
    act = OfferStore(_get, CLOCK, stay, _share)
    return {name: offer_screen(state, act, say) for name, state in states.items()}


async def _get(_ident: str) -> HelpOffer | None:
    return DEBTS


async def _share(_text: str) -> bool:
    return False
