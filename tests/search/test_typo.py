"""The bit-parallel distance is the distance of the textbook."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from search.typo import allowed, near, pieces

SHORT = st.text(alphabet="abc", min_size=1, max_size=8)


def distance(one: str, other: str) -> int:
    """Optimal string alignment, by the book."""
    rows = [[max(i, j) if 0 in (i, j) else 0 for j in range(len(other) + 1)] for i in range(len(one) + 1)]
    for i, a in enumerate(one, 1):
        for j, b in enumerate(other, 1):
            rows[i][j] = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                rows[i][j] = min(rows[i][j], rows[i - 2][j - 2] + 1)
    return rows[-1][-1]


@given(SHORT, st.lists(SHORT, min_size=1, max_size=8, unique=True), st.integers(0, 3))
def test_many_words_at_once_have_the_distance_each_has_alone(word: str, others: list[str], errors: int) -> None:
    found = near(word, others, errors)
    for other in others:
        whole = distance(word, other)
        begun = min(distance(word, other[:end]) for end in range(1, len(other) + 1))
        assert (other in found) == (begun <= errors)
        if other in found:
            assert found[other][0] == begun
            assert (found[other][1] == 0) == (whole == begun)


@given(SHORT, SHORT, SHORT)
def test_a_word_is_found_inside_another(before: str, word: str, behind: str) -> None:
    assert near(word, [before + word + behind], 1, inside=True)[before + word + behind][0] == 0


@given(st.text(alphabet="abcdef", min_size=6, max_size=20), st.integers(0, 4))
def test_pieces_make_up_the_word(word: str, cuts: int) -> None:
    assert "".join(letters for _, letters in pieces(word, cuts)) == word
    assert all(word[offset:].startswith(letters) for offset, letters in pieces(word, cuts))


def test_numbers_and_short_words_are_not_taken_for_typing_errors() -> None:
    assert allowed("97070") == allowed("amt") == 0
    assert allowed("hilfe") < allowed("beratung") < allowed("schuldnerberatung")
