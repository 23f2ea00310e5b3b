"""Draws the devices that are signed in, each with the way to end that; it must not do anything."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import flet as ft

from contract.account import Session
from services.clock import BERLIN
from services.language import Language
from views.account.account.store import AccountState, AccountStore
from views.account.form import trouble
from views.kit.button import quiet_button
from views.kit.card import card
from views.kit.loading import drawn
from views.kit.page import column, side_by_side
from views.kit.text import small, words
from views.states import failed, waiting


def devices(state: AccountState, act: AccountStore, say: Language) -> list[ft.Control]:
    """Every device on which one is signed in."""
    now = state.now or datetime.now(BERLIN)
    return [
        words(say("Hier sind Sie angemeldet. Was Sie nicht kennen, melden Sie ab und ändern dann Ihr Passwort.")),
        drawn(
            state.sessions,
            lambda found: column([_device(one, now, act, say) for one in found], gap=8),
            waiting=lambda: waiting(say),
            failed=lambda code: failed(code, act.refresh, say),
        ),
        *trouble(state.ended, say),
    ]


def _device(one: Session, now: datetime, act: AccountStore, say: Language) -> ft.Control:
    name = one.device or say("Gerät ohne Namen")
    lines: list[ft.Control] = [
        words(name, "title_medium"),
        small(say("Angemeldet seit {date}", date=say.date(one.created_at))),
        small(say("Zuletzt benutzt: {age}", age=say.ago(one.used_at, now))),
    ]
    if one.current:
        lines.append(words(say("Das ist dieses Gerät."), "label_medium"))
    else:
        lines.append(side_by_side([quiet_button(say("{device} abmelden", device=name), partial(act.end, one.id))]))
    return card([column(lines, gap=4)])
