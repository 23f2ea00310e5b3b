"""Owns the states in which samples show any list and any page of one thing; it must not know their content."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, TypeVar

from contract.problems import Code
from contract.record import Record
from services.clock import BERLIN, Clock
from services.local import Page
from views.detail import DetailState, DetailStore, Found
from views.kit.loading import Loadable
from views.listing import ListState, ListStore

R = TypeVar("R", bound=Record)
#: When samples are looked at. Pictures must not change from day to day.
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=BERLIN)
#: A device that was long without a network.
LATER = NOW + timedelta(days=300)


def ident(number: int) -> str:
    """An id for a sample record."""
    return f"00000000-0000-4000-8000-{number:012d}"


def list_act(records: Sequence[Record], path: str) -> ListStore:
    """A list's verbs over records that never change."""

    async def reads(*, facets: Sequence[str], place: str, limit: int) -> Page[Any]:
        return Page(tuple(records)[:limit], len(records))

    return ListStore(reads, Clock(lambda: NOW), lambda _path: None, path)


def detail_act(record: R) -> DetailStore[R]:
    """The verbs of a page about one record."""

    async def get(_ident: str) -> R | None:
        return record

    return DetailStore(get, Clock(lambda: NOW), lambda _path: None)


def list_stages(full: Sequence[Record], longest: Sequence[Record]) -> dict[str, ListState]:
    """A list's states by name. `full` has a row more than it shows."""
    shown: Loadable[Page[Any]] = Loadable(Page(tuple(full), len(full) + 1))
    return {
        "full": ListState(shown, now=NOW),
        "empty": ListState(Loadable(Page((), 0)), now=NOW),
        "busy": ListState(Loadable(busy=True), now=NOW),
        "failed": ListState(Loadable(problem=Code.STORE_BROKEN.value), now=NOW),
        "stale": ListState(Loadable(shown.value, problem=Code.HUB_UNREACHABLE.value), now=LATER),
        "longest": ListState(Loadable(Page(tuple(longest), len(longest), 1)), now=NOW),
    }


def detail_stages(full: R, longest: R) -> dict[str, DetailState[R]]:
    """The states of a page about one thing by name; `empty`: it is gone."""
    return {
        "full": DetailState(full.id, Loadable(Found(full)), NOW),
        "empty": DetailState(full.id, Loadable(Found[R](None)), NOW),
        "busy": DetailState(full.id, Loadable(busy=True), NOW),
        "failed": DetailState(full.id, Loadable(problem=Code.STORE_BROKEN.value), NOW),
        "stale": DetailState(full.id, Loadable(Found(full)), LATER),
        "longest": DetailState(longest.id, Loadable(Found(longest)), NOW),
    }
