"""Owns the bit-parallel edit distance of one word to many; must not choose which words are looked at.

All words are laid out in one bit string, a bit a letter, and every step of the automaton of Wu and Manber ("Fast text
searching allowing errors", 1992), here with swapped neighbours as one error, is taken in all of them at once.
"""

from __future__ import annotations

from itertools import pairwise

_TABLES: dict[int, bytes] = {}  # byte -> the table that makes it 1 and every other 0


def allowed(word: str) -> int:
    """How many typing errors are forgiven in a word of this length; none where digits tell things apart."""
    if len(word) < 4 or not word.isalpha():
        return 0
    return 1 if len(word) < 6 else 2 if len(word) < 13 else 3


def pieces(word: str, cuts: int) -> list[tuple[int, str]]:
    """The parts (offset, letters) between so many cuts: with one cut an error, one part stays as it is (pigeonhole)."""
    ends = [len(word) * part // (cuts + 1) for part in range(cuts + 2)]
    return [(start, word[start:end]) for start, end in pairwise(ends)]


def near(word: str, others: list[str], errors: int, inside: bool = False) -> dict[str, tuple[int, int]]:
    """{other: (distance, how)} for those that are at most `errors` away from the word.

    how 0: the whole other word; 1: its beginning; 2: only with `inside`, any part of it.
    """
    text = ("\n" + "\n".join(others) + "\n").encode()
    pattern = word.encode()
    ends = _bits(text, 10)
    letters = ((1 << len(text)) - 1) ^ ends
    found: dict[str, tuple[int, int]] = {}
    for distance, state in enumerate(_run(text, pattern, ends, letters, errors)):
        _note(found, text, state & (ends << 1), distance, 0)
        _note(found, text, state, distance, 1)
    if inside:
        for distance, state in enumerate(_run(text, pattern, ends | letters, letters, errors)):
            _note(found, text, state & (ends << 1), distance, 1)
            _note(found, text, state, distance, 2)
    return found


def _bits(text: bytes, letter: int) -> int:
    """The first letter is the highest bit, so that going on by a letter is one shift to the right."""
    table = _TABLES.get(letter)
    if table is None:
        table = _TABLES[letter] = b"0" * letter + b"1" + b"0" * (255 - letter)
    return int(text.translate(table), 2)


def _run(text: bytes, pattern: bytes, start: int, letters: int, errors: int) -> list[int]:
    """For each number of errors the letters of the text at which the whole pattern may have ended."""
    places = {letter: _bits(text, letter) for letter in set(pattern)}
    states = [start]
    for _ in range(errors):
        states.append(states[-1] | (states[-1] >> 1 & letters))
    before, previous = [0] * (errors + 1), 0
    for letter in pattern:
        here = places[letter]
        new = [states[0] >> 1 & here]
        for k in range(1, errors + 1):
            new.append(
                states[k] >> 1 & here  # the same letter
                | states[k - 1]  # one letter too many in the pattern
                | (states[k - 1] | new[k - 1]) >> 1 & letters  # another letter, or one too few
                | (before[k - 1] >> 1 & here) >> 1 & previous  # two neighbours swapped
            )
        before, states, previous = states, new, here
    return states


def _note(found: dict[str, tuple[int, int]], text: bytes, state: int, distance: int, how: int) -> None:
    while state:
        at = len(text) - state.bit_length()
        begin = text.rfind(b"\n", 0, at + 1) + 1
        end = text.find(b"\n", at + 1) if at >= begin else begin
        if end > begin:
            other = text[begin:end].decode()
            if (distance, how) < found.get(other, (99, 0)):
                found[other] = (distance, how)
        # Go on behind this word: one finding a word is enough for each state.
        state &= (1 << (len(text) - max(end, at + 1))) - 1
