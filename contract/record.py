"""Owns what every readable thing has: identity, provenance, and what lists and search need of it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from pydantic import Field

from contract.text import Model, Text


class Provenance(Model):
    """Where a record comes from and how long it may be trusted.

    source: who says so, in words a citizen understands; url: where to read it (may be absent);
    licence: SPDX id or name; stand: the day the fact was true; review_by: the day it must be looked at
    again; sample: True where no source backs it (the screen says so).
    """

    source: str = Field(min_length=1)
    url: str | None = None
    licence: str = Field(min_length=1)
    stand: date
    review_by: date
    sample: bool = False


_LETTERS = str.maketrans({"ä": "a", "ö": "o", "ü": "u"})


def alphabetical(text: str) -> str:
    """The sort key of a German word as in a dictionary (DIN 5007-1): ä as a, ß as ss, capitals as small letters."""
    return text.casefold().translate(_LETTERS)


class Record(Model):
    """A readable thing of one kind. `id` is a UUID (HSDS 3 demands UUIDs), stable for ever.

    `searched`: whether people find it by its words.
    """

    kind: ClassVar[str]
    searched: ClassVar[bool] = True

    id: str = Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
    provenance: Provenance

    def title(self) -> Text:
        """What a list shows in bold and what search weighs most."""
        raise NotImplementedError

    def keywords(self) -> tuple[str, ...]:
        """Further words that name the thing: synonyms, organisation, topics. In any language."""
        return ()

    def body(self) -> tuple[Text, ...]:
        """The running text, searched last."""
        return ()

    def order(self) -> str:
        """The sort key of lists, ascending by code point: a folded title, or a time."""
        return alphabetical(self.title().de)

    def place(self) -> str:
        """The slug of the place it belongs to (`contract.home.Place.slug`); empty: the whole region."""
        return ""

    def facets(self) -> tuple[str, ...]:
        """What lists filter by, as `name:value`, e.g. `topic:geld`, `cost:free`, `language:uk`."""
        return ()
