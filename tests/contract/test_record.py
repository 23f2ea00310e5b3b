"""What every record has: how lists are sorted, how a text is picked."""

from __future__ import annotations

from contract.record import alphabetical
from contract.text import Text


def test_lists_are_sorted_as_in_a_dictionary() -> None:
    words = ["Zellerau", "Ärztlicher Notdienst", "Armut", "Übersetzer", "Uhr", "Straße", "Strand"]
    assert sorted(words, key=alphabetical) == [
        "Armut", "Ärztlicher Notdienst", "Strand", "Straße", "Übersetzer", "Uhr", "Zellerau"
    ]  # fmt: skip


def test_a_text_is_picked_by_its_language_and_travels_under_its_tag() -> None:
    text = Text.model_validate({"de": "Beratung", "de-simple": "Hilfe"})
    assert (text.pick("de"), text.pick("de-simple")) == ("Beratung", "Hilfe")
    assert text.model_dump(by_alias=True) == {"de": "Beratung", "de-simple": "Hilfe"}
