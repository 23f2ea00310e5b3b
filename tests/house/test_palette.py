"""Every pair of colours keeps its contrast; each rule is shown to fail."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.house.palette import THEMES, broken_promises, pale, ratio, stray_colours
from tests.house.tree import Source, sound, sources
from views.kit.tokens import CONTRAST, DARK, LIGHT, Palette


def test_black_on_white_has_21_to_1_and_a_known_grey_its_known_ratio() -> None:
    assert ratio("#000000", "#FFFFFF") == pytest.approx(21)
    assert ratio("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)


def test_every_theme_keeps_its_contrast() -> None:
    sound(pale())


@pytest.mark.parametrize(
    ("theme", "palette"),
    [
        ("light", replace(LIGHT, soft="#8A8F8C")),
        ("dark", replace(DARK, focus="#36423F")),
        ("contrast", replace(CONTRAST, soft="#8C8C8C")),
        ("light", replace(LIGHT, alert=replace(LIGHT.alert, tint="#E07070"))),
    ],
)
def test_a_pair_that_is_too_pale_is_named(theme: str, palette: Palette) -> None:
    told = list(pale({**THEMES, theme: palette}))
    assert told
    assert all(line.startswith(f"{theme}: ") and "views/kit/tokens.py" in line for line in told)


def test_measures_keep_what_the_design_promises() -> None:
    sound(broken_promises())
    weaker = replace(LIGHT.tones["help"], colour="#3F8A46")
    assert list(broken_promises(replace(LIGHT, tones={**LIGHT.tones, "help": weaker})))


def test_colours_stand_in_the_kit_alone() -> None:
    sound(stray_colours(sources()))
    assert len(list(stray_colours([Source("views/help/offer/parts.py", "RED = '#FF0000'")]))) == 1
