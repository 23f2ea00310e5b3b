"""Draws the page of one offer: what it is, when, how to get in touch; it must not do anything."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import flet as ft

from contract.help import HelpOffer
from services.language import Language
from views.detail import DetailState, Found
from views.help.offer.parts import contact, how, who
from views.help.offer.store import OfferStore
from views.hours import opening, week_lines
from views.kit.button import quiet_button
from views.kit.card import card, fact
from views.kit.loading import drawn
from views.kit.notice import flag
from views.kit.page import column, page, side_by_side
from views.kit.picture import code_picture
from views.kit.text import announced, heading, paragraph
from views.states import failed, gone, provenance, waiting

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
    return page(
        say.text(offer.name),
        [
            *([flag(say("Muster: Dieser Eintrag ist ein erfundenes Beispiel."))] if offer.provenance.sample else []),
            paragraph(say.text(offer.description)),
            contact(offer, act, say),
            card([_hours(offer, now, say), *who(offer, say), *how(offer, say)]),
            _along(offer, state, act, say),
            heading(say("Woher wissen wir das?"), level + 1),
            provenance(offer.provenance, now, say),
            *([check(offer, level + 1)] if check else []),
        ],
        lead=offer.organization.name,
        icon=offer.topics[0],
        level=level,
    )


def _hours(offer: HelpOffer, now: datetime, say: Language) -> ft.Control:
    lines = [line for line in [opening(offer.schedules, now, say)] if line]
    always = lines == [say("Tag und Nacht erreichbar")]
    if offer.schedules and not always:
        lines += week_lines(offer.schedules, now, say)
    if offer.schedule_note:
        lines.append(say.text(offer.schedule_note))
    return fact(
        "clock",
        say("Wann?"),
        lines or [say("Die Zeiten kennen wir nicht. Bitte fragen Sie dort nach.")],
    )


def _along(offer: HelpOffer, state: DetailState[HelpOffer], act: OfferStore, say: Language) -> ft.Control:
    parts = [
        side_by_side(
            [
                quiet_button(say("Weitergeben"), lambda: act.share(offer, say), icon="share"),
                quiet_button(
                    say("QR-Code schließen") if state.code else say("Aufs Handy mitnehmen (QR-Code)"),
                    lambda: act.take(offer, say),
                    icon="qr",
                ),
            ]
        )
    ]
    if state.shared:
        parts.append(announced(state.shared))
    if state.code:
        parts.append(code_picture(state.code, name=say("QR-Code mit Name und Kontakt dieses Angebots")))
    return column(parts)
