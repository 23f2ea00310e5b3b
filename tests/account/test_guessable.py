"""What is guessed first is no password: of the lists, of the place, of the name, of the keyboard, again and again."""

from __future__ import annotations

import pytest

from contract.account import NewAccount
from hub.account.guessable import common, guessable
from hub.account.passwords import expect_strong
from hub.core.problems import Refusal

SHORTEST = 10


def test_every_common_password_is_long_enough_to_matter_and_refused() -> None:
    assert len(common()) == 2789
    for each in common():
        assert len(each) >= SHORTEST
        NewAccount(nickname="Erika", password=each)
        with pytest.raises(Refusal):
            expect_strong(each, "Erika", "#/password")


@pytest.mark.parametrize(
    "weak",
    [
        "Basketball", "basketball2026!", "1!Basketball", "Enterprise 12", "Pass-Wort-123", "WueApp2026!",
        "Würzburg 2026",
        "wu\u0308rzburg123", "Wuerzburg-wueapp", "Erika-Mainstein", "erikamainstein99", "34567890123", "zuiopasdfgh",
        "jihgfedcba", "Hundkatze Hundkatze", "!!!!!!!!!!??", "aabbaabbaabb", "1q2w3e4r5t6z",
        "FranzFranzFranz", "Sommer-2026!",
    ],
)  # fmt: skip
def test_what_is_made_of_what_everybody_knows_is_refused(weak: str) -> None:
    assert len(weak) >= SHORTEST
    assert guessable(weak, "Erika Mainstein")


@pytest.mark.parametrize(
    "strong",
    [
        "vier kleine Boote", "mainfranken-2026", "Würzburg am Main 1", "Erika mag Enten", "Schatztruhe am Grund",
        "ein langes Passwort", "Прекрасный день", "今日はとても良い天気", "k7!kq-2vx9p", ".-!?+_;:=#<",
        "☀️🌊🎈🚲🌻🍎🎻🏰🦆🌙",
    ],
)  # fmt: skip
def test_a_phrase_of_ones_own_is_taken(strong: str) -> None:
    assert not guessable(strong, "Erika Mainstein")
