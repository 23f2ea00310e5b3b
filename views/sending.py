"""Owns how it stands with a contribution, in plain and honest words; it must not know a kind.

"Angekommen" is said only of what the hub has confirmed.
"""

from __future__ import annotations

from datetime import datetime

import flet as ft

from contract.contributions import CONTRIBUTIONS
from contract.problems import Code
from services.clock import BERLIN
from services.language import Language
from services.outbox_item import Item
from views.kit.page import column
from views.kit.text import changing_answer, words

#: The wire gave nothing: it goes on by itself once there is a network.
OFFLINE = (Code.HUB_UNREACHABLE, Code.HUB_SILENT, Code.HUB_FOREIGN)
SIGN_IN = (Code.SESSION_ENDED, Code.SIGN_IN_NEEDED)


def state_words(item: Item, say: Language) -> str:
    """How it stands, in a few words."""
    if item.state == "waiting":
        return _waiting(item, say)
    kind = CONTRIBUTIONS[item.kind]
    if item.state == "arrived" and kind.desk and not kind.answered and item.progress != "received":
        return say("Beantwortet") if item.progress == "answered" else say("Gesehen")
    return {
        "draft": say("Entwurf"),
        "sending": say("Wird gesendet"),
        "arrived": say("Angekommen"),
        "refused": say("Abgelehnt"),
        "conflict": say("Entscheidung nötig"),
        "withdrawn": say("Zurückgezogen"),
    }[item.state]


def _waiting(item: Item, say: Language) -> str:
    if item.problem in SIGN_IN:
        return say("Wartet auf Ihre Anmeldung")
    if item.problem is None or item.problem in OFFLINE:
        return say("Wartet auf Netz")
    return say("Wartet")


def standing_line(item: Item, now: datetime, say: Language) -> str:
    """State, number and time in one line: "Angekommen · Nr. 12 · 14:05 Uhr"."""
    parts = [state_words(item, say)]
    if item.number and item.state in ("arrived", "withdrawn"):
        parts.append(say("Nr. {number}", number=item.number))
    parts.append(_moment((item.received_at if item.state == "arrived" else None) or item.changed_at, now, say))
    # Blanks that do not break: the sign between stays with the word before it.
    return "\u00a0· ".join(parts)


def _moment(moment: datetime, now: datetime, say: Language) -> str:
    """Only the time for today; else the day before it."""
    if moment.astimezone(BERLIN).date() == now.astimezone(BERLIN).date():
        return say.time(moment)
    return say("{date}, {time}", date=say.date(moment), time=say.time(moment))


def reason_lines(item: Item, say: Language) -> list[str]:
    """Why it stands like that and what happens next or what to do; empty where all is well."""
    if item.state == "conflict":
        return [say("Sie haben das auf zwei Geräten geändert. Bitte wählen Sie, was gelten soll.")]
    if item.state == "refused" and item.problem:
        return list(say.problem(item.problem))
    if item.state != "waiting":
        return []
    after = say("Danach ist es zurückgezogen.") if item.gone else ""
    if item.problem in SIGN_IN:
        first = say("Ihre Anmeldung ist abgelaufen. Melden Sie sich wieder an, dann sendet die App es von allein.")
    elif item.problem is None or item.problem in OFFLINE:
        first = say("Es liegt sicher auf diesem Gerät. Die App sendet es von allein, sobald Netz da ist.")
    else:
        first = f"{say.problem(item.problem)[0]} {say('Die App versucht es von allein wieder.')}"
    return [line for line in (first, after) if line]


def standing(item: Item, now: datetime, say: Language) -> ft.Control:
    """How it stands; a screen reader is told when it changes."""
    return column(
        [changing_answer(standing_line(item, now, say)), *(words(line) for line in reason_lines(item, say))], gap=4
    )
