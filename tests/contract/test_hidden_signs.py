"""Owns the proof that people's texts hold no hidden signs and lose nothing else; it must not know forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contract.words import clean, plain


@given(st.text(st.characters(codec=None)))
def test_whatever_was_cleaned_may_be_sent(text: str) -> None:
    assert plain(clean(text)) == clean(text)
    assert clean(clean(text)) == clean(text)


@pytest.mark.parametrize("text", ["Größe, 3 €\n\tund „Zitat“", "👨‍👩‍👧 می‌خواهم", "Straße – Schön…", "o"])
def test_what_people_write_stays(text: str) -> None:
    assert clean(text) == text
    assert plain(text) == text


@pytest.mark.parametrize(
    "hidden", ["a\0b", "\u202eNEBEL", "a\u200bb", "\ufeffa", "a\u2066b", "a\x1b[31m", "\ud800", "Z" + "\u0301" * 40]
)
def test_hidden_signs_are_refused_and_cleaned_away(hidden: str) -> None:
    with pytest.raises(ValueError, match="Zeichen"):
        plain(hidden)
    assert plain(clean(hidden)) == clean(hidden)
