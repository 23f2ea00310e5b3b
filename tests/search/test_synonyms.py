"""The everyday words are content that anybody can edit, and stay usable."""

from __future__ import annotations

from collections.abc import Callable

from contract.synonyms import SynonymSet
from search.folding import words
from search.index import Index
from tests.seeds import everyday

Found = Callable[..., list[str]]


def said(*says: str, means: tuple[str, ...] = ()) -> SynonymSet:
    return everyday()[0].model_copy(update={"says": says, "means": means})


def test_there_are_enough_sets_and_each_says_something() -> None:
    assert len(everyday()) >= 80
    assert all(words(phrase) for one in everyday() for phrase in one.says)


def test_what_is_meant_is_one_word_so_that_it_can_be_looked_up() -> None:
    assert [word for one in everyday() for word in one.means or one.says if len(words(word)) != 1] == []


def test_nothing_means_only_itself() -> None:
    for one in everyday():
        means = {word for other in one.means or one.says for word in words(other)}
        assert all(means - {" ".join(words(phrase))} for phrase in one.says)


def test_a_new_set_is_understood_at_once_and_one_taken_away_no_more(index: Index, found: Found) -> None:
    assert "Repair-Café Sanderau" not in found("Moneten")
    index.learn([said("Moneten", "Mäuse weg", means=("Schuldner",))])
    assert found("Moneten")[:1] == ["Schuldnerberatung der Caritas"]
    assert found("alle Mäuse sind weg")[:1] == ["Schuldnerberatung der Caritas"]
    index.learn([])
    assert found("Moneten") == []


def test_words_of_a_set_without_a_meaning_stand_for_each_other(index: Index, found: Found) -> None:
    index.learn([said("Tafel", "Brotkorb")])
    assert found("Brotkorb") == ["Würzburger Tafel"]


def test_an_edited_table_without_one_sound_word_teaches_nothing_and_breaks_nothing(index: Index, found: Found) -> None:
    index.learn([said("!?", means=("…",)), said("Tafel", means=("Tafel",))])
    assert found("Tafel") == ["Würzburger Tafel"]
    assert found("!?") == []
