"""Owns the language map in which every citizens' text travels; it must not know screens or catalogues."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

#: BCP 47 tags on the wire. `simple` is a registered variant subtag (IANA registry, 2015-12-29).
LanguageTag = Literal["de", "de-simple"]
LANGUAGES: tuple[LanguageTag, ...] = ("de", "de-simple")


class Model(BaseModel):
    """A frozen value on the wire. Unknown fields are ignored: an older app reads a newer hub."""

    model_config = ConfigDict(frozen=True, extra="ignore", populate_by_name=True)


class Text(Model):
    """One text in standard German and in simple language, e.g. `{"de": "…", "de-simple": "…"}`.

    The simple form has one statement per sentence. U+00B7 may mark where a compound splits;
    it is for the eye only and is taken out for search and screen readers.
    """

    de: str = Field(min_length=1)
    simple: str = Field(min_length=1, alias="de-simple")

    def pick(self, language: LanguageTag) -> str:
        """The form for a language tag."""
        return self.simple if language == "de-simple" else self.de
