"""Shows "Meine Beiträge" and one of them in each state; it must not be drawn for citizens."""

from __future__ import annotations

from dataclasses import replace

import flet as ft

from contract.problems import Code
from services.language import Language
from services.outbox_item import Item
from services.qr import code_of
from views.account.contributions.one import Held, OneState, OneStore
from views.account.contributions.screen import contribution_screen, contributions_screen
from views.account.contributions.store import MineState, MineStore
from views.bare import CLOCK, outbox, stay
from views.examples import items
from views.kit.loading import Loadable
from views.stages import LATER, NOW


def samples(say: Language) -> dict[str, ft.Control]:
    """Named states of both pages; those of one contribution begin with "one"."""
    mine = MineStore(outbox(), CLOCK, stay)
    one = OneStore(outbox(), CLOCK, stay, _copy)
    lists = {name: contributions_screen(state, mine, say) for name, state in _lists().items()}
    return {**lists, **{name: contribution_screen(state, one, say) for name, state in _ones().items()}}


async def _copy(_text: str) -> None: ...


def _lists() -> dict[str, MineState]:
    full = MineState(Loadable(items.EVERY), now=NOW)
    return {
        "full": full,
        "empty": MineState(Loadable(()), now=NOW),
        "busy": MineState(Loadable(busy=True), now=NOW),
        "failed": MineState(Loadable(problem=Code.STORE_BROKEN.value), now=NOW),
        "stale": replace(full, now=LATER),
        "longest": MineState(Loadable((items.LONGEST,)), now=NOW),
        "held-back": MineState(Loadable((items.DRAFT,)), held_back=2, now=NOW),
        "only-held-back": MineState(Loadable(()), held_back=1, now=NOW),
    }


def _one(item: Item | None) -> OneState:
    return OneState(item.id if item else "", Loadable(Held(item)), now=NOW)


def _ones() -> dict[str, OneState]:
    arrived, conflict = _one(items.ARRIVED), _one(items.CONFLICT)
    return {
        "one-draft": _one(items.DRAFT),
        "one-waiting": _one(items.WAITING),
        "one-sending": _one(items.SENDING),
        "one-arrived": arrived,
        "one-code": replace(arrived, picture=code_of(items.CODE), copied=True),
        "one-answered": _one(items.ANSWERED),
        "one-refused": _one(items.REFUSED),
        "one-signed-out": _one(items.SIGNED_OUT),
        "one-leaving": _one(items.LEAVING),
        "one-withdrawn": _one(items.WITHDRAWN),
        "one-asking": replace(arrived, asking=True),
        "one-changing": replace(arrived, changing=True, body=items.ARRIVED.body),
        "one-conflict": conflict,
        "one-chosen": replace(conflict, chosen={"holds": "mine", "remark": "other"}),
        "one-trouble": replace(arrived, trouble=Code.STORE_BROKEN.value),
        "one-gone": _one(None),
        "one-longest": _one(items.LONGEST),
    }
