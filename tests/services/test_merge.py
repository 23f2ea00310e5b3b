"""Owns the proof that merging takes over what one side changed and asks where both did; it must not know kinds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from services.merge import merge, merge_names

BODIES = st.dictionaries(st.sampled_from("abc"), st.integers(0, 2))
NAMES = st.lists(st.sampled_from("abcde"), unique=True)


@given(BODIES, BODIES, BODIES)
def test_each_field_comes_from_whoever_changed_it(
    base: dict[str, int], ours: dict[str, int], theirs: dict[str, int]
) -> None:
    merged = merge(base, ours, theirs)
    for name in "abc":
        was, here, there = base.get(name), ours.get(name), theirs.get(name)
        changed = {side for side in (here, there) if side != was}
        assert (name in merged.conflicts) is (len(changed) == 2)
        if name not in merged.conflicts:
            assert merged.body.get(name) == (changed.pop() if changed else was)
        else:
            assert merged.body.get(name) == here


@given(BODIES, BODIES)
def test_who_changed_nothing_takes_all_and_the_same_change_is_no_conflict(
    base: dict[str, int], other: dict[str, int]
) -> None:
    assert merge(base, base, other) == (other, ())
    assert merge(base, other, base) == (other, ())
    assert merge(base, other, other) == (other, ())


@given(NAMES, NAMES, NAMES)
def test_of_names_what_either_side_added_is_there_and_what_either_took_away_is_not(
    base: list[str], ours: list[str], theirs: list[str]
) -> None:
    merged = set(merge_names(base, ours, theirs))
    assert merged == ((set(ours) | set(theirs)) - (set(base) - set(ours)) - (set(base) - set(theirs)))
