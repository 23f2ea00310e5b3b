"""Owns what a page says of an offer, in the order it is asked, for screen and paper alike; it must not draw."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from contract.help import HelpOffer
from contract.text import Text
from hub.reading.hours import week
from hub.reading.names import audiences, features, tongues
from hub.reading.speech import Speech


class Way(NamedTuple):
    """A way to get in touch. `href` leads there; `shown` is what one reads on paper."""

    label: str
    href: str
    shown: str
    note: str = ""


class Fact(NamedTuple):
    """One thing one wants to know. `table`: days and their times."""

    label: str
    lines: Sequence[str]
    table: Sequence[tuple[str, str]] = ()


def ways(offer: HelpOffer, say: Speech) -> list[Way]:
    """Call, write, go there; an address that is none is left out: nobody types it in."""
    found = []
    for phone in offer.phones:
        notes = [say.text(phone.description) if phone.description else "", say("kostenlos") if phone.free else ""]
        href = "tel:" + re.sub(r"[^0-9+]", "", phone.number)
        found.append(Way(say("Anrufen"), href, phone.number, ", ".join(note for note in notes if note)))
    if offer.email:
        found.append(Way(say("E-Mail schreiben"), "mailto:" + quote(offer.email, safe="@+"), offer.email))
    for label, url in (
        (say("Im Chat schreiben"), offer.chat_url),
        (say("Termin vereinbaren"), offer.appointment_url),
        (say("Zur Internetseite"), offer.url),
    ):
        if is_web(url):
            found.append(Way(label, str(url), str(url)))
    return found


def is_web(url: str | None) -> bool:
    """Whether it is the address of a page: what else a URL can be, a script say, is no link."""
    return bool(url) and re.fullmatch(r"https?://[^\s\"<>\\]+", str(url)) is not None


def facts(offer: HelpOffer, today: date, say: Speech) -> list[Fact]:
    """All that is known; what nobody knows is left out, but hours and cost."""
    hours = week(offer, today, say)
    told = [
        Fact(say("Wann?"), hours.notes, hours.days),
        Fact(say("Ist Platz?"), _room(offer, today, say)),
        Fact(say("Für wen?"), _people(offer, say)),
        Fact(say("Was kostet es?"), _cost(offer, say)),
        Fact(say("Wo?"), _places(offer)),
        Fact(say("Wie bekomme ich das?"), _text(offer.application_process, say)),
        Fact(say("Was passiert, wenn ich anrufe?"), _text(offer.what_happens, say)),
        Fact(say("Was bringe ich mit?"), [say.text(thing) for thing in offer.required_documents]),
        Fact(say("Welche Sprachen?"), [", ".join(tongues(say).get(tag, tag) for tag in offer.languages)]),
        Fact(say("Ist es barrierefrei?"), _access(offer, say)),
    ]
    return [fact for fact in told if fact.lines or fact.table]


def checked(offer: HelpOffer, today: date, say: Speech) -> list[str]:
    """When it was checked, what follows from its age, and who says so."""
    origin = offer.provenance
    day = max(offer.assured_date or origin.stand, origin.stand)
    confirmed = offer.assured_date is not None and offer.assured_date >= day
    lines = [say("Geprüft am {date}", date=say.date(day)) if confirmed else say("Stand: {date}", date=say.date(day))]
    if overdue(offer, today):
        lines.append(say("Länger nicht geprüft. Fragen Sie dort nach."))
    else:
        lines.append(say("Wir prüfen es wieder bis {date}.", date=say.date(max(origin.review_by, day))))
    return [*lines, say("Quelle: {source}", source=origin.source)]


def overdue(offer: HelpOffer, today: date) -> bool:
    """Whether it was to be checked before today."""
    return today > max(offer.provenance.review_by, offer.assured_date or offer.provenance.stand)


def _room(offer: HelpOffer, today: date, say: Speech) -> list[str]:
    lines = _text(offer.wait_time, say)
    said = offer.availability
    if said is None or not said.updated <= today <= said.until:
        return lines
    waiting = say("Warteliste")
    if said.weeks:
        waiting = say("Warteliste: 1 Woche") if said.weeks == 1 else say("Warteliste: {n} Wochen", n=said.weeks)
    first = {"free": say("Derzeit frei"), "waiting": waiting, "full": say("Derzeit voll")}[said.state]
    return [first, say("Gesagt am {date}", date=say.date(said.updated)), *lines]


def _text(text: Text | None, say: Speech) -> list[str]:
    return say.text(text).split("\n") if text else []


def _people(offer: HelpOffer, say: Speech) -> list[str]:
    names = audiences(say)
    people = [names[each.term] for each in offer.attributes]
    low, high = offer.minimum_age, offer.maximum_age
    if low is not None and high is not None:
        people.append(say("von {low} bis {high} Jahren", low=low, high=high))
    elif low is not None:
        people.append(say("ab {low} Jahren", low=low))
    elif high is not None:
        people.append(say("bis {high} Jahre", high=high))
    return [", ".join(people)] if people else []


def _cost(offer: HelpOffer, say: Speech) -> list[str]:
    if offer.cost is None:
        return [say("Das wissen wir nicht. Bitte fragen Sie dort nach.")]
    if offer.cost.amount_description:
        return say.text(offer.cost.amount_description).split("\n")
    return {
        "free": [say("Es kostet nichts.")],
        "paid": [say("Es kostet etwas.")],
        "depends": [say("Das kommt darauf an.")],
    }[offer.cost.option]


def _places(offer: HelpOffer) -> list[str]:
    lines = []
    for spot in offer.locations:
        where = spot.address and f"{spot.address.address_1}, {spot.address.postal_code} {spot.address.city}"
        lines.append(", ".join(text for text in (spot.name, where) if text))
    return [line for line in lines if line]


def _access(offer: HelpOffer, say: Speech) -> list[str]:
    names = features(say)
    there = sorted({names[item.feature] for spot in offer.locations for item in spot.accessibility})
    return [", ".join(there)] if there else []
