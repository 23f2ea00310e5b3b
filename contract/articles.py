"""Owns the words of articles about how one feels and what life brings; it must not know how they are drawn."""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from contract.record import Record
from contract.text import Model, Text


class Section(Model):
    """A part of an article. Lines of `text` that begin with "- " are a list."""

    heading: Text
    text: Text


class Article(Record):
    """An article. `topics` as `contract.help.TOPICS`: they lead to offers. `danger`: the crisis card comes first."""

    kind: ClassVar[str] = "articles"

    name: Text
    summary: Text
    sections: tuple[Section, ...] = Field(min_length=1)
    topics: tuple[str, ...] = Field(min_length=1)
    terms: tuple[str, ...] = ()
    danger: bool = False

    def title(self) -> Text:
        return self.name

    def keywords(self) -> tuple[str, ...]:
        return self.terms

    def body(self) -> tuple[Text, ...]:
        return (self.summary, *(part.text for part in self.sections))

    def facets(self) -> tuple[str, ...]:
        return tuple(f"topic:{topic}" for topic in self.topics)
