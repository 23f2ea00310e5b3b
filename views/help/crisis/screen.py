"""Draws the emergency page: calm, numbers first, each a button; it must not need the hub."""

from __future__ import annotations

import flet as ft

from contract.help import HelpOffer
from services.language import Language
from views.kit.card import card
from views.kit.link import dial, link_button
from views.kit.loading import drawn
from views.kit.page import column, page
from views.kit.text import heading, small, words
from views.listing import ListState, ListStore
from views.states import failed, provenance


def crisis_screen(state: ListState, act: ListStore, say: Language, level: int = 1) -> ft.Control:
    """The page "Notfall": 112 and 110 stand in the app itself, the rest lies bundled on the device."""
    return page(
        say("Notfall"),
        [
            column(
                [
                    link_button(
                        say("112 anrufen"),
                        "tel:112",
                        icon="call",
                        main=True,
                        note=say("Rettungsdienst und Feuerwehr"),
                    ),
                    link_button(say("110 anrufen"), "tel:110", icon="call", main=True, note=say("Polizei")),
                ],
                gap=8,
            ),
            drawn(
                state.page,
                lambda found: column(
                    [_number(offer, state, say, level + 1) for offer in found.records if _further(offer)]
                ),
                waiting=lambda: column([]),
                failed=lambda code: failed(code, act.refresh, say),
            ),
        ],
        lead=say("Sie sind nicht allein. Rufen Sie an. Diese Seite geht auch ohne Internet."),
        icon="crisis",
        level=level,
    )


def _further(offer: HelpOffer) -> bool:
    return not any(phone.number in ("112", "110") for phone in offer.phones)


def _number(offer: HelpOffer, state: ListState, say: Language, level: int) -> ft.Control:
    parts: list[ft.Control] = [heading(say.text(offer.name), level), words(say.text(offer.description))]
    parts += [
        link_button(
            say("{number} anrufen", number=phone.number),
            dial(phone.number),
            icon="call",
            note=say.text(phone.description) if phone.description else "",
        )
        for phone in offer.phones
    ]
    if offer.schedule_note:
        parts.append(small(say.text(offer.schedule_note)))
    if offer.what_happens:
        parts.append(small(say("Wenn Sie anrufen: {text}", text=say.text(offer.what_happens))))
    if state.now:
        parts.append(provenance(offer.provenance, state.now, say))
    return card(parts)
