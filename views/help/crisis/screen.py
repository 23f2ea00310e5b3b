"""Draws the emergency page: calm, numbers first, each a button; it must not need the hub."""

from __future__ import annotations

from collections.abc import Sequence

import flet as ft

from contract.help import HelpOffer
from services.help.crisis_card import crisis_card
from services.language import Language
from views.help.crisis.card import card_page, tongues
from views.help.crisis.first import first_calls
from views.help.crisis.store import CrisisState, CrisisStore
from views.kit.card import card
from views.kit.link import dial, link_button
from views.kit.loading import drawn
from views.kit.page import column, page
from views.kit.text import heading, small, words
from views.states import failed, provenance


def crisis_screen(
    state: CrisisState,
    act: CrisisStore,
    say: Language,
    level: int = 1,
    *,
    near: Sequence[ft.Control] = (),
    own: Sequence[ft.Control] = (),
) -> ft.Control:
    """The page "Notfall": 112 and 110 stand in the app itself, the rest lies bundled on the device.

    `near`: calls to one's own people; `own`: the place to write them down.
    """
    card_ = crisis_card()
    said = card_.words(state.tongue)
    if said:
        return card_page(card_, said, act.speak, level)
    return page(
        say("Notfall"),
        [
            first_calls(say),
            tongues(card_, state.tongue, act.speak),
            *near,
            drawn(
                state.page,
                lambda found: column([_number(offer, state, say, level + 1) for offer in found.records]),
                waiting=lambda: column([]),
                failed=lambda code: failed(code, act.refresh, say),
            ),
            *own,
        ],
        lead=say("Sie sind nicht allein. Rufen Sie an. Diese Seite geht auch ohne Internet."),
        icon="crisis",
        level=level,
    )


def _number(offer: HelpOffer, state: CrisisState, say: Language, level: int) -> ft.Control:
    parts: list[ft.Control] = [heading(say.text(offer.name), level), words(say.text(offer.description))]
    parts += [
        link_button(
            say("{number} anrufen", number=phone.number),
            dial(phone.number),
            icon="call",
            note=say.text(phone.description) if phone.description else "",
        )
        for phone in offer.phones
        if phone.number not in ("112", "110")
    ]
    if offer.schedule_note:
        parts.append(small(say.text(offer.schedule_note)))
    if offer.cost and offer.cost.amount_description:
        parts.append(small(say.text(offer.cost.amount_description)))
    if offer.what_happens:
        parts.append(small(say("Wenn Sie anrufen: {text}", text=say.text(offer.what_happens))))
    if state.now:
        parts.append(provenance(offer.provenance, state.now, say))
    return card(parts)
