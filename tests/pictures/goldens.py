"""Owns the kept pictures: which, where, and when two count as the same; it must not drive the browser."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageChops

from tests.pictures.window import Wearing

KEPT = Path(__file__).parent / "kept"
HEIGHT = 1200
#: Pictures are compared at a quarter of their size, so that the smoothing of letters does not count.
COARSE = 4
#: Two coarse pixels differ when a channel does by more than this (of 255); so great a share may.
STEP, SHARE = 40, 0.01

_LARGE = Wearing(language="de-simple", scale=2.0)
_LARGE_GERMAN = Wearing(scale=2.0)
_DARK = Wearing(mode="dark")
_CONTRAST = Wearing(contrast=True)

SAMPLES = (
    "account_me_full",
    "forum_events_full",
    "forum_places_full",
    "help_crisis_full",
    "help_finder_full",
    "help_finder_filters",
    "help_offer_longest",
    "home_search_full",
    "home_start_full",
    "participation_projects_project-full",
    "volunteer_guides_guide-full",
)


@dataclass(frozen=True)
class Golden:
    """One kept picture: a sample, how it is worn, the width of the window."""

    sample: str
    wearing: Wearing
    width: int


CHOSEN = tuple(
    # The tiles of the start page are told by their store, not by the theme, to wear the strong contrast.
    Golden("home_start_contrast" if wearing.contrast and sample == "home_start_full" else sample, wearing, width)
    for wearing, width in ((_LARGE, 320), (_LARGE_GERMAN, 320), (_DARK, 390), (_CONTRAST, 390))
    for sample in SAMPLES
)


def golden_path(golden: Golden) -> Path:
    """Where the picture is kept."""
    wearing = golden.wearing
    look = "contrast" if wearing.contrast else wearing.mode
    return KEPT / f"{golden.sample}.{golden.width}.{look}.{wearing.language}.png"


def save(png: bytes, path: Path) -> None:
    """Keeps a picture with few colours: enough to compare and to look at."""
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.open(BytesIO(png)).convert("RGB").quantize(64).save(path, optimize=True)


def difference(png: bytes, path: Path) -> float:
    """The share of a picture that differs from the kept one, 0 to 1; 1 when the sizes do."""
    now, kept = Image.open(BytesIO(png)).convert("RGB"), Image.open(path).convert("RGB")
    if now.size != kept.size:
        return 1.0
    small = (now.width // COARSE, now.height // COARSE)
    apart = ImageChops.difference(now.resize(small, Image.Resampling.BOX), kept.resize(small, Image.Resampling.BOX))
    worst = apart.convert("RGB").split()
    strongest = ImageChops.lighter(ImageChops.lighter(worst[0], worst[1]), worst[2])
    differing = sum(strongest.histogram()[STEP + 1 :])
    return differing / (small[0] * small[1])
