"""One folding for text and query."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.folding import fold, words


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="aeouäöüqß-e·"))
def test_folding_twice_changes_nothing_where_umlauts_are_thick(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert all(fold(word) == word for word in words(text))


@given(st.text())
def test_words_hold_letters_and_digits_only(text: str) -> None:
    assert all(word.isalnum() for word in words(text))


WAYS = [("Straße", "STRASSE"), ("Führerschein", "Fuehrerschein"), ("Größe", "groesse"), ("Café", "cafe")]
WAYS += [("Häuser", "haeuser"), ("Bundes·tag", "Bundestag"), ("Schul\u00adden", "schulden"), ("u\u0308ber", "über")]
WAYS += [("Müll", "mull"), ("ﬁnden", "finden"), ("Hans' Café", "hans cafe")]


@pytest.mark.parametrize(("one", "other"), WAYS)
def test_ways_to_write_a_word_fold_to_one(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_a_vowel_before_ue_keeps_it_apart_from_ü() -> None:
    assert fold("Bauer Steuer Quelle") == "bauer steuer quelle"


def test_a_hyphen_joins_and_parts() -> None:
    assert words("Haut-Projekt, neu") == ["hautprojekt", "haut", "projekt", "neu"]
