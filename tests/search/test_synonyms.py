"""The table of everyday words can be edited by anybody and stays usable."""

from __future__ import annotations

import json
from pathlib import Path

import search.synonyms
from search.folding import words

TABLE = json.loads((Path(search.synonyms.__file__).parent / "synonyms.json").read_text(encoding="utf-8"))


def test_there_are_enough_entries_and_each_says_and_means_something() -> None:
    assert len(TABLE) >= 80
    for entry in TABLE:
        assert set(entry) <= {"say", "means"}
        assert entry["say"] and all(entry["say"])


def test_what_is_meant_is_one_word_so_that_it_can_be_looked_up() -> None:
    assert [word for entry in TABLE for word in entry.get("means", entry["say"]) if len(words(word)) != 1] == []


def test_nothing_means_only_itself() -> None:
    for entry in TABLE:
        means = {word for other in entry.get("means", entry["say"]) for word in words(other)}
        assert all(means - {" ".join(words(phrase))} for phrase in entry["say"])
