"""Owns the colours, sizes and spaces of the design language (look.md); it must not know any control."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Measure = Literal["home", "forum", "help", "participation", "volunteer"]

#: Spaces in logical pixels.
XS, S, M, L, XL = 4, 8, 16, 24, 40
CORNER = 12
#: The least side of anything one can tap, in logical pixels.
TOUCH = 48
FOCUS_RING = 3
#: Widths in logical pixels: from RAIL a rail, from PAIR list and detail side by side.
RAIL, PAIR = 600, 1024
#: The widest line, in logical pixels at scale 1: about 70 characters.
LINE = 640
SCALES = (1.0, 1.3, 1.6, 2.0)


@dataclass(frozen=True)
class Tone:
    """One measure's colour: `colour` on paper, card or tint; `on` is the text on a field of the colour."""

    colour: str
    tint: str
    on: str


@dataclass(frozen=True)
class Palette:
    """All colours of one theme as `#RRGGBB`."""

    paper: str
    card: str
    edge: str
    ink: str
    soft: str
    focus: str
    alert: Tone
    tones: dict[Measure, Tone]


LIGHT = Palette(
    paper="#FBF8F2",
    card="#FFFFFF",
    edge="#E4DDCF",
    ink="#1D2420",
    soft="#4B5550",
    focus="#1D2420",
    alert=Tone("#B3261E", "#FBE0DD", "#FFFFFF"),
    tones={
        "home": Tone("#0E5466", "#DCEEF2", "#FFFFFF"),
        "forum": Tone("#8A4516", "#F8E6D6", "#FFFFFF"),
        "help": Tone("#2C6431", "#DFF0E0", "#FFFFFF"),
        "participation": Tone("#9B2335", "#FAE0E3", "#FFFFFF"),
        "volunteer": Tone("#5A3B8F", "#EAE2F7", "#FFFFFF"),
    },
)

DARK = Palette(
    paper="#12181A",
    card="#1C2427",
    edge="#36423F",
    ink="#EEF2EF",
    soft="#B6C2BC",
    focus="#EEF2EF",
    alert=Tone("#FFB4AB", "#43201D", "#12181A"),
    tones={
        "home": Tone("#7CC8DA", "#16333A", "#12181A"),
        "forum": Tone("#F0B27F", "#3A2817", "#12181A"),
        "help": Tone("#93D19A", "#1D3521", "#12181A"),
        "participation": Tone("#FF9FA8", "#412024", "#12181A"),
        "volunteer": Tone("#C6ADF5", "#2E2445", "#12181A"),
    },
)

_STARK = Tone("#FFFFFF", "#000000", "#000000")

CONTRAST = Palette(
    paper="#000000",
    card="#000000",
    edge="#FFFFFF",
    ink="#FFFFFF",
    soft="#FFFFFF",
    focus="#FFE600",
    alert=Tone("#FFFFFF", "#000000", "#000000"),
    tones=dict.fromkeys(("home", "forum", "help", "participation", "volunteer"), _STARK),
)


def luminance(colour: str) -> float:
    """Relative luminance of `#RRGGBB` by WCAG 2.2."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours by WCAG 2.2, from 1 to 21."""
    bright, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)
