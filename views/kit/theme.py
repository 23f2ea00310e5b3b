"""Owns how tokens become a Flet theme; it must not hold a colour or a size of its own."""

from __future__ import annotations

import flet as ft

from views.kit.button import style
from views.kit.tokens import CONTRAST, DARK, LIGHT, Measure, Palette, Tone

FONT = "Atkinson"
FALLBACK = ["Noto", "Noto Arabic"]
FONTS = {
    "Atkinson": "fonts/AtkinsonHyperlegible-Regular.ttf",
    "Atkinson Bold": "fonts/AtkinsonHyperlegible-Bold.ttf",
    "Noto": "fonts/NotoSans-Fallback.ttf",
    "Noto Arabic": "fonts/NotoSansArabic-Fallback.ttf",
}
#: Text roles: size in logical pixels at scale 1, whether bold. look.md: 16 · 18 · 22 · 28 · 36.
ROLES: dict[str, tuple[int, bool]] = {
    "display_large": (36, True),
    "display_medium": (36, True),
    "display_small": (28, True),
    "headline_large": (36, True),
    "headline_medium": (28, True),
    "headline_small": (22, True),
    "title_large": (22, True),
    "title_medium": (18, True),
    "title_small": (16, True),
    "body_large": (18, False),
    "body_medium": (18, False),
    "body_small": (16, False),
    "label_large": (18, True),
    "label_medium": (16, True),
    "label_small": (16, False),
}


def _style(role: str, scale: float, simple: bool, ink: str) -> ft.TextStyle:
    size, bold = ROLES[role]
    if simple and role.startswith("body"):
        size += 2
    return ft.TextStyle(
        size=round(size * scale, 1),
        height=1.5 if simple else (1.25 if bold else 1.4),
        font_family=f"{FONT} Bold" if bold else FONT,
        font_family_fallback=FALLBACK,
        letter_spacing=0.1,
        color=ink,
    )


def _colours(palette: Palette, tone: Tone) -> ft.ColorScheme:
    return ft.ColorScheme(
        primary=tone.colour,
        on_primary=tone.on,
        primary_container=tone.tint,
        on_primary_container=tone.colour,
        secondary=tone.colour,
        on_secondary=tone.on,
        secondary_container=tone.tint,
        on_secondary_container=tone.colour,
        tertiary=palette.focus,
        on_tertiary=palette.paper,
        surface=palette.paper,
        on_surface=palette.ink,
        on_surface_variant=palette.soft,
        surface_container_lowest=palette.card,
        surface_container_low=palette.card,
        surface_container=palette.card,
        surface_container_high=palette.card,
        surface_container_highest=palette.card,
        outline=palette.soft,
        outline_variant=palette.edge,
        error=palette.alert.colour,
        on_error=palette.alert.on,
        error_container=palette.alert.tint,
        on_error_container=palette.alert.colour,
        surface_tint=palette.paper,
        inverse_surface=palette.ink,
        on_inverse_surface=palette.paper,
    )


def theme(palette: Palette, measure: Measure = "home", *, scale: float = 1.0, simple: bool = False) -> ft.Theme:
    """The whole theme of a page. `scale` is 1.0 to 2.0; `simple` sets larger text with wider lines."""
    still = ft.PageTransitionTheme.NONE
    # The look of a card, for all that brings none of its own. Names of colours are not known here yet.
    card = style(back=palette.card, ink=palette.ink, edge=palette.edge, focus=palette.focus)
    return ft.Theme(
        color_scheme=_colours(palette, palette.tones[measure]),
        font_family=FONT,
        text_theme=ft.TextTheme(**{role: _style(role, scale, simple, palette.ink) for role in ROLES}),
        text_button_theme=ft.TextButtonTheme(card),
        scaffold_bgcolor=palette.paper,
        focus_color=ft.Colors.TRANSPARENT,
        page_transitions=ft.PageTransitionsTheme(android=still, ios=still, linux=still, macos=still, windows=still),
    )


def dress(page: ft.Page, *, mode: str, contrast: bool, scale: float, simple: bool) -> None:
    """Puts the fonts and themes on a page. `mode`: "system", "light" or "dark"."""
    # In a browser Flutter fetches the fallback itself when a sign needs it; a phone has it in the bundle.
    page.fonts = {name: path for name, path in FONTS.items() if not (page.web and name in FALLBACK)}
    page.theme = theme(CONTRAST if contrast else LIGHT, scale=scale, simple=simple)
    page.dark_theme = theme(CONTRAST if contrast else DARK, scale=scale, simple=simple)
    page.theme_mode = ft.ThemeMode(mode)
    # Another theme is there at once, without a fade.
    page.theme_animation_style = ft.AnimationStyle(duration=0, reverse_duration=0)


def toned(measure: Measure, content: ft.Control, *, contrast: bool = False) -> ft.Control:
    """Content in the colour of a measure; everything else of the theme stays."""
    if contrast:
        return content
    return ft.Container(
        content=content,
        theme=ft.Theme(color_scheme=_tone_scheme(LIGHT.tones[measure])),
        dark_theme=ft.Theme(color_scheme=_tone_scheme(DARK.tones[measure])),
        expand=bool(content.expand),
    )


def _tone_scheme(tone: Tone) -> ft.ColorScheme:
    return ft.ColorScheme(
        primary=tone.colour,
        on_primary=tone.on,
        primary_container=tone.tint,
        on_primary_container=tone.colour,
    )
