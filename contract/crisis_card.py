"""Owns the words of the emergency card in languages the app has no catalogue for; it must not say where they lie."""

from __future__ import annotations

from datetime import date

from pydantic import Field, model_validator

from contract.text import Model


class Line(Model):
    """A line one can call. `offer`: the id of the help offer that says more; `source`: the host it was read at."""

    id: str
    offer: str
    numbers: tuple[str, ...] = Field(min_length=1)
    source: str
    stand: date
    review_by: date


class LineWords(Model):
    """A line in one language. `when` and `cost` are empty where the common ones hold."""

    name: str = Field(min_length=1)
    text: str = Field(min_length=1)
    happens: str = Field(min_length=1)
    when: str = ""
    cost: str = ""


class CardWords(Model):
    """The card in one language. `tag`: BCP 47; `name`: as its speakers write it; `rtl`: read from right to left.

    `call`, `when`, `cost`, `then`, `source`, `review`: what stands before a number, its hours and so on;
    `always`, `free`: the common hours and cost; `german`: a sentence to read to who answers, `meaning`: what it says.
    `unproven`, `unread`: that nobody looked the numbers up again, nor read the translation.
    """

    tag: str
    name: str
    rtl: bool
    title: str = Field(min_length=1)
    lead: str = Field(min_length=1)
    call: str = Field(min_length=1)
    when: str = Field(min_length=1)
    cost: str = Field(min_length=1)
    then: str = Field(min_length=1)
    always: str = Field(min_length=1)
    free: str = Field(min_length=1)
    source: str = Field(min_length=1)
    review: str = Field(min_length=1)
    unproven: str = Field(min_length=1)
    unread: str = Field(min_length=1)
    speak: str = Field(min_length=1)
    german: str = Field(min_length=1)
    meaning: str = Field(min_length=1)
    back: str = Field(min_length=1)
    lines: dict[str, LineWords]


class Card(Model):
    """All lines, the most urgent first, and what is said about them in each language."""

    lines: tuple[Line, ...]
    languages: tuple[CardWords, ...]

    @model_validator(mode="after")
    def _whole(self) -> Card:
        wanted = [line.id for line in self.lines]
        for words in self.languages:
            if sorted(words.lines) != sorted(wanted):
                raise ValueError(f"{words.tag}: other lines than the card has")
        return self

    def words(self, tag: str) -> CardWords | None:
        """What is said in a language; None for one the card does not speak."""
        return next((words for words in self.languages if words.tag == tag), None)
