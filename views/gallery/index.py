"""Owns the list of all samples: each feature's `samples.py`, found by its place; it must not draw pages."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path

import flet as ft

from services.language import Language
from views.kit.tokens import LIGHT, Measure

VIEWS = Path(__file__).parent.parent
Samples = Callable[[Language], dict[str, ft.Control]]


def features() -> tuple[str, ...]:
    """The features with a screen, as `measure/feature`, e.g. `help/finder`."""
    return tuple(sorted(f"{path.parent.parent.name}/{path.parent.name}" for path in VIEWS.glob("*/*/samples.py")))


def samples(feature: str, say: Language) -> dict[str, ft.Control]:
    """All samples of a feature by name, drawn in a language."""
    module = import_module(f"views.{feature.replace('/', '.')}.samples")
    found: Samples = module.samples
    return found(say)


def names(say: Language) -> list[str]:
    """Every sample as `measure_feature_name`: the id under which the gallery shows it."""
    return [f"{feature.replace('/', '_')}_{name}" for feature in features() for name in samples(feature, say)]


def measure_of(ident: str) -> Measure:
    """The measure in whose colour a sample stands; what belongs to none stands in that of the start page."""
    name = ident.partition("_")[0]
    return next((measure for measure in LIGHT.tones if measure == name), "home")


def sample(ident: str, say: Language) -> ft.Control | None:
    """The sample of an id, or None where there is none."""
    for feature in features():
        name = ident.removeprefix(f"{feature.replace('/', '_')}_")
        if name != ident and (found := samples(feature, say).get(name)):
            return found
    return None
