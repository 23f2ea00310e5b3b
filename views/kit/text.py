"""Owns how words are set: headings, body, small print; it must not know what they say."""

from __future__ import annotations

import re

import flet as ft

_SPLIT = re.compile(r"(?<=\w)·(?=\w)")


def spoken(value: str) -> str:
    """The text for ears and search: compounds without their split mark (U+00B7)."""
    return _SPLIT.sub("", value)


def words(value: str, role: str = "body_large", *, colour: str | None = None, bold: bool = False) -> ft.Text:
    """Words in a role of the theme, e.g. `body_small`. They wrap and are never cut."""
    heard = spoken(value)
    return ft.Text(
        _SPLIT.sub("·\u200b", value),
        theme_style=ft.TextThemeStyle("titleMedium" if bold else _camel(role)),
        color=colour,
        semantics_label=heard if heard != value else None,
    )


def _camel(role: str) -> str:
    first, second = role.split("_")
    return first + second.capitalize()


def heading(value: str, level: int = 2) -> ft.Control:
    """A heading: level 1 is the name of the page and stands there once."""
    role = {1: "headline_medium", 2: "headline_small"}.get(level, "title_medium")
    return ft.Semantics(
        content=words(value, role),
        heading_level=level,
        header=True,
        label=spoken(value),
        exclude_semantics=True,
        container=True,
    )


def paragraph(value: str) -> ft.Control:
    """Running text. The page column keeps it to about 70 characters a line."""
    return words(value)


def answer(value: str) -> ft.Text:
    """The answer before everything else, in the colour of the measure: when, how long, how much."""
    return words(value, "label_medium", colour=ft.Colors.PRIMARY)


def changing_answer(value: str) -> ft.Control:
    """An answer that may change while one looks; a screen reader says the new one."""
    return ft.Semantics(content=answer(value), live_region=True, container=True)


def small(value: str) -> ft.Text:
    """Second text: provenance, age, hints."""
    return words(value, "body_small", colour=ft.Colors.ON_SURFACE_VARIANT)


def announced(value: str) -> ft.Control:
    """Words that a screen reader says when they change (WCAG 4.1.3), e.g. the number of results."""
    return ft.Semantics(content=small(value), live_region=True, container=True)
