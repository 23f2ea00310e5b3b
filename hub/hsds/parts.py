"""Owns what hangs below a service (phones, languages, costs, papers, terms, room, links), read; no places or times."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

from hub.hsds import terms
from hub.hsds.profile import LINE, SIMPLE, Json, Notes
from hub.hsds.service import LANGUAGES, LINKS, PLACE

FREE = re.compile(r"\b(kostenlos|kostenfrei|gratis|free|no (fee|charge|cost)|none)\b", re.IGNORECASE)
CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
COSTS = ("free", "paid", "depends")
ROOM = ("free", "waiting", "full")
#: How long somebody else's word that there is room holds.
ROOM_HOLDS = timedelta(days=30)
ENGLISH = {
    "english": "en", "german": "de", "spanish": "es", "french": "fr", "polish": "pl", "turkish": "tr", "arabic": "ar",
    "russian": "ru", "ukrainian": "uk", "chinese": "zh", "vietnamese": "vi", "italian": "it", "urdu": "ur",
    "tagalog": "tl", "slovak": "sk", "farsi": "fa", "persian": "fa",
}  # fmt: skip
NAMED = {**ENGLISH, **{name.casefold(): code for code, name in LANGUAGES.items()}}


def read(service: Json, notes: Notes) -> Json:
    """Those fields of an offer; `topics` may be empty."""
    return {
        "phones": _phones(gathered(service, "phones", notes), notes),
        "languages": _languages(service, notes),
        "cost": _cost(service, notes),
        "required_documents": _papers(service, notes),
        "availability": _room(notes.things(service, "capacities")),
        "where": _where(areas(service)),
        **_links(notes.things(service, "additional_urls"), notes),
        **_coded(service, notes),
    }


def locations(service: Json, notes: Notes) -> list[Json]:
    at = notes.things(service, "service_at_locations")
    return [each["location"] for each in at if isinstance(each.get("location"), dict)]


def areas(service: Json) -> list[Json]:
    """HSDS service_areas; older tables have a line of names."""
    given = service.get("service_areas")
    listed = given if isinstance(given, list) else [{"name": given}] if isinstance(given, str) and given else []
    return [each for each in listed if isinstance(each, dict)]


def gathered(service: Json, part: str, notes: Notes) -> list[Json]:
    """All phones or schedules of a service: its own, those of contacts, of places and of its being there."""
    at = notes.things(service, "service_at_locations")
    holders = [service, *notes.things(service, "contacts"), *at, *locations(service, notes)]
    holders += [contact for each in at for contact in notes.things(each, "contacts")]
    # The same one may hang at several of them.
    found = {
        json.dumps(_bare(each), sort_keys=True): each for each in (t for h in holders for t in notes.things(h, part))
    }
    return list(found.values())


def _bare(thing: Json) -> Json:
    return {name: value for name, value in thing.items() if name != "id" and not name.endswith("_id")}


def guessed(words: list[str]) -> list[str]:
    return list(terms.guessed(" ".join(words)))


def dialled(number: str) -> str:
    """A number as one dials it, digits grouped by blanks; empty where there are other signs in it."""
    plain = re.sub(r"\(0\)", " ", number.strip("\"' "))
    plain = re.sub(r"[()\-–.\u00a0]", " ", plain)
    plain = " ".join(plain.split())
    return plain if re.fullmatch(r"\+?[0-9][0-9 /]*", plain) else ""


def _phones(given: list[Json], notes: Notes) -> list[Json]:
    made: dict[str, Json] = {}
    for each in given:
        said = notes.line(each, "number")
        if not said:
            continue
        number = dialled(said)
        if not number:
            notes.add("phones", "ist keine Telefonnummer; nicht übernommen", said)
            continue
        phone: Json = {"number": number, "free": each.get("free") is True}
        description = notes.text(each, "description")
        if extension := notes.line(each, "extension"):
            base = description or {"de": "", SIMPLE: ""}
            description = {key: f"{base[key]} Durchwahl {extension}".strip() for key in ("de", SIMPLE)}
        made.setdefault(number, {**phone, **({"description": description} if description else {})})
    return list(made.values())


def _languages(service: Json, notes: Notes) -> list[str]:
    given = service.get("languages")
    if isinstance(given, str):
        given = [{"name": part} for part in given.split(",") if part.strip()]
    codes: list[str] = []
    for each in notes.things({"languages": given}, "languages"):
        code, name = notes.line(each, "code"), notes.line(each, "name")
        found = code if CODE.fullmatch(code) else NAMED.get(name.partition("(")[0].strip().casefold(), "")
        if found:
            codes.append(found)
        elif code or name:
            notes.add("languages", "ist keine Sprache, die wir kennen; nicht übernommen", code or name)
    return list(dict.fromkeys(codes)) or ["de"]


def _cost(service: Json, notes: Notes) -> Json | None:
    options = notes.things(service, "cost_options")
    if len(options) == 1 and options[0].get("option") in COSTS:
        return _priced(options[0], notes)
    said = [line for each in options if (line := _told(each, notes))]
    said += [notes.prose(service, name) for name in ("fees_description", "fees")]
    text = "\n".join(dict.fromkeys(filter(None, said)))
    if not text:
        return None
    # „Free for members, 20 $ otherwise“ is not free.
    free = FREE.search(text) and len(text) < 60 and not re.search(r"\d", text)
    return {"option": "free" if free else "depends", "amount_description": {"de": text, SIMPLE: text}}


def _priced(option: Json, notes: Notes) -> Json:
    amount = notes.number(option, "amount", 0, 1e9)
    text = notes.text(option, "amount_description")
    known = {"option": option["option"], "amount": amount, "amount_description": text}
    return {name: value for name, value in known.items() if value is not None}


def _told(option: Json, notes: Notes) -> str:
    price = " ".join(filter(None, (notes.line(option, "amount"), notes.line(option, "currency"))))
    parts = [notes.line(option, "option"), price, notes.prose(option, "amount_description")]
    return ", ".join(filter(None, parts))


def _papers(service: Json, notes: Notes) -> list[Json]:
    given = service.get("required_documents")
    if isinstance(given, str):
        given = [{"document": part} for part in given.split(",") if part.strip()]
    papers = notes.things({"required_documents": given}, "required_documents")
    return [text for each in papers if (text := notes.text(each, "document"))]


def _room(given: list[Json]) -> Json | None:
    """Whether there is room; somebody else's count of places says only that there are some or none."""
    for each in given:
        try:
            updated = date.fromisoformat(str(each.get("updated", ""))[:10])
            until = date.fromisoformat(str(each["until"])) if each.get("until") else updated + ROOM_HOLDS
            some = float(each.get("available") or 0) > 0
        except (ValueError, OverflowError, TypeError):
            continue
        state = each["state"] if each.get("state") in ROOM else "free" if some else "full"
        weeks = str(each.get("weeks") or "")
        known = {"weeks": int(weeks)} if re.fullmatch(r"[1-9][0-9]{0,2}", weeks) and int(weeks) <= 104 else {}
        return {"state": state, **known, "updated": updated.isoformat(), "until": until.isoformat()}
    return None


def _where(given: list[Json]) -> str:
    named = [str(each.get("name", "")) for each in given if each.get("extent_type") == PLACE]
    return next((name for name in named if re.fullmatch(r"[a-z0-9-]{1,60}", name)), "")


def _links(given: list[Json], notes: Notes) -> Json:
    made: Json = {field: None for field, _ in LINKS.values()}
    for each in given:
        rel = each.get("rel")
        if rel in LINKS:
            made[LINKS[rel][0]] = notes.web(each, "url") or None
    return made


def _coded(service: Json, notes: Notes) -> Json:
    """Topics, for whom, and every other term as a word to search by."""
    topics: list[str] = []
    audiences: list[Json] = []
    words: list[str] = []
    for each in notes.things(service, "attributes"):
        term = each.get("taxonomy_term")
        known = terms.found(term) if isinstance(term, dict) else None
        if known and known[0] == terms.TOPIC:
            topics.append(known[1])
        elif known:
            audiences.append({"taxonomy": known[0], "term": known[1]})
        elif each.get("link_type") == "keyword":
            words.append(notes.line(each, "value", LINE))
        elif isinstance(term, dict):
            if term.get("taxonomy") == terms.TOPIC:
                notes.add("topics", "ist kein Thema von uns; als Stichwort übernommen", term.get("name"))
            words.append(notes.line(term, "name", LINE))
    words += [part.strip() for part in notes.prose(service, "keywords").split(",")]
    kept = list(dict.fromkeys(filter(None, words)))
    return {"topics": list(dict.fromkeys(topics)), "attributes": audiences, "terms": kept}
