"""Owns a help offer as an HSDS 3.1 service, whole; the way back is `offer`. It must not read or serve."""

from __future__ import annotations

from datetime import UTC, datetime, time

from contract.help import Availability, HelpOffer, Phone
from contract.identity import named_id
from hub.hsds import places, terms, times
from hub.hsds.profile import Json, nested, say

LANGUAGES = {
    "de": "Deutsch", "en": "Englisch", "tr": "Türkisch", "ar": "Arabisch", "uk": "Ukrainisch", "ru": "Russisch",
    "fr": "Französisch", "es": "Spanisch", "it": "Italienisch", "pl": "Polnisch", "ro": "Rumänisch",
    "fa": "Persisch", "ku": "Kurdisch", "ti": "Tigrinya", "so": "Somali", "sq": "Albanisch", "vi": "Vietnamesisch",
    "zh": "Chinesisch", "gsg": "Deutsche Gebärdensprache", "gsg-DE": "Deutsche Gebärdensprache",
}  # fmt: skip
TEXTS = ("alternate_name", "application_process", "wait_time", "what_happens")
PLAIN = ("email", "url", "minimum_age", "maximum_age", "assured_date")
LINKS = {"chat": ("chat_url", "Chat"), "appointment": ("appointment_url", "Termin")}
#: What is left out of a listed service that was not asked for whole.
PARTS = (
    "phones", "schedules", "service_areas", "service_at_locations", "languages", "cost_options",
    "required_documents", "attributes", "capacities", "additional_urls",
)  # fmt: skip
PLACE = "wueapp-place"


def service(offer: HelpOffer, changed_at: int | None = None) -> Json:
    """A service with everything nested. `changed_at`: when it changed last, in Unix seconds."""
    who = organization(offer)
    made: Json = {"id": offer.id, "organization_id": who["id"], "status": offer.status, "organization": who}
    for field in ("name", "description"):
        say(made, field, getattr(offer, field))
    for field in TEXTS:
        say(made, field, getattr(offer, field))
    known = offer.model_dump(mode="json", include={*PLAIN, "crisis", "callback", "holidays", "provenance"})
    made.update({name: value for name, value in known.items() if value is not None})
    if changed_at is not None:
        made["last_modified"] = datetime.fromtimestamp(changed_at, UTC).isoformat()
    if offer.cost and offer.cost.amount_description:
        made["fees_description"] = offer.cost.amount_description.de
    made.update({name: value for name, value in _parts(offer).items() if value})
    return made


def listed(whole: Json) -> Json:
    """A service as a list shows it: only what it has once."""
    return {name: value for name, value in whole.items() if name not in PARTS}


def minimal(whole: Json) -> Json:
    return {name: whole[name] for name in ("id", "last_modified") if name in whole}


def organization(offer: HelpOffer) -> Json:
    """HSDS organization of an offer. The standard wants a description; its name is all that everybody may know."""
    of = offer.organization
    made = {"id": of.id or named_id("institution", of.name), "name": of.name, "description": of.name}
    return {**made, "website": of.website} if of.website else made


def _parts(offer: HelpOffer) -> Json:
    links = [(rel, label, getattr(offer, field)) for rel, (field, label) in LINKS.items()]
    where = [{"name": offer.where, "extent": offer.where, "extent_type": PLACE}] if offer.where else []
    parts: dict[str, list[Json]] = {
        "phones": [_phone(offer.id, each, number) for number, each in enumerate(offer.phones)],
        "schedules": times.schedules(offer),
        "service_areas": [{"id": nested(offer.id, "service_area"), **each} for each in where],
        "service_at_locations": places.services_at(offer),
        "languages": [
            {"id": nested(offer.id, "language", code), "code": code, "name": LANGUAGES.get(code, code)}
            for code in offer.languages
        ],
        "cost_options": _cost(offer),
        "required_documents": [],
        "attributes": _attributes(offer),
        "capacities": [_capacity(offer.id, offer.availability)] if offer.availability else [],
        "additional_urls": [
            {"id": nested(offer.id, "url", rel), "rel": rel, "label": label, "url": url}
            for rel, label, url in links
            if url
        ],
    }
    for number, text in enumerate(offer.required_documents):
        paper: Json = {"id": nested(offer.id, "document", number)}
        say(paper, "document", text)
        parts["required_documents"].append(paper)
    for name in PARTS:
        parts[name] = [{**each, "service_id": offer.id} if _names(name) else each for each in parts[name]]
    return dict(parts)


def _names(part: str) -> bool:
    """Whether the standard lets such a part name its service."""
    return part != "attributes"


def _phone(owner: str, phone: Phone, number: int) -> Json:
    made: Json = {"id": nested(owner, "phone", number), "number": phone.number, "type": "voice", "free": phone.free}
    say(made, "description", phone.description)
    return made


def _cost(offer: HelpOffer) -> list[Json]:
    if not offer.cost:
        return []
    made: Json = {"id": nested(offer.id, "cost"), "option": offer.cost.option}
    if offer.cost.amount is not None:
        made.update(amount=offer.cost.amount, currency="EUR")
    say(made, "amount_description", offer.cost.amount_description)
    return [made]


def _attributes(offer: HelpOffer) -> list[Json]:
    coded = [(terms.TOPIC, each) for each in offer.topics]
    coded += [(each.taxonomy, each.term) for each in offer.attributes]
    made: list[Json] = [
        {"id": nested(offer.id, "attribute", *each), "link_type": each[0], "taxonomy_term": terms.term(*each)}
        for each in coded
    ]
    made += [
        {"id": nested(offer.id, "attribute", "keyword", word), "link_type": "keyword", "label": "keyword",
         "value": word}
        for word in offer.terms
    ]  # fmt: skip
    return [{**each, "link_id": offer.id, "link_entity": "service"} for each in made]


def _capacity(owner: str, room: Availability) -> Json:
    known = room.model_dump(mode="json", exclude_none=True, exclude={"updated"})
    return {
        "id": nested(owner, "capacity"), "unit": {"id": named_id("hsds", "unit", "Platz"), "name": "Platz"},
        "available": 1 if room.state == "free" else 0,
        "updated": datetime.combine(room.updated, time(), UTC).isoformat(), **known,
    }  # fmt: skip
