"""Shows an offer's page in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import flet as ft

from contract.help import (
    HelpOffer,
)
from services.help.take import lines_of
from services.language import Language
from services.qr import code_of
from views.bare import CLOCK, form, stay
from views.examples import items
from views.examples.offers import BARE, DEBTS, LONGEST
from views.form import FormState, FormStore, Shot
from views.help.offer.check import offer_check
from views.help.offer.screen import offer_screen
from views.help.offer.store import OfferStore
from views.stages import NOW, detail_stages


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""
    states = {**detail_stages(DEBTS, LONGEST), "sparse": detail_stages(BARE, BARE)["full"]}
    states["taken"] = replace(
        states["full"], code=code_of(lines_of(DEBTS, say)), shared=say("Kopiert. Sie können es jetzt einfügen.")
    )
    act = OfferStore(_get, CLOCK, stay, _share)
    pictures = {name: offer_screen(state, act, say) for name, state in states.items()}
    check = form("help-checks", "offer")
    for name, asked in _checks().items():
        pictures[name] = offer_screen(states["sparse"], act, say, check=partial(_check, asked, check, say))
    return pictures


def _check(state: FormState, act: FormStore, say: Language, _offer: HelpOffer, level: int) -> ft.Control:
    return offer_check(state, act, say, level)


def _checks() -> dict[str, FormState]:
    """The question whether the offer still holds, in each of its states."""
    asked = FormState(items.ARRIVED.body["offer"], items.ARRIVED.title, now=NOW)
    writing = replace(asked, body={"holds": False, "remark": items.REMARK}, item=items.DRAFT, open=True)
    return {
        "asked": asked,
        "writing": writing,
        "photos": replace(writing, resumed=True, shots=(Shot("1", code_of("Foto")),)),
        "waiting": replace(asked, item=items.WAITING),
        "arrived": replace(asked, item=items.ARRIVED),
        "conflict": replace(asked, item=items.CONFLICT),
    }


async def _get(_ident: str) -> HelpOffer | None:
    return DEBTS


async def _share(_text: str) -> bool:
    return False
