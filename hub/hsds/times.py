"""Owns opening hours as HSDS schedules, both ways; it must not reckon with them.

Times are those of Europe/Berlin: HSDS has only an offset, which summer time would make wrong.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from pydantic import ValidationError

from contract.help import HelpOffer
from contract.hours import Exceptional, Schedule
from hub.hsds.profile import SIMPLE, Json, Notes, nested, say

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?\s*(?:Uhr)?(?:Z|[+-]\d{2}:?\d{2})?")


def schedules(offer: HelpOffer) -> list[Json]:
    """HSDS schedules of an offer: weekly hours, days that go before them, and a remark."""
    made: list[Json] = []
    for number, each in enumerate(offer.schedules):
        made.append({"freq": "WEEKLY", "wkst": "MO", "byday": ",".join(each.byday), **_span(each, number, offer.id)})
    for number, other in enumerate(offer.exceptions):
        closed: Json = _span(other, f"x{number}", offer.id)
        say(closed, "description", other.reason)
        made.append(closed)
    if offer.schedule_note:
        note: Json = {"id": nested(offer.id, "schedule", "note")}
        say(note, "description", offer.schedule_note)
        made.append(note)
    return [{**each, "service_id": offer.id} for each in made]


def _span(each: Schedule | Exceptional, which: object, owner: str) -> Json:
    known = each.model_dump(mode="json", exclude_none=True, exclude={"byday", "reason"})
    return {"id": nested(owner, "schedule", which), **known}


def read(given: list[Json], notes: Notes) -> Json:
    """The fields `schedules`, `exceptions` and `schedule_note` of an offer. What HSDS can say and we cannot (every
    second week, the third Monday of a month) becomes part of the remark, so that it is still read."""
    weekly: list[Json] = []
    special: list[Json] = []
    remarks: list[Json] = []
    for each in given:
        days = [part.strip().upper() for part in str(each.get("byday") or "").split(",") if part.strip()]
        said = {name: each.get(name) for name in ("valid_from", "valid_to") if each.get(name)}
        hours = {name: clock(each.get(name)) for name in ("opens_at", "closes_at")}
        plain = str(each.get("freq") or "WEEKLY").upper() == "WEEKLY" and str(each.get("interval") or 1) in ("1", "1.0")
        if days and plain and all(day in DAYS for day in days) and all(hours.values()):
            _take(Schedule, {"byday": days, **hours, **_dates(said)}, weekly, notes)
            _remark(each, remarks, notes)
        elif not days and len(_dates(said)) == 2 and not each.get("freq"):
            reason = notes.text(each, "description")
            given_hours = hours if all(hours.values()) else {}
            body = {**_dates(said), **given_hours, **({"reason": reason} if reason else {})}
            _take(Exceptional, body, special, notes)
        else:
            _remark(each, remarks, notes, _told(each, days))
    note = {key: "\n".join(dict.fromkeys(each[key] for each in remarks)) for key in ("de", SIMPLE)} if remarks else None
    return {"schedules": weekly, "exceptions": special, "schedule_note": note}


def clock(value: object) -> str:
    """`9:00`, `09:00:00`, `09.00 Uhr`, `09:00+01:00` as `09:00`; empty for anything else."""
    found = CLOCK.fullmatch(str(value or "").strip())
    if not found:
        return ""
    hour, minute = int(found[1]), int(found[2])
    return f"{hour:02}:{minute:02}" if (hour < 24 and minute < 60) or (hour, minute) == (24, 0) else ""


def _dates(said: Json) -> Json:
    kept: Json = {}
    for name, value in said.items():
        try:
            kept[name] = date.fromisoformat(str(value)[:10]).isoformat()
        except ValueError:
            continue
    return kept


def _take(model: type[Any], value: Json, into: list[Json], notes: Notes) -> None:
    try:
        model.model_validate(value)
    except ValidationError:
        notes.add("schedules", "ist keine Öffnungszeit, die wir verstehen; nicht übernommen", value)
        return
    into.append(value)


def _remark(each: Json, into: list[Json], notes: Notes, otherwise: str = "") -> None:
    """Its own words; where it has none, what its fields say."""
    said = notes.text(each, "description")
    other = notes.text(each, "notes")
    fallback = {"de": otherwise, SIMPLE: otherwise} if otherwise and not said else None
    into += [text for text in (said, other, fallback) if text]


def _told(each: Json, days: list[str]) -> str:
    parts = [str(each.get(name)) for name in ("freq", "bymonthday", "byweekno") if each.get(name)]
    hours = "–".join(str(each[name]) for name in ("opens_at", "closes_at") if each.get(name))
    return " ".join([*parts, *days, hours]).strip()
