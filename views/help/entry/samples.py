"""Shows the form of an offer in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from contract.permissions import WhyNot
from contract.problems import Code
from services.help.entry_form import Wrong, written
from services.language import Language
from views.bare import CLOCK, outbox, stay
from views.examples import items
from views.examples.offers import DEBTS, LONGEST
from views.help.desk.samples import desk
from views.help.entry.screen import entry_screen
from views.help.entry.store import EntryState, EntryStore
from views.kit.loading import Loadable
from views.stages import LATER, NOW

HARD = (
    "Die Beratung wird kostenfrei durchgeführt, wobei ggf. eine Voranmeldung erforderlich ist und Sie bitte "
    "alle Unterlagen des Jobcenters mitbringen."
)
BODY = {"offer": DEBTS.id, "email": "neu@muster.invalid"}


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page; `empty`: the offer is not there."""
    act = EntryStore(desk(), outbox(), CLOCK, stay)
    return {name: entry_screen(state, act, say) for name, state in _states().items()}


def _states() -> dict[str, EntryState]:
    full = EntryState(DEBTS.id, offer=Loadable(DEBTS), lines=written(DEBTS), now=NOW)
    typed = {**full.lines, "description.simple": HARD, "schedules": "Immer", "email": "beratung", "phones": "anrufen"}
    wrong: dict[str, Wrong] = {"schedules": "hours", "email": "mail", "phones": "phone"}
    seasonal = {name: line for name, line in full.lines.items() if name != "schedules"}
    return {
        "full": full,
        "empty": EntryState(DEBTS.id, offer=Loadable(None), now=NOW),
        "busy": EntryState(DEBTS.id, offer=Loadable(busy=True), now=NOW),
        "failed": EntryState(DEBTS.id, offer=Loadable(problem=Code.STORE_BROKEN.value), now=NOW),
        "stale": replace(full, drafted=True, resumed=True, now=LATER),
        "longest": EntryState(LONGEST.id, offer=Loadable(LONGEST), lines=written(LONGEST), now=NOW),
        "wrong": replace(full, lines=typed, drafted=True, wrong=wrong),
        "sent": replace(full, item=items.made(42, "help-entries", body=BODY)),
        "waiting": replace(full, item=items.made(43, "help-entries", state="waiting", body=BODY, **items.OPEN)),
        "refused": replace(full, item=items.made(44, "help-entries", state="refused", body=BODY, **items.OPEN)),
        "unchanged": replace(full, same=True, lines=seasonal, trouble=Code.STORE_FULL.value),
        "guest": EntryState(DEBTS.id, why=WhyNot(Code.SIGN_IN_NEEDED, ("provider", "editor"))),
    }
