"""The help-finder speaks HSDS 3.1: what a field is called there, it is called here."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from contract.help import (
    Accessibility,
    Address,
    Attribute,
    CostOption,
    HelpOffer,
    Location,
    Organization,
    Phone,
)
from contract.hours import Schedule
from contract.text import Model

SCHEMA = Path(__file__).parents[3] / "shared" / "data" / "hsds" / "schema_service_with_definitions.json"
#: Fields of ours that HSDS does not have, and why: a profile may add, and says what it adds.
ADDED = {
    "HelpOffer": {
        "provenance",  # one for all kinds: source, licence, stand, review
        "crisis",  # shown before all others, and bundled
        "topics",  # taxonomy terms, as slugs
        "terms",  # everyday words for search
        "chat_url",
        "where",  # slug of the place
        "cost",  # the one cost_option that lists show
        "locations",  # HSDS nests them below service_at_location
        "schedule_note",
        "what_happens",
        "organization",  # by value, for reading offline
        "exceptions",  # HSDS tells them as schedules with valid_from, valid_to and a description
        "holidays",  # what the weekly hours mean on a public holiday; HSDS has no word for it
        "availability",  # service_capacity in words, with the day it ends
        "appointment_url",
        "callback",  # whether it takes requests to call back
    },
    "Phone": {"free"},
    "Location": {"address"},
    "Accessibility": {"feature"},
    "Attribute": {"taxonomy", "term"},
}


def definitions() -> dict[str, Any]:
    if not SCHEMA.exists():
        pytest.skip("shared data: the HSDS 3.1 schema is not beside this clone")
    schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return {"service": schema, **schema["definitions"]}


@pytest.mark.parametrize(
    ("model", "name"),
    [
        (HelpOffer, "service"),
        (Organization, "organization"),
        (Phone, "phone"),
        (Schedule, "schedule"),
        (Location, "location"),
        (Address, "address"),
        (Accessibility, "accessibility"),
        (CostOption, "cost_option"),
        (Attribute, "attribute"),
    ],
)
def test_every_field_is_named_as_in_hsds_or_listed_as_added(model: type[Model], name: str) -> None:
    theirs = set(definitions()[name]["properties"])
    ours = set(model.model_fields) - ADDED.get(model.__name__, set())
    assert ours <= theirs, f"{model.__name__}: {sorted(ours - theirs)} are not HSDS names"


def test_the_states_of_a_service_are_those_of_hsds() -> None:
    theirs = set(definitions()["service"]["properties"]["status"]["enum"])
    assert set(HelpOffer.model_fields["status"].annotation.__args__) == theirs  # type: ignore[union-attr]
