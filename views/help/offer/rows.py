"""Owns what is told of an offer, as rows of a picture, a name and lines: for the page, for paper, for a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contract.help import HelpOffer
from services.help.freshness import room
from services.language import Language
from views.help.checked import checked_lines, room_lines
from views.hours import coming, offer_today, offer_week
from views.words import access_words, audience_words, language_words


@dataclass(frozen=True)
class Row:
    """One thing one wants to know. `icon` is a pictogram."""

    icon: str
    label: str
    lines: tuple[str, ...]


def rows(offer: HelpOffer, now: datetime, say: Language) -> list[Row]:
    """All that is known, what is asked most first; what nobody knows is left out, but hours and cost."""
    told = [
        Row("clock", say("Wann?"), tuple(hours(offer, now, say))),
        Row("people", say("Ist Platz?"), tuple(room_lines(offer, now, say))),
        Row("account", say("Für wen?"), tuple(_people(offer, say))),
        Row("geld", say("Was kostet es?"), (_cost(offer, say),)),
        Row("place", say("Wo?"), tuple(_places(offer))),
        Row("guide", say("Wie bekomme ich das?"), _text(offer.application_process, say)),
        Row("call", say("Was passiert, wenn ich anrufe?"), _text(offer.what_happens, say)),
        Row("keep", say("Was bringe ich mit?"), tuple(say.text(thing) for thing in offer.required_documents)),
        Row("language", say("Welche Sprachen?"), (_tongues(offer, say),)),
        Row("behinderung", say("Ist es barrierefrei?"), tuple(_access(offer, say))),
    ]
    return [row for row in told if row.lines]


def hours(offer: HelpOffer, now: datetime, say: Language) -> list[str]:
    """Today first, then the week, then what is announced."""
    lines = offer_today(offer, now, say)
    always = lines == [say("Tag und Nacht erreichbar")]
    if offer.schedules and (not always or offer.exceptions):
        lines += [] if always else offer_week(offer, now, say)
        lines += coming(offer, now, say)
    if offer.schedule_note:
        lines.append(say.text(offer.schedule_note))
    return lines or [say("Die Zeiten kennen wir nicht. Bitte fragen Sie dort nach.")]


def first(offer: HelpOffer, now: datetime, say: Language) -> list[str]:
    """What one wants to know before all else: whether it is open now, and whether there is room."""
    return [*offer_today(offer, now, say)[:1], *(room_lines(offer, now, say)[:1] if room(offer, now.date()) else [])]


def sheet(offer: HelpOffer, now: datetime, say: Language) -> str:
    """The whole offer in plain text, to keep or print with no network."""
    lines = [say.text(offer.name), offer.organization.name, "", say.text(offer.description), ""]
    lines += [say("Telefon: {number}", number=phone.number) for phone in offer.phones]
    lines += [text for text in (offer.email, offer.chat_url, offer.appointment_url, offer.url) if text]
    for row in rows(offer, now, say):
        lines += ["", row.label, *row.lines]
    lines += ["", *checked_lines(offer, now, say), say("Quelle: {source}", source=offer.provenance.source)]
    if offer.provenance.sample:
        lines.append(say("Muster: Dieser Eintrag ist ein erfundenes Beispiel."))
    lines.append(say("Aufgeschrieben am {date}", date=say.date(now)))
    return "\n".join(lines).replace("·", "") + "\n"


def _text(text: object, say: Language) -> tuple[str, ...]:
    return (say.text(text),) if text else ()  # type: ignore[arg-type]


def _people(offer: HelpOffer, say: Language) -> list[str]:
    names = audience_words(say)
    people = [names[attribute.term] for attribute in offer.attributes]
    if offer.minimum_age is not None and offer.maximum_age is not None:
        people.append(say("von {low} bis {high} Jahren", low=offer.minimum_age, high=offer.maximum_age))
    elif offer.minimum_age is not None:
        people.append(say("ab {low} Jahren", low=offer.minimum_age))
    elif offer.maximum_age is not None:
        people.append(say("bis {high} Jahre", high=offer.maximum_age))
    return [", ".join(people)] if people else []


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


def _places(offer: HelpOffer) -> list[str]:
    lines = []
    for spot in offer.locations:
        where = spot.address and f"{spot.address.address_1}, {spot.address.postal_code} {spot.address.city}"
        lines.append(", ".join(text for text in (spot.name, where) if text))
    return [line for line in lines if line]


def _tongues(offer: HelpOffer, say: Language) -> str:
    names = language_words(say)
    return ", ".join(names.get(tag, tag) for tag in offer.languages)


def _access(offer: HelpOffer, say: Language) -> list[str]:
    names = access_words(say)
    ways = sorted({names[item.feature] for spot in offer.locations for item in spot.accessibility})
    return [", ".join(ways)] if ways else []
