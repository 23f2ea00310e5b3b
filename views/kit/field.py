"""Owns fields and switches; each is named, and what a person typed is always bound."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from inspect import isawaitable
from typing import Any

import flet as ft

from views.kit.button import Press, pressed, style
from views.kit.text import spoken, words
from views.kit.tokens import CORNER, FOCUS_RING, M, S

Typed = Callable[[str], Any]
#: What a field of one's own data is for, by the name screens give it.
PURPOSES = {
    "name": ft.AutofillHint.USERNAME,
    "email": ft.AutofillHint.EMAIL,
    "password": ft.AutofillHint.PASSWORD,
    "new-password": ft.AutofillHint.NEW_PASSWORD,
    "once": ft.AutofillHint.ONE_TIME_CODE,
}


class _Line(ft.TextField):
    """A line of text that never takes back a key.

    Of each key the device reports the new text first and the event after it. A picture drawn between the two
    still holds the text of before and would overwrite what is being typed.
    """

    _heard: str

    def init(self) -> None:
        self._heard = self.value or ""

    def hear(self, text: str) -> None:
        """The event with this text has come."""
        self._heard = text

    def _migrate_state(self, other: ft.BaseControl) -> None:
        super()._migrate_state(other)
        if isinstance(other, _Line) and other.value != other._heard:
            self.value, self._heard = other.value, other._heard


def search_field(label: str, value: str, typed: Typed, *, entered: Press | None = None) -> ft.Control:
    """One line to search as one types. `label` names it, briefly: it stands in the line. `entered`: what Enter does."""
    return _Line(
        label=label,
        value=value,
        on_submit=pressed(entered) if entered else None,
        on_change=_typed(typed),
        prefix_icon=ft.Icons.SEARCH,
        autocorrect=False,
        **_look(gap=4),
    )


def text_field(
    label: str,
    value: str,
    typed: Typed,
    *,
    lines: int = 1,
    hint: str = "",
    error: str = "",
    purpose: str = "",
    veiled: bool = False,
    entered: Press | None = None,
) -> ft.Control:
    """A field to write in, its name above it, so that a long one wraps. `lines` shown at first; it grows.

    `error` says what is missing; a screen reader says it at once (WCAG 4.1.3), and again with the field.
    `purpose`: one of `PURPOSES`, for password keepers (WCAG 1.3.5). `veiled`: dots for letters. `entered`: on Enter.
    """
    exact = veiled or bool(purpose)
    box = _Line(
        value=value,
        # A name within the box would be cut where it is long: ears hear it there, eyes read it above.
        label=spoken(label),
        label_style=ft.TextStyle(size=0.1, color=ft.Colors.TRANSPARENT),
        on_change=_typed(typed),
        on_submit=pressed(entered) if entered else None,
        multiline=lines > 1,
        min_lines=lines,
        max_lines=None if lines > 1 else 1,
        password=veiled,
        keyboard_type=_keys(lines, purpose),
        autofill_hints=[PURPOSES[purpose]] if purpose else None,
        autocorrect=not exact,
        enable_suggestions=not exact,
        error=_lack(error) if error else None,
        **_look(gap=0),
    )
    above: list[ft.Control] = [ft.Semantics(content=words(label, "label_large"), exclude_semantics=True)]
    if hint:
        above.append(words(hint, "body_small", colour=ft.Colors.ON_SURFACE_VARIANT))
    return ft.Column([*above, box], spacing=S, tight=True, horizontal_alignment=ft.CrossAxisAlignment.STRETCH)


def _lack(error: str) -> ft.Control:
    said = words(error, "body_small", colour=ft.Colors.ERROR)
    return ft.Semantics(content=said, live_region=True, container=True)


def _keys(lines: int, purpose: str) -> ft.KeyboardType:
    """The keys a phone shows: with @ for an address, with Enter for a new line where there are several."""
    if purpose == "email":
        return ft.KeyboardType.EMAIL
    return ft.KeyboardType.MULTILINE if lines > 1 else ft.KeyboardType.TEXT


def _look(*, gap: float) -> dict[str, Any]:
    """How every box to write in looks; `gap`: room in its edge around a name that stands there."""
    return {
        "filled": True,
        "fill_color": ft.Colors.SURFACE_CONTAINER,
        "border": {
            ft.ControlState.FOCUSED: _outline(FOCUS_RING, ft.Colors.TERTIARY, gap),
            ft.ControlState.DEFAULT: _outline(1, ft.Colors.OUTLINE, gap),
        },
        "content_padding": ft.Padding.symmetric(horizontal=M, vertical=M),
    }


def _typed(typed: Typed) -> Callable[[Any], Awaitable[None]]:
    async def handle(event: Any) -> None:
        event.control.hear(event.data)
        done = typed(event.data)
        if isawaitable(done):
            await done

    return handle


def _outline(width: int, colour: str, gap: float) -> ft.OutlineInputBorder:
    return ft.OutlineInputBorder(side=ft.BorderSide(width, colour), border_radius=CORNER, gap_padding=gap)


def switch(label: str, on: bool, turned: Callable[[bool], Any], *, hint: str = "") -> ft.Control:
    """Something that is on or off. The whole row can be pressed and is one element with its state."""
    state = ft.Icon(ft.Icons.CHECK_BOX if on else ft.Icons.CHECK_BOX_OUTLINE_BLANK, color=ft.Colors.PRIMARY, size=28)
    texts: list[ft.Control] = [words(label, "label_large")]
    if hint:
        texts.append(words(hint, "body_small", colour=ft.Colors.ON_SURFACE_VARIANT))
    row = ft.Row([state, ft.Column(texts, spacing=0, expand=True)], spacing=S)
    look = style(back=ft.Colors.SURFACE_CONTAINER, ink=ft.Colors.ON_SURFACE, edge=ft.Colors.OUTLINE_VARIANT)
    button = ft.TextButton(content=row, style=look, on_click=pressed(lambda: turned(not on)))
    return ft.MergeSemantics(ft.Semantics(content=button, checked=on))
