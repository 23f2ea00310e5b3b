"""Owns what somebody keeps in mind: the mark on every page of one thing, and the rows of all of them.

It must not know where the marks are kept.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import flet as ft

from contract.problems import Code, Offline, Refused
from contract.record import Record
from services.language import Language
from services.local_file import StoreFailed
from views.kinds import ICONS, address, kind_words
from views.kit.button import choice, quiet_button
from views.kit.card import entry
from views.kit.loading import Loadable
from views.kit.notice import told
from views.kit.page import beneath, column, side_by_side
from views.kit.text import heading
from views.store import Store

Read = Callable[[str, str], Awaitable[Record | None]]


class Keeps(Protocol):
    """Where the marks are: records as `kind/id`, newest first."""

    async def all(self) -> tuple[str, ...]: ...

    async def keep(self, record: str, kept: bool) -> None: ...


@dataclass(frozen=True)
class BookmarksState:
    """`marks`: the records kept, as `kind/id`; `records`: those of them that are on this device."""

    marks: tuple[str, ...] = ()
    records: Loadable[tuple[Record, ...]] = Loadable()
    trouble: str = ""


class BookmarksStore(Store[BookmarksState]):
    """The verbs of marks. `read` gives a record of this device."""

    def __init__(self, keeps: Keeps, read: Read, go: Callable[[str], None]) -> None:
        super().__init__(BookmarksState())
        self._keeps, self._read, self._go = keeps, read, go

    async def refresh(self) -> None:
        """Reads the marks and what they stand for."""
        await self.run("records", self._records())

    async def _records(self) -> tuple[Record, ...]:
        marks = await self._keeps.all()
        self.note(marks=marks)
        found = [await self._read(*mark.split("/", 1)) for mark in marks if "/" in mark]
        return tuple(record for record in found if record)

    async def turn(self, record: str) -> None:
        """Keeps a record, or lets it go again."""
        try:
            await self._keeps.keep(record, record not in self.state.marks)
            self.note(trouble="")
        except (Offline, Refused, StoreFailed) as problem:
            self.note(trouble=problem.code.value)
        await self.refresh()

    def open(self, record: Record) -> None:
        """Goes to one of them."""
        self._go(address(record.kind, record.id))

    def leave(self, path: str) -> None:
        """Goes to another page."""
        self._go(path)


def foot(record: str, here: str, state: BookmarksState, act: BookmarksStore, say: Language) -> ft.Control:
    """What stands below every page about one thing: to keep it, and to say something about it.

    `record` as `kind/id`; `here` is the address of the page.
    """
    kept = record in state.marks
    parts: list[ft.Control] = [
        side_by_side(
            [
                choice(say("Gemerkt") if kept else say("Merken"), partial(act.turn, record), chosen=kept, icon="keep"),
                quiet_button(
                    say("Rückmeldung zu dieser Seite"), partial(act.leave, f"/rueckmeldung?zu={here}"), icon="message"
                ),
            ]
        )
    ]
    if state.trouble:
        parts.append(told(" ".join(say.problem(Code(state.trouble))), icon="broken", urgent=True))
    return beneath(parts)


def kept_rows(records: Sequence[Record], act: BookmarksStore, say: Language) -> list[ft.Control]:
    """What is kept, each as the way to its page."""
    kinds = kind_words(say)
    return [
        entry(say.text(one.title()), [kinds[one.kind]], partial(act.open, one), icon=ICONS[one.kind]) for one in records
    ]


def kept_shortly(state: BookmarksState, act: BookmarksStore, say: Language, level: int) -> list[ft.Control]:
    """The newest three for the start page; nothing where nothing is kept."""
    records = state.records.value or ()
    if not records:
        return []
    parts = [heading(say("Gemerkt"), level), *kept_rows(records[:3], act, say)]
    parts.append(side_by_side([quiet_button(say("Alles Gemerkte"), partial(act.leave, "/gemerkt"), icon="keep")]))
    return [column(parts, gap=8)]
