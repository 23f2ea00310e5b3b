"""Shows the page "Gemerkt" in each of its states; it must not be drawn for citizens."""

from __future__ import annotations

import flet as ft

from contract.problems import Code
from contract.record import Record
from services.language import Language
from views.account.bookmarks.screen import bookmarks_screen
from views.bare import stay
from views.bookmarks import BookmarksState, BookmarksStore, foot
from views.examples import events, news, offers
from views.kit.loading import Loadable
from views.kit.page import column

FULL = (offers.DEBTS, news.BRIDGE, events.COFFEE)
LONGEST = (offers.LONGEST, news.LONGEST, events.LONGEST)


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of the page; `foot…`: what stands below every page about one thing."""
    act = BookmarksStore(_Nothing(), _read, stay)
    pictures = {name: bookmarks_screen(state, act, say) for name, state in _states().items()}
    mark = _mark(offers.DEBTS)
    feet = {
        "foot": BookmarksState(),
        "foot-kept": BookmarksState((mark,)),
        "foot-failed": BookmarksState(trouble=Code.STORE_BROKEN.value),
    }
    return {**pictures, **{name: column([foot(mark, "/hilfe/1", state, act, say)]) for name, state in feet.items()}}


class _Nothing:
    async def all(self) -> tuple[str, ...]:
        return ()

    async def keep(self, record: str, kept: bool) -> None: ...


async def _read(_kind: str, _ident: str) -> Record | None:
    return None


def _mark(record: Record) -> str:
    return f"{record.kind}/{record.id}"


def _states() -> dict[str, BookmarksState]:
    marks = tuple(_mark(record) for record in FULL)
    return {
        "full": BookmarksState(marks, Loadable(FULL)),
        "empty": BookmarksState((), Loadable(())),
        "busy": BookmarksState((), Loadable(busy=True)),
        "failed": BookmarksState((), Loadable(problem=Code.STORE_BROKEN.value)),
        "stale": BookmarksState((*marks, "help/gone"), Loadable(FULL)),
        "longest": BookmarksState(marks, Loadable(LONGEST)),
    }
