"""Owns what an HSDS service tells of a help offer, ours or anybody's, field by field; it must not store it.

Nothing is taken silently otherwise than it stands there: what cannot be held is noted with its reason. Names of
persons (contacts) are left out on purpose.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from contract.identity import named_id
from hub.help.days import REVIEW
from hub.hsds import parts, places, times
from hub.hsds.profile import LINE, NAME, SIMPLE, Json, Notes, is_id
from hub.hsds.service import PLACE

STATES = ("active", "inactive", "defunct", "temporarily closed")
#: What HSDS tells apart and we say within the description.
FURTHER = {
    "eligibility_description": "Für wen", "eligibility": "Für wen", "audience": "Für wen", "alert": "Hinweis",
    "interpretation_services": "Dolmetschen",
}  # fmt: skip
#: Fields of an offer → the fields of a service that tell them. A row of a table tells only what it has columns for.
TOLD: dict[str, tuple[str, ...]] = {
    "name": ("name",), "alternate_name": ("alternate_name",), "description": ("description", *FURTHER, "service_areas"),
    "application_process": ("application_process",), "wait_time": ("wait_time",), "what_happens": ("what_happens",),
    "status": ("status",), "email": ("email",), "url": ("url", "website"), "minimum_age": ("minimum_age",),
    "maximum_age": ("maximum_age",), "assured_date": ("assured_date",),
    "phones": ("phones", "contacts", "service_at_locations"), "locations": ("service_at_locations",),
    "schedules": ("schedules", "service_at_locations"), "exceptions": ("schedules",), "schedule_note": ("schedules",),
    "languages": ("languages",), "cost": ("cost_options", "fees_description", "fees"),
    "required_documents": ("required_documents",), "attributes": ("attributes",), "terms": ("attributes", "keywords"),
    "availability": ("capacities",), "chat_url": ("additional_urls",), "appointment_url": ("additional_urls",),
    "where": ("service_areas",), "crisis": ("crisis",), "callback": ("callback",), "holidays": ("holidays",),
}  # fmt: skip


@dataclass(frozen=True)
class Origin:
    """Where an import comes from: part of the ids of what has none of its own. `today`: the day it is done."""

    source: str
    today: date


@dataclass
class Incoming:
    """One offer as a source tells it. `fields`: what it says (None: that there is none); `fallback`: what holds
    only for an offer that is new here; `row` counts from 1 as a table program shows it."""

    row: int
    id: str
    fields: Json
    fallback: Json
    notes: Notes
    refused: tuple[str, str, str] | None = None
    known: dict[str, str] = field(default_factory=dict)


def incoming(service: Json, row: int, origin: Origin, whole: bool) -> Incoming:
    """An offer, from a service. `whole`: what the service does not tell there is not."""
    notes = Notes()
    made = Incoming(row, own_id(service, origin, notes), {}, {}, notes)
    name = notes.text(service, "name", NAME)
    if name is None:
        made.refused = ("name", "fehlt; Zeile nicht übernommen", "")
        return made
    told = {**_texts(service, notes), **_facts(service, notes), **parts.read(service, notes), "name": name}
    here = {field for field, names in TOLD.items() if whole or any(each in service for each in names)}
    made.fields = {field: value for field, value in told.items() if field in here}
    _topics(service, told, made, whole)
    _organization(service, origin, made)
    _provenance(service, origin, made)
    if made.fields.get("description") is None:
        # A service must have a name only; an offer says at least that once more.
        made.fields.pop("description", None)
        made.fallback["description"] = name
    return made


def own_id(service: Json, origin: Origin, notes: Notes) -> str:
    """Its own id where that is a UUID; else one made of source and id, else of source and name: always the same."""
    given = notes.line(service, "id").lower()
    if is_id(given):
        return given
    if given:
        return named_id("hsds", "service", origin.source, given)
    who = service.get("organization")
    other = str(who.get("name", "")) if isinstance(who, dict) else ""
    return named_id("hsds", "service", origin.source, "", other, notes.line(service, "name", NAME))


def _texts(service: Json, notes: Notes) -> Json:
    made: Json = {}
    for name in ("alternate_name", "application_process", "wait_time", "what_happens"):
        made[name] = notes.text(service, name)
    description = notes.text(service, "description")
    added = [f"{label}: {said}" for name, label in FURTHER.items() if (said := notes.prose(service, name))]
    named = [notes.line(each, "name") for each in parts.areas(service) if each.get("extent_type") != PLACE]
    added += [f"Gebiet: {', '.join(filter(None, named))}"] if any(named) else []
    if added:
        more = "\n".join(dict.fromkeys(added))
        base = description or {"de": "", SIMPLE: ""}
        description = {key: f"{base[key]}\n{more}".strip() for key in ("de", SIMPLE)}
    return {**made, "description": description}


def _facts(service: Json, notes: Notes) -> Json:
    status = notes.line(service, "status").lower() or "active"
    if status not in STATES:
        notes.add("status", f"muss eines sein von: {', '.join(STATES)}; als nicht aktiv übernommen", status)
        status = "inactive"
    ages = {name: notes.number(service, name, 0, 130) for name in ("minimum_age", "maximum_age")}
    holidays = service.get("holidays")
    return {
        "status": status,
        "email": notes.mail(service, "email") or None,
        "url": notes.web(service, "url") or notes.web(service, "website") or None,
        **{name: None if age is None else int(age) for name, age in ages.items()},
        "assured_date": _day(service.get("assured_date")),
        "crisis": service.get("crisis") is True,
        "callback": service.get("callback") is True,
        "holidays": holidays if holidays in ("closed", "open") else "unknown",
        "locations": places.read(parts.locations(service, notes), notes),
        **times.read(parts.gathered(service, "schedules", notes), notes),
    }


def _topics(service: Json, told: Json, made: Incoming, whole: bool) -> None:
    """Those it names; else, for an offer that is new, those its words lead to."""
    named = told.pop("topics")
    made.fields.pop("topics", None)
    if named and (whole or "attributes" in service):
        made.fields["topics"] = named
        return
    said = [str((told.get(name) or {}).get("de", "")) for name in ("name", "alternate_name")]
    guess = parts.guessed([*said, *told["terms"]]) or parts.guessed([str((told["description"] or {}).get("de", ""))])
    if guess:
        made.fallback["topics"] = guess


def _organization(service: Json, origin: Origin, made: Incoming) -> None:
    notes = made.notes
    who: Any = service.get("organization")
    who = who if isinstance(who, dict) else {}
    given = notes.line(who, "id").lower() or notes.line(service, "organization_id").lower()
    name = notes.line(who, "name", LINE)
    if name:
        id_ = given if is_id(given) else named_id("institution", name)
        website = notes.web(who, "website")
        made.fields["organization"] = {"id": id_, "name": name, **({"website": website} if website else {})}
        return
    id_ = given if is_id(given) else named_id("hsds", "organization", origin.source, given)
    made.fallback["organization"] = {"id": id_, "name": origin.source}


def _provenance(service: Json, origin: Origin, made: Incoming) -> None:
    given = service.get("provenance")
    if isinstance(given, dict):
        said: Json = {name: made.notes.line(given, name) for name in ("source", "licence")}
        said |= {name: _day(given.get(name)) for name in ("stand", "review_by")}
        if all(said.values()):
            url = made.notes.web(given, "url")
            made.fields["provenance"] = {**said, "url": url or None, "sample": given.get("sample") is True}
            return
        made.notes.add("provenance", "braucht Quelle, Lizenz, Stand und Prüftag; nicht übernommen")
    dated = _day(service.get("assured_date")) or _day(service.get("last_modified"))
    stand = min(dated, origin.today.isoformat()) if dated else origin.today.isoformat()
    until = date.fromisoformat(stand) + _review(stand)
    said = {"source": origin.source, "licence": "siehe Quelle", "stand": stand, "review_by": until.isoformat()}
    (made.fields if dated else made.fallback)["provenance"] = said


def _review(stand: str) -> timedelta:
    return REVIEW if stand < "9999" else timedelta()


def _day(value: object) -> str | None:
    try:
        return date.fromisoformat(str(value or "").strip()[:10]).isoformat()
    except ValueError:
        return None
