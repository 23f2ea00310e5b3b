"""Owns the proof that ids and receipt codes are what people and hubs may trust; it must not know who uses them."""

from __future__ import annotations

import random
import re
import uuid

from hypothesis import given
from hypothesis import strategies as st

from contract.identity import ALPHABET, CODE_PATTERN, ID_PATTERN, named_id, new_code, new_id, read_code

CODES = st.integers(0, 2**32).map(lambda seed: new_code(random.Random(seed).getrandbits))


def test_an_id_is_a_uuid_of_version_seven_that_sorts_by_its_time() -> None:
    ids = [new_id(lambda at=at: at) for at in (1.0, 1.5, 1_800_000_000.5)]  # type: ignore[misc]
    assert ids == sorted(ids)
    assert all(uuid.UUID(each).version == 7 and re.fullmatch(ID_PATTERN, each) for each in ids)


def test_a_named_id_is_the_same_on_every_device_and_another_for_another_name() -> None:
    assert named_id("anna", "bookmarks", "help/1") == named_id("anna", "bookmarks", "help/1")
    assert named_id("anna", "bookmarks", "help/1") != named_id("anna", "bookmarks", "help/2")


@given(CODES)
def test_a_code_is_read_however_it_was_written(code: str) -> None:
    assert re.fullmatch(CODE_PATTERN, code)
    for typed in (code, code.lower(), code.replace("-", " "), code[4:], code.replace("0", "O").replace("1", "l")):
        assert read_code(typed) == code


@given(CODES, st.integers(0, 11), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_always_noticed(code: str, at: int, sign: str) -> None:
    signs = list(code[4:].replace("-", ""))
    if signs[at] != sign:
        signs[at] = sign
        assert read_code("".join(signs)) is None


@given(CODES, st.integers(0, 11), st.integers(0, 11))
def test_two_swapped_signs_are_always_noticed(code: str, one: int, other: int) -> None:
    signs = list(code[4:].replace("-", ""))
    if signs[one] != signs[other]:
        signs[one], signs[other] = signs[other], signs[one]
        assert read_code("".join(signs)) is None


def test_what_is_no_code_is_none() -> None:
    for typed in ("", "WUE", "WUE-7K3M-92QF", "hallo", "WUE-UUUU-UUUU-UUUU", "1" * 500):
        assert read_code(typed) is None
