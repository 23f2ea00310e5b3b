"""Draws "Meine Beiträge" and the page of one of them; it must not do anything."""

from __future__ import annotations

from datetime import datetime
from functools import partial

import flet as ft

from contract.problems import Code
from contract.text import Text
from services.clock import BERLIN
from services.language import Language
from services.outbox_item import Item
from views.account.contributions.changing import conflict, form
from views.account.contributions.one import Held, OneState, OneStore
from views.account.contributions.parts import facts, receipt, ways
from views.account.contributions.store import MineState, MineStore
from views.kit.button import quiet_button
from views.kit.card import entry
from views.kit.loading import drawn
from views.kit.notice import notice, speaking, told
from views.kit.page import column, page, side_by_side
from views.kit.text import heading, words
from views.sending import standing, standing_line
from views.states import failed, gone, waiting
from views.writing import lines_of, title_of, writing_words

SIGN_IN = "/anmelden"


def contributions_screen(state: MineState, act: MineStore, say: Language, level: int = 1) -> ft.Control:
    """The page "Meine Beiträge"."""
    return page(
        say("Meine Beiträge"),
        [
            drawn(
                state.items,
                lambda items: _list(items, state, act, say),
                waiting=lambda: waiting(say),
                failed=lambda code: failed(code, act.refresh, say),
            ),
            _by_code(act, say, level + 1),
        ],
        lead=say("Alles, was Sie geschrieben oder gesendet haben. Sie können es ändern und zurückziehen."),
        icon="outbox",
        level=level,
    )


def _list(items: tuple[Item, ...], state: MineState, act: MineStore, say: Language) -> ft.Control:
    others = _others(state, act, say)
    if not items and others:
        return column(others)
    if not items:
        return speaking(
            say("Hier ist noch nichts"),
            say("Wenn Sie uns etwas schreiben, steht es hier. Zum Beispiel eine Rückmeldung."),
            step=say("Rückmeldung schreiben"),
            press=partial(act.leave, "/rueckmeldung?zu=/"),
        )
    now = state.now or datetime.now(BERLIN)
    rows = [*others, *(_entry(item, state.names.get(item.id), now, act, say) for item in items)]
    if any(item.state == "waiting" for item in items):
        rows.insert(0, side_by_side([quiet_button(say("Jetzt senden"), act.send_now, icon="outbox")]))
    return column(rows, gap=8)


def _others(state: MineState, act: MineStore, say: Language) -> list[ft.Control]:
    """What waits under a name that is not signed in: that it is there, not what it says."""
    if not state.held_back:
        return []
    waits = say.count(
        "{n} Beitrag wartet, bis Sie sich wieder anmelden. Er ist sicher auf diesem Gerät.",
        "{n} Beiträge warten, bis Sie sich wieder anmelden. Sie sind sicher auf diesem Gerät.",
        state.held_back,
    )
    return [notice(waits, icon="account"), side_by_side([quiet_button(say("Anmelden"), partial(act.leave, SIGN_IN))])]


def _entry(item: Item, name: Text | None, now: datetime, act: MineStore, say: Language) -> ft.Control:
    kind = writing_words(say)[item.kind]
    title = title_of(item.kind, item.body, say, name=name, kept=item.title)
    lines = [kind.name] if title else []
    lines += [value for _, _, value in lines_of(item.kind, item.body, say)][:2]
    if item.outcome:
        lines.append(say("Antwort: {text}", text=say.text(item.outcome.text)))
    press = partial(act.go_on, item) if item.state == "draft" else partial(act.open, item.id)
    return entry(title or kind.name, lines, press, answer=standing_line(item, now, say), icon=kind.icon)


def _by_code(act: MineStore, say: Language, level: int) -> ft.Control:
    """The way to what was sent from another device."""
    return column(
        [
            heading(say("Haben Sie einen Beleg-Code?"), level),
            words(say("Mit dem Code finden Sie Ihren Beitrag auf jedem Gerät wieder.")),
            side_by_side([quiet_button(say("Beleg-Code eingeben"), partial(act.leave, "/beleg"), icon="qr")]),
        ],
        gap=8,
    )


def contribution_screen(state: OneState, act: OneStore, say: Language, level: int = 1) -> ft.Control:
    """The page of one contribution."""
    return drawn(
        state.held,
        lambda held: _one(held, state, act, say, level),
        waiting=lambda: waiting(say),
        failed=lambda code: failed(code, act.refresh, say),
    )


def _one(held: Held, state: OneState, act: OneStore, say: Language, level: int) -> ft.Control:
    item = held.item
    if item is None:
        return gone(partial(act.leave, "/beitraege"), say)
    kind = writing_words(say)[item.kind]
    now = state.now or datetime.now(BERLIN)
    parts: list[ft.Control] = [standing(item, now, say)]
    if state.trouble:
        parts.append(told(" ".join(say.problem(Code(state.trouble))), icon="broken", urgent=True))
    if item.state == "conflict":
        parts.append(conflict(item, state, act, say, level + 1))
    elif state.changing:
        parts.append(form(item, state, act, say))
    else:
        parts += [*facts(item, now, say), ways(item, state, act, say)]
    if item.code and item.state not in ("draft", "withdrawn"):
        parts.append(receipt(item, state, act, say, level + 1))
    title = title_of(item.kind, item.body, say, name=held.name, kept=item.title)
    return page(title or kind.name, parts, lead=kind.name, icon=kind.icon, level=level)
