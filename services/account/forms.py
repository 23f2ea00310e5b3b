"""Owns what is right and wrong in what somebody typed, before the hub is asked; it must not say it in words."""

from __future__ import annotations

from pydantic import ValidationError

from contract.text import Model
from contract.words import clean


def faulty(model: type[Model], **typed: object) -> tuple[str, ...]:
    """The names of the fields that this model does not take, in its order; empty: it takes them all."""
    try:
        model(**typed)
    except ValidationError as wrong:
        found = {str(error["loc"][0]) for error in wrong.errors() if error["loc"]}
        return tuple(name for name in model.model_fields if name in found)
    return ()


def named(text: str) -> str:
    """A nickname as it is sent: clean, without blanks around it; empty where it could be taken for an address."""
    name = clean(text).strip()
    return "" if "@" in name else name
