"""Draws what an offer's page is made of: ways to get in touch, for whom, how; it must not do anything."""

from __future__ import annotations

import flet as ft

from contract.help import HelpOffer
from services.language import Language
from views.help.offer.store import OfferStore
from views.kit.card import fact
from views.kit.link import dial, link_button
from views.kit.page import column
from views.words import access_words, audience_words, language_words


def contact(offer: HelpOffer, act: OfferStore, say: Language) -> ft.Control:
    """Call, write, go there: each as a button that the device opens; the first is the main action."""
    buttons: list[ft.Control] = []
    for phone in offer.phones:
        note = say.text(phone.description) if phone.description else ""
        free = say("kostenlos") if phone.free else ""
        buttons.append(
            link_button(
                say("Anrufen: {number}", number=phone.number),
                dial(phone.number),
                icon="call",
                main=not buttons,
                note=" · ".join(text for text in (note, free) if text),
            )
        )
    if offer.chat_url:
        buttons.append(link_button(say("Im Chat schreiben"), offer.chat_url, icon="message", main=not buttons))
    if offer.email:
        buttons.append(link_button(say("E-Mail schreiben"), f"mailto:{offer.email}", icon="mail", main=not buttons))
    if offer.url:
        buttons.append(link_button(say("Zur Internetseite"), offer.url, icon="web", main=not buttons))
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


def who(offer: HelpOffer, say: Language) -> list[ft.Control]:
    """For whom, in which languages, how accessible, what it costs."""
    parts = []
    names = audience_words(say)
    people = [names[attribute.term] for attribute in offer.attributes]
    if offer.minimum_age is not None and offer.maximum_age is not None:
        people.append(say("von {low} bis {high} Jahren", low=offer.minimum_age, high=offer.maximum_age))
    elif offer.minimum_age is not None:
        people.append(say("ab {low} Jahren", low=offer.minimum_age))
    elif offer.maximum_age is not None:
        people.append(say("bis {high} Jahre", high=offer.maximum_age))
    if people:
        parts.append(fact("account", say("Für wen?"), [", ".join(people)]))
    parts.append(fact("geld", say("Was kostet es?"), [_cost(offer, say)]))
    tongues = language_words(say)
    parts.append(
        fact("language", say("Welche Sprachen?"), [", ".join(tongues.get(tag, tag) for tag in offer.languages)])
    )
    access = access_words(say)
    ways = sorted({access[item.feature] for spot in offer.locations for item in spot.accessibility})
    if ways:
        parts.append(fact("behinderung", say("Ist es barrierefrei?"), [", ".join(ways)]))
    return parts


def _cost(offer: HelpOffer, say: Language) -> str:
    if offer.cost is None:
        return say("Das wissen wir nicht. Bitte fragen Sie dort nach.")
    if offer.cost.amount_description:
        return say.text(offer.cost.amount_description)
    return {
        "free": say("Es kostet nichts."),
        "paid": say("Es kostet etwas."),
        "depends": say("Das kommt darauf an."),
    }[offer.cost.option]


def how(offer: HelpOffer, say: Language) -> list[ft.Control]:
    """How to get there and what happens then."""
    parts = []
    if offer.application_process:
        parts.append(fact("guide", say("Wie bekomme ich das?"), [say.text(offer.application_process)]))
    if offer.what_happens:
        parts.append(fact("call", say("Was passiert, wenn ich anrufe?"), [say.text(offer.what_happens)]))
    return parts
