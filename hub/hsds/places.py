"""Owns where an offer is, as HSDS locations and services at them, both ways; it must not know other parts."""

from __future__ import annotations

import re
from typing import Any, get_args

from contract.help import Accessibility, HelpOffer, Location
from hub.hsds.profile import LINE, Json, Notes, nested

FEATURES: dict[str, str] = {
    "step-free": "Ohne Stufen", "toilet": "Barrierefreie Toilette", "lift": "Aufzug",
    "sign-language": "Gebärdensprache", "induction-loop": "Induktionsschleife", "guide-dog": "Blindenführhund erlaubt",
    "at-home": "Kommt nach Hause", "parking": "Behindertenparkplatz", "plain-language": "Einfache Sprache",
}  # fmt: skip
#: Words of others, German and English, that mean a feature.
LEADS: dict[str, str] = {
    "step-free": r"wheelchair|ramp|rollstuhl|stufenlos|ohne stufen|step.free", "toilet": r"restroom|toilet|wc",
    "lift": r"elevator|aufzug|\blift", "sign-language": r"sign.language|gebärden|\basl\b",
    "induction-loop": r"induction|hearing.(loop|aid)|induktion", "guide-dog": r"guide.dog|führhund",
    "at-home": r"home.visit|nach hause|hausbesuch", "parking": r"parking|parkpl",
    "plain-language": r"plain.language|easy.read|einfache sprache|leichte sprache",
}  # fmt: skip
TYPES = get_args(Location.model_fields["location_type"].annotation)
assert set(FEATURES) == set(get_args(Accessibility.model_fields["feature"].annotation))


def services_at(offer: HelpOffer) -> list[Json]:
    """HSDS service_at_locations, each with its location nested."""
    made = []
    for number, each in enumerate(offer.locations):
        at = location(offer, each, number)
        id_ = nested(offer.id, "service_at_location", number)
        made.append({"id": id_, "service_id": offer.id, "location_id": at["id"], "location": at})
    return made


def location(offer: HelpOffer, place: Location, number: int) -> Json:
    """HSDS location."""
    id_ = nested(offer.id, "location", number)
    made: Json = {"id": id_, **place.model_dump(include={"location_type", "name", "latitude", "longitude"})}
    if place.address:
        address_type = place.location_type
        made["addresses"] = [
            {
                "id": nested(id_, "address"), "location_id": id_, **place.address.model_dump(),
                "state_province": "Bayern", "country": "DE", "address_type": address_type,
            }
        ]  # fmt: skip
    made["accessibility"] = [
        {"id": nested(id_, "accessibility", each.feature), "location_id": id_, "feature": each.feature,
         "description": FEATURES[each.feature]}
        for each in place.accessibility
    ]  # fmt: skip
    return {name: value for name, value in made.items() if value not in (None, [])}


def read(given: list[Json], notes: Notes) -> list[Json]:
    """Locations as ours, from HSDS locations."""
    return [made for each in given if (made := _read(each, notes))]


def _read(given: Json, notes: Notes) -> Json:
    made: Json = {"location_type": given["location_type"]} if given.get("location_type") in TYPES else {}
    if name := notes.line(given, "name", LINE):
        made["name"] = name
    point = [notes.number(given, axis, -most, most) for axis, most in (("latitude", 90), ("longitude", 180))]
    if None not in point:
        made["latitude"], made["longitude"] = point
    addresses = notes.things(given, "addresses")
    if addresses and (address := _address(addresses[0], notes)):
        made["address"] = address
    if features := _features(given, notes):
        made["accessibility"] = [{"feature": each} for each in features]
    return made if made.keys() - {"location_type"} or made.get("location_type") == "virtual" else {}


def _address(given: Json, notes: Notes) -> Json | None:
    lines = [notes.line(given, "address_1"), notes.line(given, "address_2")]
    street, code, city = ", ".join(filter(None, lines)), notes.line(given, "postal_code"), notes.line(given, "city")
    if not (street or code or city):
        return None
    if not re.fullmatch(r"\d{5}", code) or not street or not city:
        whole = ", ".join(filter(None, (street, code, city)))
        notes.add("postal_code", "Anschrift braucht Straße, fünfstellige Postleitzahl und Ort; nicht übernommen", whole)
        return None
    return {"address_1": street, "postal_code": code, "city": city}


def _features(given: Json, notes: Notes) -> list[str]:
    said: Any = given.get("accessibility")
    things = [{"description": said}] if isinstance(said, str) else notes.things(given, "accessibility")
    found: list[str] = []
    for each in things:
        if each.get("feature") in FEATURES:
            found.append(each["feature"])
            continue
        words = " ".join(notes.prose(each, name) for name in ("description", "details", "accessibility"))
        meant = [feature for feature, lead in LEADS.items() if re.search(lead, words, re.IGNORECASE)]
        if words.strip() and not meant:
            notes.add("accessibility", "nennt keine Ausstattung, die wir kennen; nicht übernommen", words)
        found += meant
    return list(dict.fromkeys(found))
