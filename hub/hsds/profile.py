"""Owns what our HSDS adds to the standard's fields, and how texts in both languages travel; no offers.

The profile: beside every text stands `translations`, a map from a BCP 47 tag to the same fields in that language
(here only `de-simple`); the field itself is standard German, as every reader of HSDS expects. On a service stand
also `crisis`, `callback`, `holidays`, `what_happens` and `provenance`; on a phone `free`; on an accessibility
`feature`; on an additional URL `rel` (`chat`, `appointment`); on a capacity `state`, `weeks` and `until`. Days that
go before the weekly hours are schedules without `byday`; a schedule with neither days nor times is a remark.
`service_areas` with `extent_type` `wueapp-place` name the place.
"""

from __future__ import annotations

import re
from typing import Any

from contract.identity import ID_PATTERN, named_id
from contract.text import Text
from contract.words import clean

Json = dict[str, Any]

VERSION = "3.1"
SIMPLE = "de-simple"
#: Characters of a name, of other lines, and of running texts that are taken; what is longer is named and left.
NAME, LINE, PROSE = 300, 500, 20_000
WEB, MAIL = re.compile(r"https?://[^\s/]+\S*"), re.compile(r"[^\s@]+@[^\s@]+\.[^\s@]+")


def say(thing: Json, field: str, text: Text | None) -> None:
    """Put a text into a thing, in both languages."""
    if text is not None:
        thing[field] = text.de
        thing.setdefault("translations", {}).setdefault(SIMPLE, {})[field] = text.simple


def nested(owner: str, kind: str, *which: object) -> str:
    """The id of a part that has none of its own: the same as long as it is the same part."""
    return named_id("hsds", kind, owner, *(str(each) for each in which))


class Notes:
    """What of one row was not taken: field, reason, value. `told` in the order it was noticed."""

    def __init__(self) -> None:
        self.told: list[tuple[str, str, str]] = []

    def add(self, field: str, why: str, value: object = "") -> None:
        self.told.append((field, why, clean(str(value)[:120])))

    def line(self, thing: Json, field: str, most: int = LINE) -> str:
        """A line as somebody else wrote it, without hidden signs and blanks at its ends; empty: there is none."""
        return " ".join(self.prose(thing, field, most).split())

    def prose(self, thing: Json, field: str, most: int = PROSE) -> str:
        value = thing.get(field)
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            if value not in (None, [], {}):
                self.add(field, "muss ein Text sein; nicht übernommen", value)
            return ""
        said = clean(str(value)).strip()
        if len(said) > most:
            self.add(field, f"ist länger als {most} Zeichen; nicht übernommen", said)
            return ""
        return said

    def text(self, thing: Json, field: str, most: int = PROSE) -> Json | None:
        """A language map. Where the simple form is missing the standard one stands in for it."""
        said = self.prose(thing, field, most)
        if not said:
            return None
        translations = thing.get("translations")
        easy = translations.get(SIMPLE) if isinstance(translations, dict) else None
        simple = self.prose(easy, field, most) if isinstance(easy, dict) else ""
        return {"de": said, SIMPLE: simple or said}

    def web(self, thing: Json, field: str) -> str:
        """An address of a page; one without a scheme (`www.…`) gets it. Nothing but the web is taken."""
        said = self.line(thing, field, 1000)
        if said and ":" not in said.partition("/")[0] and "." in said:
            said = f"https://{said}"
        if said and not WEB.fullmatch(said):
            self.add(field, "ist keine Adresse im Netz (https://…); nicht übernommen", said)
            return ""
        return said

    def mail(self, thing: Json, field: str) -> str:
        said = self.line(thing, field)
        if said and not MAIL.fullmatch(said):
            self.add(field, "ist keine Mailadresse; nicht übernommen", said)
            return ""
        return said

    def number(self, thing: Json, field: str, low: float, high: float) -> float | None:
        """A number from `low` to `high`, also one that was written as a text (German: with a comma)."""
        value = thing.get(field)
        if value in (None, "") or isinstance(value, bool | list | dict):
            return None
        try:
            read = float(str(value).strip().replace(",", "."))
        except ValueError:
            read = float("nan")
        if not low <= read <= high:
            self.add(field, f"muss eine Zahl von {low:g} bis {high:g} sein; nicht übernommen", value)
            return None
        return read

    def things(self, thing: Json, field: str) -> list[Json]:
        """A list of objects; anything else in it is named and left."""
        value = thing.get(field)
        if value is None:
            return []
        if not isinstance(value, list):
            self.add(field, "muss eine Liste sein; nicht übernommen", value)
            return []
        wrong = [each for each in value if not isinstance(each, dict)]
        for each in wrong:
            self.add(field, "muss ein Objekt sein; nicht übernommen", each)
        return [each for each in value if isinstance(each, dict)]


def is_id(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch(ID_PATTERN, value) is not None
