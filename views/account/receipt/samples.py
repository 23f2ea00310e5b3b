"""Shows looking up a receipt in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import flet as ft

from contract.contributions import Contribution, Outcome
from contract.problems import Code
from contract.text import Text
from services.language import Language
from views.account.receipt.screen import receipt_screen
from views.account.receipt.store import ReceiptState, ReceiptStore
from views.bare import CLOCK, outbox, stay
from views.kit.loading import Loadable
from views.stages import NOW, ident

CODE = "WUE-7K3M-92QF-4HTX"
TOLD = Contribution(
    id=ident(1),
    kind="feedback",
    version=2,
    number=1204,
    state="received",
    epoch="e",
    received_at=NOW - timedelta(days=3),
    changed_at=NOW - timedelta(hours=2),
    body={"about": "/hilfe", "text": "Die Suche findet keine Kleiderkammer.", "query": "Kleiderkammer"},
)
THANKS = Text(
    de="Danke für Ihren Hinweis. Wir haben drei Kleiderkammern eingetragen und die Öffnungszeiten geprüft.",
    simple="Danke für Ihren Hinweis.\nWir haben 3 Kleider·kammern eingetragen.",
)


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page."""
    act = ReceiptStore(outbox(), CLOCK, stay)
    return {name: receipt_screen(state, act, say) for name, state in _states().items()}


def _states() -> dict[str, ReceiptState]:
    full = ReceiptState(CODE, code=CODE, found=Loadable(TOLD), now=NOW)
    answered = TOLD.model_copy(update={"state": "answered", "outcome": Outcome(text=THANKS, at=NOW)})
    long = answered.model_copy(
        update={"body": {**TOLD.body, "text": TOLD.body["text"] * 9}, "attachments": (ident(7), ident(8), ident(9))}
    )
    return {
        "empty": ReceiptState(now=NOW),
        "full": full,
        "wrong": ReceiptState("WUE-7K3M-92QF", wrong=True, now=NOW),
        "busy": ReceiptState(CODE, code=CODE, found=Loadable(busy=True), now=NOW),
        "failed": ReceiptState(CODE, code=CODE, found=Loadable(problem=Code.RECEIPT_UNKNOWN.value), now=NOW),
        "offline": replace(full, found=Loadable(TOLD, problem=Code.HUB_UNREACHABLE.value)),
        "answered": replace(full, found=Loadable(answered)),
        "sure": replace(full, sure=True),
        "withdrawn": replace(full, found=Loadable(TOLD.model_copy(update={"state": "withdrawn", "body": {}}))),
        "gone": replace(full, gone=Loadable(TOLD.id)),
        "longest": replace(full, found=Loadable(long), taken=Loadable(problem=Code.HUB_FOREIGN.value)),
    }
