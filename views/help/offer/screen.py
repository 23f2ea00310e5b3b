"""Draws the page of one offer: what it is, when, how to get in touch; it must not do anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import flet as ft

from contract.help import HelpOffer
from services.help.freshness import freshness
from services.language import Language
from views.detail import DetailState, Found
from views.help.checked import checked
from views.help.offer.parts import along, called_back, contact, danger
from views.help.offer.rows import first, rows
from views.help.offer.store import OfferStore
from views.kit.card import card, fact
from views.kit.loading import drawn
from views.kit.notice import flag
from views.kit.page import column, page
from views.kit.text import answer, heading, paragraph
from views.states import failed, gone, waiting

#: Draws the question whether an offer still holds; the heading is of the level.
Check = Callable[[HelpOffer, int], ft.Control]


def offer_screen(
    state: DetailState[HelpOffer], act: OfferStore, say: Language, level: int = 1, *, check: Check | None = None
) -> ft.Control:
    """The page of an offer. `check(offer, level)` draws the question whether it still holds."""
    return drawn(
        state.found,
        lambda found: _found(found, state, act, say, level, check),
        waiting=lambda: waiting(say),
        failed=lambda code: failed(code, act.refresh, say),
    )


def _found(
    found: Found[HelpOffer],
    state: DetailState[HelpOffer],
    act: OfferStore,
    say: Language,
    level: int,
    check: Check | None,
) -> ft.Control:
    offer = found.record
    if offer is None:
        return gone(lambda: act.leave("/hilfe"), say)
    now = state.now or datetime.now().astimezone()
    urgent = danger(offer, act, say, level + 1)
    return page(
        say.text(offer.name),
        [
            *_flags(offer, now, say),
            *urgent,
            column([*map(answer, first(offer, now, say)), paragraph(say.text(offer.description))], gap=8),
            contact(offer, act, say, main=not urgent),
            *called_back(offer, act, say, level + 1),
            card([fact(row.icon, row.label, row.lines) for row in rows(offer, now, say)]),
            along(offer, state, act, say, level + 1),
            column([heading(say("Woher wissen wir das?"), level + 1), checked(offer, now, say)]),
            *([check(offer, level + 1)] if check else []),
        ],
        lead=offer.organization.name,
        icon=offer.topics[0],
        level=level,
    )


def _flags(offer: HelpOffer, now: datetime, say: Language) -> list[ft.Control]:
    """What one must know of the entry itself before one trusts it."""
    old = freshness(offer, now.date()).state == "overdue"
    return [
        *([flag(say("Muster: Dieser Eintrag ist ein erfundenes Beispiel."))] if offer.provenance.sample else []),
        *([flag(say("Länger nicht geprüft. Fragen Sie dort nach."))] if old else []),
    ]
