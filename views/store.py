"""Owns the one way a screen's state changes and a verb fails; it must not know any feature."""

from __future__ import annotations

from collections.abc import Awaitable
from dataclasses import replace
from typing import Any, Generic, TypeVar

import flet as ft

from contract.problems import Offline, Refused
from services.local_file import StoreFailed
from views.kit.loading import Loadable

S = TypeVar("S")


class Store(ft.Observable, Generic[S]):
    """Holds a frozen state; a component that is given the store is drawn anew when the state is replaced."""

    state: S

    def __init__(self, state: S) -> None:
        self.state = state
        self._asked: dict[str, int] = {}

    def put(self, **change: Any) -> None:
        """Replaces the state with one in which these fields differ."""
        self.state = replace(self.state, **change)  # type: ignore[type-var]

    def note(self, **change: Any) -> None:
        """Like `put`, but draws nothing: a `put` with what comes of it follows, and draws both at once."""
        object.__setattr__(self, "state", replace(self.state, **change))  # type: ignore[type-var]

    def fold(self) -> None:
        """The page was left: what need not be drawn when somebody comes back may be let go."""

    async def run(self, field: str, verb: Awaitable[Any]) -> None:
        """Awaits a verb and puts its value, or its problem, into the `Loadable` of that name.

        The previous value stays meanwhile. Of several runs of one field only the newest counts, so a slow
        early answer never replaces a later one.
        """
        turn = self._asked[field] = self._asked.get(field, 0) + 1
        before: Loadable[Any] = getattr(self.state, field)
        waits = self.put if before.value is None else self.note  # what stands there stays until the answer
        waits(**{field: replace(before, busy=True)})
        try:
            after = Loadable(await verb)
        except (Offline, StoreFailed) as trouble:
            after = replace(before, busy=False, problem=trouble.code.value, wait=0)
        except Refused as trouble:
            wait = trouble.problem.retry_after or 0
            after = replace(before, busy=False, problem=trouble.code.value, wait=wait)
        if self._asked[field] == turn:
            self.put(**{field: after})
