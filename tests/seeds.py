"""Owns how tests read the seed and judge its simple language; it must not know single measures."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from contract.kinds import KINDS
from contract.record import Record
from contract.synonyms import SynonymSet
from contract.text import Model, Text
from services import plain

SEED = Path(__file__).parent.parent / "hub" / "seed"


def raw(kind: str) -> list[dict[str, Any]]:
    """The elements of `<kind>.json` as written."""
    elements: list[dict[str, Any]] = json.loads((SEED / f"{kind}.json").read_text(encoding="utf-8"))
    return elements


def records(kind: str) -> list[Record]:
    """The elements of `<kind>.json`, each validated by the model of its kind."""
    return [KINDS[kind].model_validate(element) for element in raw(kind)]


def everyday() -> list[SynonymSet]:
    """The everyday words a hub begins with."""
    return [SynonymSet.model_validate(element) for element in raw(SynonymSet.kind)]


def texts(value: object) -> Iterator[Text]:
    """Every language map inside a record."""
    if isinstance(value, Text):
        yield value
    elif isinstance(value, Model):
        for name in type(value).model_fields:
            yield from texts(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from texts(item)


def slugs() -> set[str]:
    """The slugs of the 65 places; the empty one is the whole region."""
    return {element["slug"] for element in raw("places")} | {""}


def flaws(text: Text, names: frozenset[str]) -> list[str]:
    """What is too hard in the simple form, line by line. `names` are proper names of any length."""
    return plain.flaws(text.simple, names)


def simple_forms(value: object) -> Iterator[str]:
    """Every simple form inside JSON as written."""
    if isinstance(value, dict):
        if "de-simple" in value:
            yield value["de-simple"]
        value = list(value.values())
    for each in value if isinstance(value, list) else []:
        yield from simple_forms(each)


def place_names() -> frozenset[str]:
    """The words in the names of places."""
    return frozenset(word for element in raw("places") for word in element["name"]["de"].split())


def hard_texts(kind: str) -> list[str]:
    """All flaws of all simple texts of a kind, and running texts that were not put into simple language."""
    names = place_names()
    every = [text for record in records(kind) for text in texts(record)]
    copied = [f"not put into simple language: {text.de}" for text in every if text.de == text.simple]
    return copied + [flaw for text in every for flaw in flaws(text, names)]


def unsourced(kind: str) -> list[str]:
    """Records whose provenance does not hold: expired on arrival, or a sample that claims a source."""
    found = []
    for record in records(kind):
        origin = record.provenance
        if origin.review_by <= origin.stand or origin.review_by.isoformat() <= "2026-11-23":
            found.append(f"to be reviewed before it ships: {record.title().de}")
        if origin.sample != (origin.source == "Muster der WueApp-Redaktion" and origin.licence == "CC0-1.0"):
            found.append(f"sample flag and source disagree: {record.title().de}")
        if not origin.sample and not origin.url:
            found.append(f"backed, but nowhere to read it: {record.title().de}")
    return found
