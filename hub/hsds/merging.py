"""Owns what becomes of an offer when a source tells of it again: field by field; it must not store it.

A source that says the same as last time changes nothing, whatever people changed here since. Where both changed a
field, what people said here stays, and that is told.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from contract.help import HelpOffer
from hub.core.bodies import MEANINGS
from hub.core.changes import wire
from hub.hsds import columns
from hub.hsds.offer import Incoming
from hub.hsds.profile import Json

#: What a note names → the field of an offer it is about.
ABOUT = {"postal_code": "locations", "latitude": "locations", "longitude": "locations", "accessibility": "locations",
         "website": "url", "fees": "cost", "extension": "phones", "number": "phones"}  # fmt: skip

PLACED = ("address", "latitude", "longitude", "accessibility")


def merged(made: Incoming, now: HelpOffer | None, said: Mapping[str, Any] | None) -> HelpOffer | None:
    """The offer as it should be; None: it cannot be (`made.refused` says why).

    `now`: as it is; `said`: what the source said last time, None: never.
    """
    if made.refused:
        return None
    if now is None:
        return _valid(made, {**made.fallback, **made.fields})
    given = columns.changed(made, now) if made.known else dict(made.fields)
    noted = {ABOUT.get(field, field) for field, _, _ in made.notes.told}
    # What could not be understood must not wipe out what is known.
    given = {name: value for name, value in given.items() if value or name not in noted}
    known: Json = json.loads(wire(now))
    if "locations" in noted and "locations" in given:
        given["locations"] = _mended(given["locations"], known.get("locations", []))
    if said is not None:
        given = {name: value for name, value in given.items() if made.fields.get(name) != said.get(name)}
        for name in [name for name in given if name in said and _differs(known, name, said[name])]:
            if _differs(known, name, given[name]):
                made.notes.add(name, "wurde hier seit dem letzten Import geändert; bleibt, wie es ist")
            del given[name]
    return _valid(made, {**known, **given})


def _mended(given: list[Json], known: list[Json]) -> list[Json]:
    """Places with what is known of them, where the source has nothing that could be understood."""
    rest: list[Json] = [{}] * len(given)
    return [
        {**{name: value for name, value in old.items() if name in PLACED}, **new}
        for new, old in zip(given, [*known, *rest], strict=False)
    ]


def _differs(known: Json, name: str, value: Any) -> bool:
    """Whether a field is another one than a source said."""
    try:
        other = HelpOffer.model_validate({**known, name: value} if value is not None else _without(known, name))
    except ValidationError:
        return False
    return bool(json.loads(wire(other)).get(name) != known.get(name))


def _without(known: Json, name: str) -> Json:
    return {key: value for key, value in known.items() if key != name}


def _valid(made: Incoming, value: Json) -> HelpOffer | None:
    """The offer; a field that cannot be so is named and left out, one that must be there refuses the row."""
    value = {"id": made.id, **{name: each for name, each in value.items() if each is not None}}
    for _ in range(8):
        try:
            return HelpOffer.model_validate(value)
        except ValidationError as error:
            first = error.errors(include_url=False)[0]
            name = str(first["loc"][0])
            why = MEANINGS.get(first["type"], "ist so nicht möglich").format(**first.get("ctx", {}))
            if name not in value:
                hint = "kein Thema erkannt; bitte ergänzen" if name == "topics" else "fehlt"
                made.refused = (name, f"{hint}; Zeile nicht übernommen", "")
                return None
            made.notes.add(name, f"{why}; nicht übernommen", value.pop(name))
    made.refused = ("", "ist so nicht möglich; Zeile nicht übernommen", "")
    return None
