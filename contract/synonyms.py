"""Owns the everyday words and the office words they stand for, as content; it must not know how search uses them.

Editors change them at the hub; every device and the hub's own search have the new ones with the next fetch.
"""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from contract.record import Record
from contract.text import Text


class SynonymSet(Record):
    """Words that lead to the same help. `says`: what people say, words or phrases, in any language.

    `means`: the words of offices, one each, best first; empty: the words of `says` stand for each other.
    """

    kind: ClassVar[str] = "synonyms"
    searched: ClassVar[bool] = False

    says: tuple[str, ...] = Field(min_length=1)
    means: tuple[str, ...] = ()

    def title(self) -> Text:
        return Text.model_validate({"de": self.says[0], "de-simple": self.says[0]})
