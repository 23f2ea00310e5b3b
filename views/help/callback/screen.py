"""Draws the page on which one asks to be called back, or not to come alone; it must not do anything."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import flet as ft

from contract.help import HelpOffer
from services.clock import BERLIN
from services.language import Language
from views.form import FormState
from views.help.callback.parts import NEEDED, fields, how_far, who_sees
from views.help.callback.store import CallbackStore
from views.kit.button import quiet_button
from views.kit.notice import notice
from views.kit.page import column, page, side_by_side
from views.kit.text import words
from views.written import became, ending, resumed


def callback_screen(
    state: FormState, act: CallbackStore, say: Language, level: int = 1, *, offer: HelpOffer
) -> ft.Control:
    """The page "Ruf mich zurück" of an offer."""
    with_somebody = bool(state.body.get("company")) and not state.sent
    return page(
        say("Ich komme nicht allein") if with_somebody else say("Ruf mich zurück"),
        [column(_inside(state, act, say, offer)), side_by_side([_back(act, offer, say)])],
        lead=say.text(offer.name),
        icon="people" if with_somebody else "call",
        level=level,
    )


def _inside(state: FormState, act: CallbackStore, say: Language, offer: HelpOffer) -> list[ft.Control]:
    days = act.kind.days
    if state.item and state.sent:
        now = state.now or datetime.now(BERLIN)
        again = say("Noch eine Bitte schreiben")
        if any(error.pointer == "#/body/offer" for error in state.item.errors):
            # The hub refuses where nobody would read it: that is no fault of the app's, and went to nobody.
            gone = words(say("Ihre Bitte ist bei niemandem angekommen."))
            return [_not_taken(say), gone, side_by_side([quiet_button(say("Verwerfen"), act.forget)])]
        return [*how_far(state.item, now, days, say), became(state, state.item, act, say, again=again)]
    if not offer.callback:
        return [_not_taken(say)]
    return [
        who_sees(offer, days, say),
        *resumed(state, say),
        *fields(state, act, say),
        ending(state, act, say, needs=NEEDED),
    ]


def _not_taken(say: Language) -> ft.Control:
    return notice(say("Diese Stelle nimmt zurzeit keine Bitte um Rückruf an. Rufen Sie dort an."), icon="call")


def _back(act: CallbackStore, offer: HelpOffer, say: Language) -> ft.Control:
    return quiet_button(say("Zurück zum Angebot"), partial(act.leave, f"/hilfe/{offer.id}"), icon="back")
