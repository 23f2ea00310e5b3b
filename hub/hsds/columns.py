"""Owns the German table of help offers: its columns, an offer as a row, and a row as an HSDS service.

Several values of one cell are separated by ` | `. A table holds less than an offer: on the way in only cells that
differ from what the offer says now are changes, so that nothing else is lost. A column that is missing changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from contract.help import HelpOffer
from contract.text import Text
from hub.hsds import places, terms
from hub.hsds.offer import Incoming
from hub.hsds.profile import Json

MANY = " | "
DAYS = dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"), strict=True))
STATES = {"active": "aktiv", "inactive": "nicht aktiv", "defunct": "gibt es nicht mehr",
          "temporarily closed": "vorübergehend geschlossen"}  # fmt: skip
COSTS = {"free": "kostenlos", "paid": "kostenpflichtig", "depends": "unterschiedlich"}
HOLIDAYS = {"unknown": "", "closed": "geschlossen", "open": "offen"}
#: Texts that stand in two columns, the second one ending in `_einfach`.
TEXTS = {
    "name": "name", "weitere_namen": "alternate_name", "beschreibung": "description",
    "anmeldung": "application_process", "ablauf": "what_happens", "wartezeit": "wait_time",
    "oeffnungszeiten_hinweis": "schedule_note",
}  # fmt: skip


def _first(offer: HelpOffer) -> Json:
    place = offer.locations[0].model_dump(exclude_none=True) if offer.locations else {}
    return {**place, **place.get("address", {})}


def _place(field: str) -> Callable[[HelpOffer], str]:
    return lambda offer: str(_first(offer).get(field, ""))


def _hours(offer: HelpOffer) -> str:
    weekly = (each for each in offer.schedules if not each.valid_from and not each.valid_to)
    return MANY.join(f"{','.join(DAYS[d] for d in each.byday)} {each.opens_at}-{each.closes_at}" for each in weekly)


def _features(offer: HelpOffer) -> str:
    place = offer.locations[0].accessibility if offer.locations else ()
    return MANY.join(places.FEATURES[each.feature] for each in place)


def _price(offer: HelpOffer) -> str:
    return "" if not offer.cost or offer.cost.amount is None else f"{offer.cost.amount:g}".replace(".", ",")


def _both(value: Text | None) -> tuple[str, str]:
    return (value.de, value.simple) if value else ("", "")


def _text(field: str, at: int) -> Callable[[HelpOffer], str]:
    return lambda offer: _both(getattr(offer, field))[at]


def _yes(said: bool) -> str:
    return "ja" if said else "nein"


#: Column → the field of an offer it changes, and how an offer fills it. The order is that of the table.
COLUMNS: dict[str, tuple[str, Callable[[HelpOffer], str]]] = {
    "id": ("", lambda offer: offer.id),
    **{
        name + ending: (field, _text(field, at))
        for name, field in TEXTS.items()
        for at, ending in enumerate(("", "_einfach"))
    },
    "traeger": ("organization", lambda offer: offer.organization.name),
    "traeger_id": ("organization", lambda offer: offer.organization.id),
    "traeger_website": ("organization", lambda offer: offer.organization.website or ""),
    "status": ("status", lambda offer: STATES[offer.status]),
    "themen": ("topics", lambda offer: MANY.join(terms.NAMES[terms.TOPIC].get(each, each) for each in offer.topics)),
    "zielgruppen": (
        "attributes", lambda offer: MANY.join(terms.NAMES[terms.AUDIENCE][each.term] for each in offer.attributes)
    ),
    "stichwoerter": ("terms", lambda offer: MANY.join(offer.terms)),
    "alter_von": ("minimum_age", lambda offer: "" if offer.minimum_age is None else str(offer.minimum_age)),
    "alter_bis": ("maximum_age", lambda offer: "" if offer.maximum_age is None else str(offer.maximum_age)),
    "telefon": ("phones", lambda offer: MANY.join(each.number for each in offer.phones)),
    "email": ("email", lambda offer: offer.email or ""),
    "website": ("url", lambda offer: offer.url or ""),
    "chat": ("chat_url", lambda offer: offer.chat_url or ""),
    "terminbuchung": ("appointment_url", lambda offer: offer.appointment_url or ""),
    "ort": ("where", lambda offer: offer.where),
    "gebaeude": ("locations", _place("name")),
    "strasse": ("locations", _place("address_1")),
    "plz": ("locations", _place("postal_code")),
    "stadt": ("locations", _place("city")),
    "breite": ("locations", _place("latitude")),
    "laenge": ("locations", _place("longitude")),
    "ausstattung": ("locations", _features),
    "oeffnungszeiten": ("schedules", _hours),
    "feiertage": ("holidays", lambda offer: HOLIDAYS[offer.holidays]),
    "sprachen": ("languages", lambda offer: MANY.join(offer.languages)),
    "kosten": ("cost", lambda offer: COSTS[offer.cost.option] if offer.cost else ""),
    "kosten_betrag": ("cost", _price),
    "kosten_text": ("cost", lambda offer: _both(offer.cost.amount_description if offer.cost else None)[0]),
    "kosten_text_einfach": ("cost", lambda offer: _both(offer.cost.amount_description if offer.cost else None)[1]),
    "unterlagen": ("required_documents", lambda offer: MANY.join(each.de for each in offer.required_documents)),
    "unterlagen_einfach": (
        "required_documents", lambda offer: MANY.join(each.simple for each in offer.required_documents)
    ),
    "rueckruf": ("callback", lambda offer: _yes(offer.callback)),
    "geprueft_am": ("assured_date", lambda offer: offer.assured_date.isoformat() if offer.assured_date else ""),
}  # fmt: skip


def row(offer: HelpOffer) -> list[str]:
    """An offer as the cells of `COLUMNS`."""
    return [fill(offer) for _, fill in COLUMNS.values()]


def changed(made: Incoming, now: HelpOffer) -> Json:
    """Of the fields that a row tells, those that differ from what the offer says now."""
    differing = {
        field
        for name, (field, fill) in COLUMNS.items()
        if name in made.known and _same(made.known[name]) != _same(fill(now))
    }
    kept = {name: value for name, value in made.fields.items() if name in differing}
    if kept.get("phones"):
        # The table has no place for what is said of a number.
        known = {each.number: each.model_dump(mode="json", by_alias=True, exclude_none=True) for each in now.phones}
        kept["phones"] = [known.get(each["number"], each) for each in kept["phones"]]
    if "locations" in kept:
        rest = [each.model_dump(mode="json", exclude_none=True) for each in now.locations[1:]]
        kept["locations"] = [*kept["locations"], *rest]
    if "schedules" in kept:
        dated = [each for each in now.schedules if each.valid_from or each.valid_to]
        kept["schedules"] += [each.model_dump(mode="json", exclude_none=True) for each in dated]
    if kept.get("assured_date"):
        said = {"stand": kept["assured_date"], "review_by": made.fields["provenance"]["review_by"]}
        kept["provenance"] = {**now.provenance.model_dump(mode="json", exclude_none=True), **said}
    return kept


def _same(cell: str) -> str:
    return " ".join(cell.replace("\r", "").split())


def is_ours(names: Any) -> bool:
    """Whether a table has our columns, and not those of HSDS."""
    return bool({"beschreibung", "themen", "traeger", "strasse", "telefon"} & set(names))
