"""Owns a row of the German table as an HSDS service; it must not know how a table is read or written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hub.hsds import places, terms
from hub.hsds.columns import COSTS, DAYS, HOLIDAYS, STATES, TEXTS
from hub.hsds.profile import SIMPLE, Json
from hub.hsds.service import PLACE


def service(cells: dict[str, str]) -> Json:
    """A row as an HSDS service; only what it has columns for."""
    made: Json = {"id": cells.get("id", "")}
    for name, field in TEXTS.items():
        if field != "schedule_note" and name in cells:
            _text(made, field, cells, name)
    known: dict[str, Callable[[str], Any]] = {
        "status": lambda cell: _meant(STATES, cell), "feiertage": lambda cell: _meant(HOLIDAYS, cell),
        "alter_von": str, "alter_bis": str, "email": str, "website": str, "geprueft_am": str,
        "rueckruf": lambda cell: cell.strip().lower() in ("ja", "j", "x", "1", "true"),
    }  # fmt: skip
    fields = {"status": "status", "feiertage": "holidays", "alter_von": "minimum_age", "alter_bis": "maximum_age",
              "email": "email", "website": "url", "geprueft_am": "assured_date", "rueckruf": "callback"}  # fmt: skip
    made.update({fields[name]: read(cells[name]) for name, read in known.items() if name in cells})
    if cells.get("traeger", "").strip():
        made["organization"] = {"id": cells.get("traeger_id", ""), "name": cells["traeger"],
                                "website": cells.get("traeger_website", "")}  # fmt: skip
    made.update(_parts(cells))
    return made


def _parts(cells: dict[str, str]) -> Json:
    made: Json = {}
    if "telefon" in cells:
        made["phones"] = [{"number": each} for each in _many(cells["telefon"])]
    if "sprachen" in cells:
        made["languages"] = [{"code": each, "name": each} for each in _many(cells["sprachen"])]
    if {"oeffnungszeiten", "oeffnungszeiten_hinweis"} & set(cells):
        made["schedules"] = [_schedule(each) for each in _many(cells.get("oeffnungszeiten", ""))]
        note: Json = {}
        _text(note, "description", cells, "oeffnungszeiten_hinweis")
        made["schedules"] += [note] if note.get("description") else []
    if {"strasse", "breite", "gebaeude"} & set(cells):
        made["service_at_locations"] = [{"location": _location(cells)}]
    if {"kosten", "kosten_text"} & set(cells):
        made["cost_options"] = _cost(cells)
    if {"chat", "terminbuchung"} & set(cells):
        links = {"chat": cells.get("chat"), "appointment": cells.get("terminbuchung")}
        made["additional_urls"] = [{"rel": rel, "url": url} for rel, url in links.items() if url]
    if "ort" in cells:
        made["service_areas"] = [{"name": cells["ort"].strip(), "extent_type": PLACE}]
    if {"themen", "zielgruppen", "stichwoerter"} & set(cells):
        named = [*_many(cells.get("themen", "")), *_many(cells.get("zielgruppen", ""))]
        made["attributes"] = [
            {"taxonomy_term": {"taxonomy": terms.TOPIC, "code": each, "name": each}} for each in named
        ]
        words = _many(cells.get("stichwoerter", ""))
        made["attributes"] += [{"link_type": "keyword", "value": each} for each in words]
    if "unterlagen" in cells:
        easy = _many(cells.get("unterlagen_einfach", ""))
        papers = _many(cells["unterlagen"])
        made["required_documents"] = [
            {"document": each, "translations": {SIMPLE: {"document": easy[at] if at < len(easy) else ""}}}
            for at, each in enumerate(papers)
        ]
    return made


def _schedule(said: str) -> Json:
    days, _, hours = said.strip().partition(" ")
    opens, _, closes = hours.replace("–", "-").partition("-")
    names = {german.lower(): day for day, german in DAYS.items()}
    listed = list(DAYS)
    found: list[str] = []
    for part in days.lower().replace("–", "-").split(","):
        first, _, last = part.strip().partition("-")
        if first in names and (last or first) in names:
            found += listed[listed.index(names[first]) : listed.index(names[last or first]) + 1]
        else:
            return {"description": said}
    return {"byday": ",".join(found), "opens_at": opens, "closes_at": closes, "freq": "WEEKLY"}


def _location(cells: dict[str, str]) -> Json:
    address = {
        "address_1": cells.get("strasse", ""),
        "postal_code": cells.get("plz", ""),
        "city": cells.get("stadt", ""),
    }
    features = [{"description": each} for each in _many(cells.get("ausstattung", ""))]
    for each in features:
        feature = _meant(places.FEATURES, each["description"])
        each.update({"feature": feature} if feature in places.FEATURES else {})
    point = {"latitude": cells.get("breite", ""), "longitude": cells.get("laenge", "")}
    name = {"name": cells.get("gebaeude", "")}
    return {"location_type": "physical", **name, **point, "addresses": [address], "accessibility": features}


def _cost(cells: dict[str, str]) -> list[Json]:
    if not any(cells.get(name, "").strip() for name in ("kosten", "kosten_betrag", "kosten_text")):
        return []
    option = _meant(COSTS, cells.get("kosten", "")) or "depends"
    made: Json = {"option": option, "amount": cells.get("kosten_betrag", "")}
    _text(made, "amount_description", cells, "kosten_text")
    return [made]


def _text(into: Json, field: str, cells: dict[str, str], name: str) -> None:
    into[field] = cells.get(name, "")
    if easy := cells.get(f"{name}_einfach", ""):
        into.setdefault("translations", {}).setdefault(SIMPLE, {})[field] = easy


def _many(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _meant(words: dict[str, str], cell: str) -> str:
    """The slug of a German word; a word we do not know stays itself."""
    said = cell.strip().casefold()
    return next((slug for slug, word in words.items() if said in (slug, word.casefold())), cell.strip())
