"""Owns which colours meet which, and how far apart they must be; it must not choose a colour."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from tests.house.tree import Source
from views.kit.tokens import CONTRAST, DARK, LIGHT, Palette, Tone

THEMES: Mapping[str, Palette] = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
#: Least ratios (WCAG 2.2, 1.4.3, 1.4.6 and 1.4.11) for text and for what must be seen but not read.
LEAST = {"light": (4.5, 3.0), "dark": (4.5, 3.0), "contrast": (7.0, 7.0)}
#: What look.md promises of every measure's colour in the light theme: on its tint, on paper, white on it.
PROMISED = (5.2, 6.2, 6.5)
_HEX = re.compile(r"""["']#[0-9A-Fa-f]{6}(?:[0-9A-Fa-f]{2})?["']""")


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` by WCAG 2.2, reckoned here anew so that a wrong sum cannot prove itself."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast from 1 to 21."""
    lights = sorted((luminance(one), luminance(other)))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _tones(palette: Palette) -> dict[str, Tone]:
    return {**{str(name): tone for name, tone in palette.tones.items()}, "alert": palette.alert}


def texts(palette: Palette) -> Iterator[tuple[str, str, str]]:
    """(which, colour, ground) of everything that is read."""
    for ground in ("paper", "card"):
        for ink in ("ink", "soft"):
            yield f"{ink} on {ground}", getattr(palette, ink), getattr(palette, ground)
    for name, tone in _tones(palette).items():
        yield f"ink on {name}'s tint", palette.ink, tone.tint
        yield f"{name} on its tint", tone.colour, tone.tint
        yield f"{name} on paper", tone.colour, palette.paper
        yield f"{name} on card", tone.colour, palette.card
        yield f"{name}'s field under its words", tone.on, tone.colour


def signs(palette: Palette) -> Iterator[tuple[str, str, str]]:
    """(which, colour, ground) of rings and outlines."""
    grounds = {"paper": palette.paper, "card": palette.card}
    grounds |= {f"{name}'s tint": tone.tint for name, tone in _tones(palette).items()}
    for name, ground in grounds.items():
        yield f"focus ring on {name}", palette.focus, ground
    yield "outline on paper", palette.soft, palette.paper
    yield "outline on card", palette.soft, palette.card


def pale(themes: Mapping[str, Palette] = THEMES) -> Iterator[str]:
    """Pairs under their contrast."""
    for theme, palette in themes.items():
        read, seen = LEAST[theme]
        for pairs, least in ((texts(palette), read), (signs(palette), seen)):
            for which, colour, ground in pairs:
                got = ratio(colour, ground)
                if got < least:
                    yield (
                        f"{theme}: {which} has {got:.2f}:1, needs {least}:1: make {colour} or {ground} "
                        "darker or lighter in views/kit/tokens.py"
                    )


def broken_promises(palette: Palette = LIGHT) -> Iterator[str]:
    """Measures' colours below what the design promises."""
    for name, tone in palette.tones.items():
        pairs = ((tone.colour, tone.tint), (tone.colour, palette.paper), ("#FFFFFF", tone.colour))
        for (one, other), least in zip(pairs, PROMISED, strict=True):
            got = ratio(one, other)
            if got < least:
                yield f"{name}: {one} and {other} have {got:.2f}:1, promised are {least}:1: change views/kit/tokens.py"


def stray_colours(files: Iterable[Source]) -> Iterator[str]:
    """Colours outside the kit, where no contrast is reckoned."""
    for file in files:
        if file.floor in ("views", "app") and not file.name.startswith("views/kit/"):
            for number, line in enumerate(file.text.splitlines(), 1):
                if found := _HEX.search(line):
                    yield f"{file.name}:{number}: {found.group()} belongs into views/kit/tokens.py"
