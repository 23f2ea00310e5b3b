"""Shows the request to be called back in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import flet as ft

from contract.contributions import Outcome
from contract.problems import Code, FieldError
from contract.text import Text
from services.language import Language
from views.bare import CLOCK, no_photo, outbox, stay
from views.examples import items
from views.examples.offers import DEBTS, LONGEST
from views.form import FormState
from views.help.callback.screen import callback_screen
from views.help.callback.store import CallbackStore
from views.stages import LATER, NOW

TAKING = DEBTS.model_copy(update={"callback": True})
ANSWER = Outcome(
    text=Text(
        de="Wir rufen Sie am Dienstag um 10:00 Uhr an. Frau Muster holt Sie am Donnerstag ab.",
        simple="Wir rufen Sie am Dienstag an.\nFrau Muster holt Sie am Donnerstag ab.",
    ),
    at=NOW - timedelta(hours=2),
)
UNREAD = (FieldError(pointer="#/body/offer", detail="nimmt hier keine Bitten um Rückruf an"),)
LONG = {
    **items.CALL,
    "name": "Donaudampfschifffahrtsgesellschaftskapitän",
    "way": "mail",
    "reach": "schuldnerberatungsstelle.wohlfahrtsverbaende@landratsamt-wuerzburg.invalid",
    "note": "Außersprechstundenterminvereinbarung " * 6,
}


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page; `empty`: nothing typed yet."""
    act = CallbackStore(outbox(), "call-backs", "offer", CLOCK, stay, pick=no_photo, recalls=True)
    drawn = {name: callback_screen(state, act, say, offer=TAKING) for name, state in _states().items()}
    longest = replace(_states()["full"], body=LONG, now=NOW)
    drawn["longest"] = callback_screen(longest, act, say, offer=LONGEST.model_copy(update={"callback": True}))
    drawn["not-taken"] = callback_screen(_states()["empty"], act, say, offer=DEBTS)
    return drawn


def _states() -> dict[str, FormState]:
    empty = FormState(TAKING.id, DEBTS.name.de, now=NOW)
    draft = replace(empty, body=items.CALL, item=items.made(31, "call-backs", state="draft", **items.OPEN), open=True)
    waits = items.made(32, "call-backs", state="waiting", problem=Code.HUB_UNREACHABLE, tries=1, **items.OPEN)
    there = items.made(33, "call-backs")
    return {
        "full": draft,
        "empty": empty,
        "company": replace(empty, body={"company": True}),
        "lacking": replace(empty, lacking=True),
        "busy": replace(empty, item=items.made(34, "call-backs", state="sending", **items.OPEN)),
        "failed": replace(draft, trouble=Code.STORE_FULL.value),
        "stale": replace(draft, resumed=True, now=LATER),
        "waiting": replace(empty, item=waits),
        "arrived": replace(empty, item=there),
        "seen": replace(empty, item=there.but(progress="in-progress")),
        "answered": replace(empty, item=there.but(progress="answered", outcome=ANSWER)),
        "refused": replace(empty, item=items.made(35, "call-backs", state="refused", errors=UNREAD, **items.OPEN)),
        "withdrawn": replace(empty, item=there.but(state="withdrawn", gone=True)),
    }
