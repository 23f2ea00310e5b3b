"""Screens are made of kit parts, and each is drawn in samples; each rule is shown to fail."""

from __future__ import annotations

import pytest

from tests.house.screens import raw_controls, unseen_screens
from tests.house.tree import Source, sound, sources

SCREEN = Source("views/help/diary/screen.py", "def diary_screen(state, act, say): ...")


def test_only_the_kit_draws_with_flet_itself() -> None:
    sound(raw_controls(sources()))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("views/help/diary/screen.py", "ft.TextButton('Weiter')"),
        ("views/help/diary/screen.py", "ft.Colors.RED"),
        ("views/help/diary/screen.py", "ft.Semantics()"),
        ("views/rows.py", "from flet import Icon"),
        ("app/shell.py", "ft.AppBar()"),
        ("app/shell.py", "ft.Text('Start')"),
        ("app/shell.py", "ft.Icons.HOME"),
    ],
)
def test_a_raw_control_outside_the_kit_is_refused(name: str, line: str) -> None:
    told = list(raw_controls([Source(name, line)]))
    assert len(told) == 1
    assert "use a part of views/kit" in told[0]


def test_the_shell_may_use_the_page_and_the_services_of_the_device() -> None:
    free = "ft.View()\nft.Share()\nft.Clipboard()\nft.LocaleConfiguration()\nft.Row([])\nft.run(main)"
    assert list(raw_controls([Source("app/device.py", free)])) == []
    assert list(raw_controls([Source("views/kit/button.py", "ft.TextButton('Weiter')")])) == []


def test_every_screen_has_samples() -> None:
    sound(unseen_screens(sources()))


def test_a_screen_without_a_sample_is_refused() -> None:
    other = Source("views/help/diary/samples.py", "def samples(say): return {}")
    drawn = Source("views/help/diary/samples.py", "def samples(say): return {'full': diary_screen(1, 2, say)}")
    assert "write views/help/diary/samples.py" in next(unseen_screens([SCREEN]))
    assert "draw it in" in next(unseen_screens([SCREEN, other]))
    assert list(unseen_screens([SCREEN, drawn])) == []
