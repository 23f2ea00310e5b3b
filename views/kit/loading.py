"""Owns what is loaded and how that is drawn; the previous value stays while the new one comes.

There is one way to load: a store's verb runs, its value lands in a `Loadable`, and `drawn` pictures it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

import flet as ft

T = TypeVar("T")


@dataclass(frozen=True)
class Loadable(Generic[T]):
    """A value that may still be coming. `problem` is a code of `contract.problems`, or empty.

    `wait`: seconds until asking again makes sense, where the hub said so.
    """

    value: T | None = None
    busy: bool = False
    problem: str = ""
    wait: int = 0


def drawn(
    loadable: Loadable[T],
    draw: Callable[[T], ft.Control],
    *,
    waiting: Callable[[], ft.Control],
    failed: Callable[[str], ft.Control],
) -> ft.Control:
    """The value where there is one, else the trouble, else the waiting picture (after 800 ms)."""
    if loadable.value is not None:
        picture = draw(loadable.value)
        if loadable.problem:
            return ft.Column([failed(loadable.problem), picture], spacing=16, tight=True)
        return picture
    if loadable.problem:
        return failed(loadable.problem)
    return waiting()
