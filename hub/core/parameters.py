"""Owns what may be asked for in a query: one value checks it and describes it; it must not answer."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

from contract.problems import Code, FieldError
from hub.core.problems import Refusal

MOST_FIELDS = 50


@dataclass(frozen=True)
class Number:
    """A whole number, `low` and `high` included."""

    name: str
    says: str
    low: int
    high: int
    default: int
    required: bool = field(default=False, init=False)

    def read(self, given: Sequence[str]) -> int:
        if not given:
            return self.default
        if len(given) == 1 and re.fullmatch(r"[0-9]{1,9}", given[0]) and self.low <= int(given[0]) <= self.high:
            return int(given[0])
        raise ValueError(f"muss eine ganze Zahl von {self.low} bis {self.high} sein")

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.low, "maximum": self.high, "default": self.default}


@dataclass(frozen=True)
class Word:
    """One text of at most `longest` characters; empty when it may be left out and was. `pattern` is all of it."""

    name: str
    says: str
    longest: int = 200
    choices: tuple[str, ...] = ()
    required: bool = False
    pattern: str = ""

    def read(self, given: Sequence[str]) -> str:
        if not given and not self.required:
            return ""
        if len(given) != 1:
            raise ValueError("muss genau einmal angegeben sein")
        if self.pattern and not re.fullmatch(self.pattern, given[0]):
            raise ValueError("hat nicht die richtige Form")
        return _checked(given[0], self)

    def schema(self) -> dict[str, Any]:
        own = {"pattern": f"^{self.pattern}$"} if self.pattern else {}
        return {**_schema(self), **own}


@dataclass(frozen=True)
class Words:
    """A text that may be repeated, up to `most` times."""

    name: str
    says: str
    longest: int = 200
    choices: tuple[str, ...] = ()
    most: int = 20
    required: bool = field(default=False, init=False)

    def read(self, given: Sequence[str]) -> tuple[str, ...]:
        if len(given) > self.most:
            raise ValueError(f"darf höchstens {self.most} Mal angegeben sein")
        return tuple(_checked(each, self) for each in given)

    def schema(self) -> dict[str, Any]:
        return {"type": "array", "items": _schema(self), "maxItems": self.most}


Parameter = Number | Word | Words


class Asked(NamedTuple):
    """What a client asked, checked: names from the path, values from the query."""

    path: Mapping[str, str]
    values: Mapping[str, Any]

    def number(self, name: str) -> int:
        return int(self.values[name])

    def word(self, name: str) -> str:
        return str(self.values[name])

    def words(self, name: str) -> tuple[str, ...]:
        return tuple(self.values[name])


def read(path: Mapping[str, str], query: bytes, parameters: Sequence[Parameter]) -> Asked:
    """Check a query string. What nobody declared is ignored. Raises Refusal (422), naming every error."""
    try:
        pairs = parse_qsl(query.decode("latin-1"), keep_blank_values=True, max_num_fields=MOST_FIELDS)
    except ValueError:
        raise Refusal(Code.BAD_REQUEST, 400) from None
    values: dict[str, Any] = {}
    errors: list[FieldError] = []
    for parameter in parameters:
        try:
            values[parameter.name] = parameter.read([value for name, value in pairs if name == parameter.name])
        except ValueError as error:
            errors.append(FieldError(pointer=f"/query/{parameter.name}", detail=str(error)))
    if errors:
        raise Refusal(Code.BAD_REQUEST, 422, tuple(errors))
    return Asked(path, values)


def _checked(text: str, rule: Word | Words) -> str:
    if rule.choices and text not in rule.choices:
        raise ValueError("muss eines sein von: " + ", ".join(rule.choices))
    # PostgreSQL cannot hold U+0000; no text of ours has it.
    if not 1 <= len(text) <= rule.longest or "\0" in text:
        raise ValueError(f"muss 1 bis {rule.longest} Zeichen lang sein")
    return text


def _schema(rule: Word | Words) -> dict[str, Any]:
    if rule.choices:
        return {"type": "string", "enum": list(rule.choices)}
    return {"type": "string", "minLength": 1, "maxLength": rule.longest, "pattern": r"^[^\u0000]*$"}
