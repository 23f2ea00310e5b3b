"""Draws what an offer's page is made of: danger first, ways to get in touch, taking it along; it must not do."""

from __future__ import annotations

from functools import partial

import flet as ft

from contract.help import HelpOffer
from services.language import Language
from views.detail import DetailState
from views.help.crisis.first import danger_card, first_calls
from views.help.offer.store import OfferStore
from views.kit.button import quiet_button
from views.kit.card import card
from views.kit.link import dial, link_button
from views.kit.page import column, side_by_side
from views.kit.picture import code_picture
from views.kit.text import announced, heading, small, words


def danger(offer: HelpOffer, act: OfferStore, say: Language, level: int) -> list[ft.Control]:
    """Whom one calls at once, before anything else; a line for emergencies is that itself."""
    if offer.crisis:
        return []
    if "krise" in offer.topics:
        return [danger_card(act.leave, say, level)]
    if "gewalt" not in offer.topics:
        return []
    every = quiet_button(say("Alle Notfall-Nummern"), partial(act.leave, "/notfall"), icon="crisis")
    return [card([heading(say("Sind Sie in Gefahr?"), level), first_calls(say), side_by_side([every])])]


def contact(offer: HelpOffer, act: OfferStore, say: Language, *, main: bool = True) -> ft.Control:
    """Call, write, go there: each as a button that the device opens; the first is the main action, if one is."""
    buttons: list[ft.Control] = []
    for phone in offer.phones:
        note = say.text(phone.description) if phone.description else ""
        free = say("kostenlos") if phone.free else ""
        buttons.append(
            link_button(
                say("Anrufen: {number}", number=phone.number),
                dial(phone.number),
                icon="call",
                main=main and not buttons,
                note=" · ".join(text for text in (note, free) if text),
            )
        )
    ways = (
        (say("Im Chat schreiben"), offer.chat_url, "message"),
        (say("E-Mail schreiben"), offer.email and f"mailto:{offer.email}", "mail"),
        (say("Termin vereinbaren"), offer.appointment_url, "event"),
        (say("Zur Internetseite"), offer.url, "web"),
    )
    for name, url, icon in ways:
        if url:
            buttons.append(link_button(name, url, icon=icon, main=main and not buttons))
    buttons += [link_button(say("Weg zeigen"), act.way(goal), icon="route", note=goal) for goal in _goals(offer)]
    return column(buttons, gap=8)


def _goals(offer: HelpOffer) -> list[str]:
    """Where one can go: addresses in words, or a point in degrees where none is known."""
    goals = []
    for spot in offer.locations:
        if spot.address:
            goals.append(f"{spot.address.address_1}, {spot.address.postal_code} {spot.address.city}")
        elif spot.latitude is not None and spot.longitude is not None:
            goals.append(f"{spot.latitude}, {spot.longitude}")
    return goals


def called_back(offer: HelpOffer, act: OfferStore, say: Language, level: int) -> list[ft.Control]:
    """The ways to be called instead of calling, and to be met; only where somebody takes such requests."""
    if not offer.callback:
        return []
    path = f"/rueckruf/{offer.id}"
    ways: list[ft.Control] = [
        quiet_button(say("Ruf mich zurück"), partial(act.leave, path), icon="call"),
        quiet_button(say("Ich komme nicht allein"), partial(act.leave, f"{path}?begleitung=ja"), icon="people"),
    ]
    return [
        column(
            [
                heading(say("Ist der erste Schritt schwer?"), level),
                words(say("Lassen Sie sich anrufen. Oder jemand holt Sie ab und geht mit.")),
                side_by_side(ways),
            ]
        )
    ]


def along(offer: HelpOffer, state: DetailState[HelpOffer], act: OfferStore, say: Language, level: int) -> ft.Control:
    """Share it, take it to a phone, keep it as a file, print it."""
    ways: list[ft.Control] = [
        quiet_button(say("Weitergeben"), partial(act.share, offer, say), icon="share"),
        quiet_button(
            say("QR-Code schließen") if state.code else say("Aufs Handy mitnehmen (QR-Code)"),
            partial(act.take, offer, say),
            icon="qr",
        ),
        quiet_button(say("Als Text speichern"), partial(act.save, offer, say), icon="keep"),
    ]
    paper = act.paper(offer, say)
    if paper:
        ways.append(link_button(say("Zum Drucken (eine Seite)"), paper, icon="news"))
    parts: list[ft.Control] = [heading(say("Mitnehmen"), level), side_by_side(ways)]
    if not paper:
        parts.append(small(say("Den Text können Sie auch ausdrucken. Das geht ohne Netz.")))
    if state.shared:
        parts.append(announced(state.shared))
    if state.code:
        parts.append(code_picture(state.code, name=say("QR-Code mit Name und Kontakt dieses Angebots")))
    return column(parts)
