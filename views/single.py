"""Owns how a page about one record waits, fails or says that the thing is gone; it must not know a kind."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import flet as ft

from contract.record import Record
from services.clock import BERLIN
from services.language import Language
from views.detail import DetailState, DetailStore
from views.kit.loading import drawn
from views.states import failed, gone, waiting

R = TypeVar("R", bound=Record)


def single(
    state: DetailState[R],
    act: DetailStore[R],
    say: Language,
    *,
    draw: Callable[[R, datetime], ft.Control],
    back: str,
) -> ft.Control:
    """`draw(record, now)` where there is one; `back` is the address of the list it lies in."""
    now = state.now or datetime.now(BERLIN)
    return drawn(
        state.found,
        lambda found: draw(found.record, now) if found.record else gone(lambda: act.leave(back), say),
        waiting=lambda: waiting(say),
        failed=lambda code: failed(code, act.refresh, say),
    )
